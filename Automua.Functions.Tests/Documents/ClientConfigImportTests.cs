using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Storage;

namespace Automua.Functions.Tests.Documents;

/// <summary>clientConfig files, posted to <c>initdb</c>: what a provider says there is stored, and served back with the same meaning.</summary>
public sealed class ClientConfigImportTests(AdministeredProgram shared) : IClassFixture<AdministeredProgram>
{
    [Fact]
    public async Task A_file_is_stored_and_served_back()
    {
        (int status, JsonElement answer) = await ImportAsync(File("full.example", "Full & Co"));
        Assert.Equal(200, status);
        Assert.Equal([1, 0, 0, 0], answer.Counts("providers"));
        Assert.Equal(["/clientConfig/emailProvider/outgoingServer/addThisServer"], answer.Pointers("warnings"));

        XElement served = await shared.Program.Client.AutoconfigAsync("full.example");
        Assert.Equal("Full & Co", served.Descendants("displayName").Single().Value);
        Assert.Equal(["OAuth2", "password-cleartext"], served.Descendants("incomingServer").First().Elements("authentication").Select(method => method.Value));
        Assert.Equal(["plain"], served.Descendants("outgoingServer").Elements("socketType").Select(security => security.Value));
        Assert.Equal("https://help.full.example/", (string?)served.Descendants("documentation").Single().Attribute("url"));
        Assert.Equal(["en", "de"], served.Descendants("descr").Select(text => (string?)text.Attribute("lang")));
        Assert.Equal("https://login.full.example", (string?)served.Descendants("loginPage").Single().Attribute("url"));
        Assert.Equal("Switch it on", served.Descendants("instruction").Single().Value);
        Assert.Equal("login.full.example", served.Descendants("issuer").Single().Value);

        (_, answer) = await ImportAsync(File("full.example", "Full & Co"));
        Assert.Equal([0, 0, 1, 0], answer.Counts("providers"));
        Assert.Equal([0, 0, 1, 0], answer.Counts("domains"));
        (_, answer) = await ImportAsync(File("full.example", "Renamed"));
        Assert.Equal([0, 1, 0, 0], answer.Counts("providers"));
        Assert.Equal("Renamed", (await shared.Program.Client.AutoconfigAsync("full.example")).Descendants("displayName").Single().Value);
    }

    [Fact]
    public async Task Providers_of_one_name_are_told_apart_by_their_identifiers()
    {
        await ImportAsync(File("one.example", "%EMAILDOMAIN%"));
        (int status, JsonElement answer) = await ImportAsync(File("two.example", "%EMAILDOMAIN%"));
        Assert.Equal(200, status);
        Assert.Equal([1, 0, 0, 0], answer.Counts("providers"));
        XElement one = await shared.Program.Client.AutoconfigAsync("one.example");
        Assert.Equal("https://help.one.example/", (string?)one.Descendants("documentation").Single().Attribute("url"));

        (status, answer) = await ImportAsync(File("two.example", "Two").Replace("<domain>two.example", "<domain>one.example", StringComparison.Ordinal));
        Assert.Equal(400, status);
        Assert.Equal(["/clientConfig/emailProvider/domain"], answer.Pointers("errors"));
    }

    [Fact]
    public async Task A_seed_leaves_what_it_cannot_say()
    {
        await ImportAsync(File("kept.example", "Kept"));
        (int status, _) = await shared.Administrator.ImportAsync(Seed.Of("Kept", "seed", "kept.example"));
        Assert.Equal(200, status);
        XElement served = await shared.Program.Client.AutoconfigAsync("kept.example");
        Assert.Equal("https://help.kept.example/", (string?)served.Descendants("documentation").Single().Attribute("url"));
    }

    [Fact]
    public async Task A_file_leaves_what_it_cannot_say()
    {
        (int status, JsonElement answer) = await shared.Administrator.ImportAsync("""
            {"version": 3, "providers": [{"id": "partly.example", "provider": "Partly", "organization": "Partly Inc.", "hosts": ["setup.partly.example"]}]}
            """);
        Assert.True(status == 200, answer.ToString());
        (_, answer) = await ImportAsync(File("partly.example", "Partly"));
        Assert.Equal([0, 1, 0, 0], answer.Counts("providers"));
        Assert.Equal(200, (await shared.Program.GetAsync("/mail/config-v1.1.xml", "setup.partly.example")).Status);
        Assert.Contains("<string>Partly Inc.</string>", (await shared.Program.GetAsync("/mobileconfig?emailaddress=a@partly.example")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authentication_word_changed_by_hand_counts()
    {
        await ImportAsync(File("hand.example", "Hand"));
        SqliteFile database = new(shared.Program.DatabaseFile);
        database.Execute("UPDATE server SET authentication = 'NTLM' WHERE name = 'imap.hand.example'");
        XElement served = await shared.Program.Client.AutoconfigAsync("hand.example");
        Assert.Equal(["NTLM"], served.Descendants("incomingServer").First().Elements("authentication").Select(method => method.Value));
    }

    [Fact]
    public async Task Details_spoilt_by_hand_are_told_with_table_and_column()
    {
        await ImportAsync(File("spoilt.example", "Spoilt"));
        SqliteFile database = new(shared.Program.DatabaseFile);
        database.Execute("UPDATE provider SET automua_details = '{' WHERE name = 'Spoilt'");
        Assert.Equal(404, await shared.Program.Client.AutoconfigStatusAsync("spoilt.example"));
        await shared.Program.UntilAsync(() => shared.Program.Log.Error.Contains("automua_details", StringComparison.Ordinal));
    }

    private async Task<(int Status, JsonElement Answer)> ImportAsync(string file)
    {
        using StringContent content = new(file, Encoding.UTF8, "application/xml");
        return await shared.Administrator.ImportAsync(content);
    }

    private static string File(string domain, string name) => $"""
        <?xml version="1.0"?>
        <clientConfig version="1.1">
          <emailProvider id="{domain}">
            <domain>{domain}</domain>
            <displayName>{name.Replace("&", "&amp;", StringComparison.Ordinal)}</displayName>
            <displayShortName>Short</displayShortName>
            <incomingServer type="imap">
              <hostname>imap.{domain}</hostname><port>993</port><socketType>SSL</socketType>
              <username>%EMAILADDRESS%</username><authentication>OAuth2</authentication><authentication>password-cleartext</authentication>
            </incomingServer>
            <outgoingServer type="smtp">
              <hostname>smtp.{domain}</hostname><port>25</port><socketType>plain</socketType>
              <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication><addThisServer>true</addThisServer>
            </outgoingServer>
            <documentation url="https://help.{domain}/"><descr lang="en">Help</descr><descr lang="de">Hilfe</descr></documentation>
            <enable visiturl="https://{domain}/on"><instruction>Switch it on</instruction></enable>
          </emailProvider>
          <oAuth2><issuer>login.{domain}</issuer><scope>mail</scope><authURL>https://a.{domain}/</authURL><tokenURL>https://t.{domain}/</tokenURL></oAuth2>
          <webMail><loginPage url="https://login.%EMAILDOMAIN%"/></webMail>
        </clientConfig>
        """;
}
