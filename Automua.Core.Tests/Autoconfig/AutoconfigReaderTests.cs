using System.Buffers;
using System.Text;
using Automua.Core.Autoconfig;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Tests.Conformance;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Autoconfig;

[Properties(Arbitrary = [typeof(Models)])]
public sealed class AutoconfigReaderTests
{
    private const string Everything = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- A provider that says all there is to say. -->
        <clientConfig version="1.1">
          <emailProvider id="mail.example">
            <domain>mail.example</domain>
            <domain>bücher.example</domain>
            <domain purpose="mx">mx.mail.example</domain>
            <displayName>
              Mail &amp; More
            </displayName>
            <displayShortName>M&amp;M</displayShortName>
            <incomingServer type="pop3">
              <hostname>pop.%EMAILDOMAIN%</hostname>
              <port>995</port>
              <socketType>SSL</socketType>
              <username>%EMAILLOCALPART%</username>
              <authentication>password-cleartext</authentication>
              <pop3><leaveMessagesOnServer>true</leaveMessagesOnServer></pop3>
            </incomingServer>
            <incomingServer type="imap">
              <hostname>IMAP.mail.example</hostname>
              <port> 143 </port>
              <socketType>STARTTLS</socketType>
              <authentication>OAuth2</authentication>
              <authentication>password-encrypted</authentication>
              <authentication>CRAM</authentication>
              <username>%EMAILADDRESS%</username>
            </incomingServer>
            <incomingServer type="exchange"><hostname>ews.mail.example</hostname></incomingServer>
            <incomingServer type="jmap">
              <url>https://jmap.%EMAILDOMAIN%:8443/.well-known/jmap</url>
              <authentication>OAuth2</authentication><authentication system="http">basic</authentication><authentication>digest</authentication>
              <username>%EMAILADDRESS%</username>
            </incomingServer>
            <outgoingServer type="smtp">
              <hostname>smtp.mail.example</hostname>
              <port>25</port>
              <socketType>plain</socketType>
              <username>%EMAILADDRESS%</username>
              <authentication>none</authentication>
              <addThisServer>true</addThisServer>
            </outgoingServer>
            <documentation url="https://help.mail.example/">
              <descr lang="en">Settings</descr>
              <descr lang="de">Einstellungen</descr>
              <descr lang="fr"/>
            </documentation>
            <documentation url="https://mail.example/imap"/>
          </emailProvider>
          <setupServer type="managesieve">
            <hostname>sieve.mail.example</hostname><port>4190</port><socketType>STARTTLS</socketType>
            <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication>
          </setupServer>
          <calendar type="caldav"><serverURL>https://dav.mail.example/%EMAILADDRESS%/</serverURL><username>%EMAILADDRESS%</username></calendar>
          <enable visiturl="https://mail.example/enable"><instruction>Switch IMAP on</instruction><instruction lang="lv">Ieslēgt IMAP</instruction></enable>
          <oAuth2>
            <issuer>login.mail.example</issuer><scope>imap smtp</scope>
            <authURL>https://login.mail.example/auth</authURL><tokenURL>https://login.mail.example/token</tokenURL>
          </oAuth2>
          <webMail>
            <loginPage url="https://login.%EMAILDOMAIN%"/>
            <loginPageInfo url="https://login.%EMAILDOMAIN%/form">
              <username>%EMAILADDRESS%</username><usernameField id="user" name="u"/><passwordField name="p"/><loginButton id="go"/>
            </loginPageInfo>
          </webMail>
          <clientConfigUpdate url="https://mail.example/config.xml"/>
        </clientConfig>
        """;

    [Fact]
    public void Everything_that_a_provider_says_is_read()
    {
        DocumentReading reading = Read(Everything);
        Assert.Empty(reading.Faults);
        ImportedProvider imported = Assert.Single(reading.Document!.Providers);
        Assert.Equal("mail.example", imported.Id);
        Assert.Equal(["mail.example", "xn--bcher-kva.example"], imported.Domains.Select(domain => domain.Name.Value));
        Provider provider = imported.Provider;
        Assert.Equal(("Mail & More", "M&M", true), (provider.Name, provider.ShortName, provider.AllowPlain));
        Assert.Equal([DomainName.Parse("mx.mail.example")], provider.MxDomains);
        Assert.Equal(
            [
                new DocumentationLink("https://help.mail.example/", [new("en", "Settings"), new("de", "Einstellungen")]),
                new DocumentationLink("https://mail.example/imap", []),
            ],
            provider.Documentation);
        Assert.Equal(
            [new EnableInstruction("https://mail.example/enable", [new(null, "Switch IMAP on"), new("lv", "Ieslēgt IMAP")])],
            provider.Enable);
        Assert.Equal(
            new OAuth2Endpoints("login.mail.example", "imap smtp", "https://login.mail.example/auth", "https://login.mail.example/token"),
            provider.OAuth2);
        Assert.Equal(
            new WebMail(
                Template.Parse("https://login.%EMAILDOMAIN%"),
                new WebMailForm(Template.Parse("https://login.%EMAILDOMAIN%/form"), Template.WholeAddress)
                {
                    UserNameField = new("user", "u"), PasswordField = new(null, "p"), LoginButton = new("go", null),
                }),
            provider.WebMail);
        ImportedServers servers = imported.Domains[0].Servers;
        Assert.Equal(
            [
                new MailServer(MailServerType.Pop, Template.Parse("pop.%EMAILDOMAIN%"), 995, ConnectionSecurity.ImplicitTls)
                {
                    UserName = Template.Parse("%EMAILLOCALPART%"), Priority = 10,
                },
                new MailServer(MailServerType.Imap, Template.Parse("imap.mail.example"), 143, ConnectionSecurity.StartTls)
                {
                    Authentication = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordEncrypted], Priority = 11,
                },
                new MailServer(MailServerType.Jmap, Template.Parse("jmap.%EMAILDOMAIN%"), 8443, ConnectionSecurity.ImplicitTls)
                {
                    Authentication = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordCleartext, AuthenticationMethod.PasswordEncrypted],
                    Priority = 12,
                },
                new MailServer(MailServerType.Smtp, Template.Parse("smtp.mail.example"), 25, ConnectionSecurity.None)
                {
                    Authentication = [AuthenticationMethod.None], Priority = 13,
                },
                new MailServer(MailServerType.ManageSieve, Template.Parse("sieve.mail.example"), 4190, ConnectionSecurity.StartTls) { Priority = 14 },
            ],
            servers.Mail);
        Assert.Equal([new DavServer(DavServerType.CalDav, Template.Parse("https://dav.mail.example/%EMAILADDRESS%/"))], servers.Dav);
    }

    [Fact]
    public void What_is_not_kept_is_reported_with_its_place() => Assert.Equal(
        [
            "/clientConfig/emailProvider/incomingServer[1]/pop3",
            "/clientConfig/emailProvider/incomingServer[2]/authentication[3]",
            "/clientConfig/emailProvider/incomingServer[3]",
            "/clientConfig/emailProvider/outgoingServer/addThisServer",
            "/clientConfig/clientConfigUpdate",
        ],
        Read(Everything).Warnings.Select(warning => warning.Pointer));

    [Fact]
    public void What_is_read_is_served_back_with_the_same_meaning()
    {
        ImportedProvider imported = Read(Everything).Document!.Providers[0];
        MailAccount account = AccountOf(imported, imported.Domains[0]);
        DocumentReading again = Reread(account);
        Assert.Empty(again.Faults);
        Assert.Empty(again.Warnings);
        ImportedProvider served = again.Document!.Providers[0];
        Assert.Equal(ProviderDetails.Write(imported.Provider with { WebMail = null }), ProviderDetails.Write(served.Provider with { WebMail = null }));
        Assert.Equal("https://login.mail.example", served.Provider.WebMail!.LoginPage.Text);
        Assert.Equal(imported.Domains[0].Servers.Mail.Select(server => Meaning(server, account)), served.Domains[0].Servers.Mail.Select(server => Meaning(server, account)));
        Assert.Equal(imported.Domains[0].Servers.Dav, served.Domains[0].Servers.Dav);
    }

    [Theory]
    [InlineData("<url>https://jmap.mail.example</url>", "/url")]
    [InlineData("<url>https://jmap.mail.example/session</url>", "/url")]
    [InlineData("<url>http://jmap.mail.example:8080/.well-known/jmap</url>", null)]
    [InlineData("<hostname>jmap.mail.example</hostname><port>443</port><socketType>SSL</socketType>", null)]
    [InlineData("<hostname>jmap.mail.example</hostname><port>443</port><socketType>SSL</socketType><url>https://jmap.mail.example/.well-known/jmap</url>", null)]
    [InlineData("<hostname>jmap.mail.example</hostname><port>443</port><socketType>SSL</socketType><url>https://other.mail.example/.well-known/jmap</url>", "/url")]
    [InlineData("<url>https://jmap.mail.example/.well-known/jmap</url><port>443</port>", "/port")]
    public void JMAP_is_described_by_a_URL_or_by_host_and_port(string description, string? reported)
    {
        DocumentReading reading = ReadServers($"<incomingServer type=\"jmap\">{description}<username>%EMAILADDRESS%</username><authentication>basic</authentication></incomingServer>");
        Assert.Empty(reading.Faults);
        MailServer server = Assert.Single(reading.Document!.Providers[0].Domains[0].Servers.Mail, server => server.Type == MailServerType.Jmap);
        Assert.Equal("jmap.mail.example", server.Host.Text);
        Assert.Equal(description.Contains("8080", StringComparison.Ordinal) ? (8080, ConnectionSecurity.None) : (443, ConnectionSecurity.ImplicitTls), (server.Port, server.Security));
        Assert.Equal(
            reported is null ? [] : [$"/clientConfig/emailProvider/incomingServer[2]{reported}"], reading.Warnings.Select(warning => warning.Pointer));
    }

    [Theory]
    [InlineData("<url>ftp://jmap.mail.example/</url>", "/url")]
    [InlineData("<url>https://%EMAILLOCALPART%.mail.example/</url>", "/url")]
    [InlineData("<url></url>", "/url")]
    [InlineData("", "")]
    public void A_JMAP_server_that_is_nowhere_is_refused(string description, string element)
    {
        DocumentReading reading = ReadServers($"<incomingServer type=\"jmap\">{description}<username>a</username><authentication>basic</authentication></incomingServer>");
        Assert.Null(reading.Document);
        Assert.Equal($"/clientConfig/emailProvider/incomingServer[2]{element}", reading.Faults[0].Pointer);
    }

    [Theory]
    [InlineData("<displayName>Second</displayName>", "displayName[2]")]
    [InlineData("<webMail><loginPage url=\"https://a.example/\"/></webMail><webMail><loginPage url=\"https://b.example/\"/></webMail>", "webMail[2]")]
    [InlineData("<enable/>", "enable")]
    [InlineData("<setupServer type=\"imap\"/>", "setupServer")]
    [InlineData("<incomingServer type=\"managesieve\"/>", "incomingServer[2]")]
    [InlineData("<chatServer type=\"xmpp\"/>", "chatServer")]
    [InlineData(
        "<calendar type=\"caldav\"><url>https://a.example/</url><username>a</username><authentication>OAuth2</authentication></calendar>",
        "calendar/authentication")]
    [InlineData(
        "<calendar type=\"caldav\"><url>https://a.example/</url><serverURL>https://b.example/</serverURL><username>a</username></calendar>",
        "calendar/serverURL")]
    public void What_is_told_otherwise_or_not_at_all_is_reported(string element, string place) => Assert.Equal(
        $"/clientConfig/emailProvider/{place}", Assert.Single(ReadServers(element).Warnings).Pointer);

    [Fact]
    public void Of_an_element_that_stands_twice_the_second_is_reported() => Assert.Equal(
        "/clientConfig/emailProvider/incomingServer[1]/hostname[2]",
        Assert.Single(Read(Everything.Replace(
            "<hostname>pop.%EMAILDOMAIN%</hostname>", "<hostname>pop.%EMAILDOMAIN%</hostname><hostname>b.example</hostname>", StringComparison.Ordinal)).Warnings,
            warning => warning.Pointer.Contains("hostname", StringComparison.Ordinal)).Pointer);

    [Property(MaxTest = 300)]
    public void Servers_that_were_read_are_written_as_before(Mailbox mailbox)
    {
        DomainConfiguration configuration = mailbox.Account.Configuration;
        MailAccount account = mailbox.Account with
        {
            Configuration = new DomainConfiguration(
                configuration.Name,
                new Provider("P", "P") { AllowPlain = configuration.Provider.AllowPlain },
                [.. configuration.Incoming, .. configuration.Outgoing, .. configuration.Others],
                configuration.DavServers),
        };
        if (Dialect.Autoconfig.TryWrite(account) is not { } written)
            return;
        DocumentReading reading = AutoconfigReader.Read(written);
        Assert.Empty(reading.Faults);
        ImportedProvider imported = reading.Document!.Providers[0];
        Assert.Equal(XmlAnswer.Text(written), XmlAnswer.Text(Dialect.Autoconfig.Write(AccountOf(imported, imported.Domains[0]))));
    }

    [Property(MaxTest = 300)]
    public void Every_answer_can_be_read(Mailbox mailbox)
    {
        DocumentReading reading;
        try
        {
            reading = Reread(mailbox.Account);
        }
        catch (UnusableConfigurationException)
        {
            return;
        }

        // Names and end points of generated models may hold what an import refuses; servers may not.
        Assert.DoesNotContain(reading.Faults, fault => fault.Pointer.Contains("Server", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<clientConfig", "")]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'x'>]><clientConfig>&e;</clientConfig>", "")]
    [InlineData("<config/>", "/config")]
    [InlineData("<clientConfig/>", "/clientConfig")]
    [InlineData("<clientConfig><emailProvider id='a'/><emailProvider id='b'/></clientConfig>", "/clientConfig")]
    [InlineData("<clientConfig><emailProvider id='a'><domain>a_b</domain></emailProvider></clientConfig>", "/clientConfig/emailProvider/domain")]
    [InlineData("<clientConfig><emailProvider id='a'/></clientConfig>", "/clientConfig/emailProvider")]
    public void What_is_no_clientConfig_file_is_refused_with_its_place(string file, string pointer)
    {
        DocumentReading reading = Read(file);
        Assert.Null(reading.Document);
        Assert.Contains(reading.Faults, fault => fault.Pointer == pointer);
    }

    [Theory]
    [InlineData("<port>995</port>", "<port>0</port>", "port")]
    [InlineData("<port>995</port>", "", "incomingServer[1]")]
    [InlineData("<socketType>SSL</socketType>", "<socketType>tls1</socketType>", "socketType")]
    [InlineData("<hostname>pop.%EMAILDOMAIN%</hostname>", "<hostname>%EMAILADDRESS%</hostname>", "hostname")]
    [InlineData("<username>%EMAILLOCALPART%</username>", "<username>%USER%</username>", "username")]
    public void A_wrong_server_is_refused_with_its_place(string right, string wrong, string element)
    {
        DocumentReading reading = Read(Everything.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(reading.Document);
        Assert.EndsWith(element, Assert.Single(reading.Faults).Pointer, StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public void A_file_with_octets_exchanged_is_read_or_refused((ushort Place, byte Octet)[] changes)
    {
        byte[] file = Encoding.UTF8.GetBytes(Everything);
        foreach ((ushort place, byte octet) in changes.Take(4))
            file[place % file.Length] = octet;
        DocumentReading reading = AutoconfigReader.Read(file);
        Assert.Equal(reading.Faults.IsEmpty, reading.Document is not null);
    }

    private static object Meaning(MailServer server, MailAccount account) =>
        (server.Type, account.HostOf(server), server.Port, server.Security, server.UserName.Text, string.Join(' ', server.Authentication));

    private static MailAccount AccountOf(ImportedProvider imported, ImportedDomain domain) =>
        new(domain.Name.Domain!, imported.ConfigurationOf(domain)!);

    private static DocumentReading Reread(MailAccount account)
    {
        ArrayBufferWriter<byte> output = new();
        AutoconfigWriter.Write(account, output);
        return AutoconfigReader.Read(output.WrittenMemory);
    }

    private static DocumentReading ReadServers(string more) => Read($"""
        <clientConfig version="1.1"><emailProvider id="mail.example"><domain>mail.example</domain><displayName>Mail</displayName>
          <incomingServer type="imap">
            <hostname>imap.mail.example</hostname><port>993</port><socketType>SSL</socketType>
            <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication>
          </incomingServer>{more}
          <outgoingServer type="smtp">
            <hostname>smtp.mail.example</hostname><port>465</port><socketType>SSL</socketType>
            <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication>
          </outgoingServer></emailProvider></clientConfig>
        """);

    private static DocumentReading Read(string file) => AutoconfigReader.Read(Encoding.UTF8.GetBytes(file));
}
