using System.Xml.Linq;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>A database of the reference system, read as it is.</summary>
public sealed class ReferenceDatabaseTests(ReferenceProgram reference) : IClassFixture<ReferenceProgram>
{
    public static TheoryData<string, string> Spoiled => ReferenceDatabase.Spoiled;

    private HttpClient Client => reference.Program.Client;

    [Theory]
    [InlineData("good.example")]
    [InlineData("GOOD.example")]
    [InlineData("upper.example")]
    [InlineData("Upper.EXAMPLE")]
    [InlineData("xn--mnchen-3ya.example")]
    [InlineData("münchen.example")]
    public async Task Good_domains_are_answered_whatever_words_their_rows_use(string domain)
    {
        XElement autoconfig = await Client.AutoconfigAsync(domain);
        Assert.Equal(
            [
                "imap imap1.good.example:143 STARTTLS %EMAILLOCALPART% password-cleartext",
                "imap imap2.good.example:993 SSL %EMAILADDRESS% password-cleartext",
                "pop3 pop.good.example:995 SSL %EMAILADDRESS% password-cleartext",
                "smtp smtp.good.example:587 STARTTLS %EMAILADDRESS% password-cleartext",
            ],
            autoconfig.Servers());
        Assert.Equal("Good & Sons", autoconfig.Descendants("displayName").Single().Value);
        Assert.Null(await Client.AutodiscoverErrorAsync(domain));
        using HttpResponseMessage profile = await Client.GetAsync(
            $"mobileconfig?emailaddress={Uri.EscapeDataString($"user@{domain}")}");
        Assert.Equal(200, (int)profile.StatusCode);
    }

    [Fact]
    public async Task A_DAV_server_may_have_a_bare_host_and_no_user_name()
    {
        XElement autoconfig = await Client.AutoconfigAsync("dav.example");
        XElement calendar = Assert.Single(autoconfig.Elements("calendar"));
        Assert.StartsWith("https://dav.good.example", (string?)calendar.Element("url"), StringComparison.Ordinal);
        Assert.Equal("%EMAILADDRESS%", (string?)calendar.Element("username"));
        Assert.Equal("https://dav.good.example/cards", (string?)Assert.Single(autoconfig.Elements("addressbook")).Element("url"));
    }

    [Fact]
    public async Task A_domain_without_servers_has_no_settings()
    {
        Assert.Equal(404, await Client.AutoconfigStatusAsync("serverless.example"));
        Assert.Equal("602", await Client.AutodiscoverErrorAsync("serverless.example"));
    }

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task A_bad_row_spoils_its_own_domain(string domain, string place)
    {
        Assert.NotEmpty(place);
        Assert.Equal(404, await Client.AutoconfigStatusAsync(domain));
        Assert.Equal("602", await Client.AutodiscoverErrorAsync(domain));
        Assert.Equal(200, await Client.AutoconfigStatusAsync("good.example"));
    }

    [Fact]
    public async Task Readiness_does_not_depend_on_bad_rows() =>
        Assert.Contains("filled", await Client.GetStringAsync("readyz"), StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_bad_row_is_logged_and_no_row_is_touched(bool hasAlembic)
    {
        SqliteFile database = ReferenceDatabase.Create(hasAlembic: hasAlembic);
        string[] before = ReferenceDatabase.Everything(database);
        Assert.Equal(hasAlembic, before.Any(row => row.Contains("alembic_version", StringComparison.Ordinal)));
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri }, Path.GetDirectoryName(database.Path));
        foreach (TheoryDataRow<string, string> row in ReferenceDatabase.Spoiled)
            Assert.Equal(404, await program.Client.AutoconfigStatusAsync(row.Data.Item1));
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("good.example"));
        Assert.Equal(0, await program.StopAsync());

        string[] log = program.Log.Error.Split('\n');
        foreach (TheoryDataRow<string, string> row in ReferenceDatabase.Spoiled)
        {
            (string domain, string place) = row.Data;
            string line = Assert.Single(log, line => line.Contains($"Domain {domain} ", StringComparison.Ordinal));
            Assert.Contains(place, line, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(log, line => line.Contains("Domain good.example", StringComparison.Ordinal));
        Assert.Equal(before, ReferenceDatabase.Everything(database));
        if (hasAlembic)
            Assert.Equal(["43ebb40d0578"], database.Rows("SELECT version_num FROM alembic_version"));
    }
}
