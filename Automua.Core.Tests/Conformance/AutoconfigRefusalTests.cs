using System.Text;
using Automua.Core.Model;
using Automua.Core.Tests.Golden;

namespace Automua.Core.Tests.Conformance;

/// <summary>Each rule for clientConfig documents refuses documents that break it: answers with one thing wrong.</summary>
public sealed class AutoconfigRefusalTests
{
    private static readonly MailAccount FourServers = GoldenModels.All["four-servers"];
    private static readonly MailAccount Dav = GoldenModels.All["dav"];
    private static readonly MailAccount OAuth2 = GoldenModels.All["oauth2"];
    private static readonly MailAccount Jmap = GoldenModels.All["jmap"];
    private static readonly MailAccount Markup = GoldenModels.All["markup"];

    [Theory]
    [InlineData("<?xml", "\uFEFF<?xml")]
    [InlineData("<?xml", "\n<?xml")]
    [InlineData("utf-8", "iso-8859-1")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", "")]
    public void AC_01_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_01_first_octet_and_encoding, FourServers, right, wrong);

    [Fact]
    public void AC_01_refuses_octets_that_are_not_UTF8()
    {
        byte[] answer = Dialect.Autoconfig.Write(FourServers);
        answer[^20] = 0xFF;
        Assert.ThrowsAny<ArgumentException>(() => AutoconfigRules.AC_01_first_octet_and_encoding(answer, FourServers));
    }

    [Theory]
    [InlineData("version=\"1.1\"", "version=\"1.0\"")]
    [InlineData("version=\"1.1\"", "version=\"1.1\" xmlns=\"urn:a\"")]
    [InlineData("version=\"1.1\"", "version=\"1.1\" xmlns:a=\"urn:a\"")]
    [InlineData("id=\"four.example\"", "id=\"Four Servers\"")]
    [InlineData("id=\"four.example\"", "id=\"example.com\"")]
    [InlineData("</emailProvider>", "</emailProvider><emailProvider id=\"four.example\"/>")]
    public void AC_03_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_03_root_and_provider, FourServers, right, wrong);

    [Theory]
    [InlineData("<domain>four.example</domain>", "")]
    [InlineData("<domain>four.example</domain>", "<domain>other.example</domain>")]
    [InlineData("<domain>four.example</domain>", "<domain>four.example</domain><domain>Four.example</domain>")]
    [InlineData("<displayName>Four Servers Ltd</displayName>", "")]
    [InlineData("<displayShortName>Four</displayShortName>", "<displayShortName>4</displayShortName>")]
    public void AC_04_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_04_domains, FourServers, right, wrong);

    [Fact]
    public void AC_04_refuses_the_whole_list_of_customers()
    {
        StringBuilder customers = new();
        for (int i = 0; i < 20; i++)
            customers.Append($"<domain>d{i}.example</domain>");
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_04_domains, FourServers, "<domain>", $"{customers}<domain>");
    }

    [Theory]
    [InlineData("<domain>jmap.example.net</domain>", "")]
    [InlineData("<domain purpose=\"mx\">mx.example.com</domain>", "<domain>mx.example.com</domain>")]
    [InlineData("<domain>jmap.example.net</domain>", "<domain>jmap.example.net</domain><domain>more.example</domain>")]
    public void AC_04_refuses_other_siblings(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_04_domains, Jmap, right, wrong);

    [Theory]
    [InlineData("<hostname>pop.example.com</hostname>", "")]
    [InlineData("<port>993</port>", "<port>993</port><port>993</port>")]
    [InlineData("<port>993</port>", "<port>70000</port>")]
    [InlineData("<port>993</port>", "<port/>")]
    [InlineData("<socketType>SSL</socketType>", "")]
    [InlineData("<username>%EMAILADDRESS%</username>", "<username></username>")]
    [InlineData("<authentication>client-IP-address</authentication>", "")]
    public void AC_05_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_05_complete_server_blocks, FourServers, right, wrong);

    [Theory]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer type=\"imap\" priority=\"1\">")]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer>")]
    [InlineData("<incomingServer type=\"pop3\">", "<incomingServer type=\"pop\">")]
    [InlineData("<outgoingServer type=\"smtp\">", "<outgoingServer type=\"imap\">")]
    [InlineData("<port>993</port>", "<port number=\"1\">993</port>")]
    public void AC_06_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_06_no_attribute_but_type, FourServers, right, wrong);

    [Theory]
    [InlineData("<socketType>SSL</socketType>", "<socketType>ssl</socketType>")]
    [InlineData("<socketType>SSL</socketType>", "<socketType>TLS</socketType>")]
    [InlineData("<socketType>SSL</socketType>", "<socketType> SSL </socketType>")]
    [InlineData("<socketType>STARTTLS</socketType>", "<socketType>plain</socketType>")]
    public void AC_07_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_07_transport_security, FourServers, right, wrong);

    [Fact]
    public void AC_07_refuses_a_server_without_TLS_that_is_not_allowed() => Dialect.Autoconfig.Refuses(
        AutoconfigRules.AC_07_transport_security, Dav, "<socketType>SSL</socketType>", "<socketType>plain</socketType>");

    [Theory]
    [InlineData("<authentication>password-cleartext</authentication>", "<authentication>plain</authentication>")]
    [InlineData("<authentication>OAuth2</authentication>", "<authentication>oauth2</authentication>")]
    [InlineData("<authentication>OAuth2</authentication>", "")]
    [InlineData(
        "<authentication>OAuth2</authentication>\n      <authentication>password-cleartext</authentication>",
        "<authentication>password-cleartext</authentication>\n      <authentication>OAuth2</authentication>")]
    public void AC_08_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_08_authentication_words, OAuth2, right, wrong);

    [Theory]
    [InlineData("pop.example.com", "imap.example.com")]
    [InlineData("<socketType>STARTTLS</socketType>", "<socketType>SSL</socketType>")]
    [InlineData("<outgoingServer type=\"smtp\">", "<outgoingServer type=\"smtp\"><hostname>a.example</hostname></outgoingServer><outgoingServer type=\"smtp\">")]
    public void AC_10_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_10_all_servers_in_order, FourServers, right, wrong);

    [Theory]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer type=\"jmap\">")]
    [InlineData("<setupServer type=\"managesieve\">", "<setupServer type=\"sieve\">")]
    [InlineData("https://jmap.example.com:8443/.well-known/jmap", "https://jmap.example.com/.well-known/jmap")]
    [InlineData("<oAuth2", "<setupServer type=\"managesieve\"/><oAuth2")]
    public void AC_10_refuses_JMAP_and_ManageSieve_elsewhere(string right, string wrong) => Dialect.Autoconfig.Refuses(
        AutoconfigRules.AC_10_all_servers_in_order,
        Jmap with
        {
            Configuration = new DomainConfiguration(
                Jmap.Domain,
                Jmap.Provider with { OAuth2 = OAuth2.Provider.OAuth2 },
                [.. Jmap.Configuration.Incoming, .. Jmap.Configuration.Outgoing, .. Jmap.Configuration.Others],
                []),
        },
        right,
        wrong);

    [Theory]
    [InlineData("<port>993</port>", "<port> 993 </port>")]
    [InlineData("<hostname>pop.example.com</hostname>", "<hostname>\n        pop.example.com\n      </hostname>")]
    [InlineData("<port>993</port>", "<port><!-- -->993</port>")]
    [InlineData("<port>993</port>", "<port><![CDATA[993]]></port>")]
    [InlineData("<displayName>", "<displayName>\t")]
    public void AC_11_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_11_no_white_space_inside_values, FourServers, right, wrong);

    [Theory]
    [InlineData("<username>%EMAILADDRESS%</username>", "<username>%EMAILDOMAIN%</username>")]
    [InlineData("<username>%EMAILADDRESS%</username>", "<username>user@four.example</username>")]
    [InlineData("pop.example.com", "%EMAILDOMAIN%")]
    [InlineData("pop.example.com", "POP.example.com")]
    [InlineData("pop.example.com", "pop_1.example.com")]
    [InlineData("pop.example.com", "pop.example.com.")]
    public void AC_12_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_12_placeholders, FourServers, right, wrong);

    [Theory]
    [InlineData("%EMAILADDRESS%", "user@four.example")]
    public void AC_14_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_14_the_mailbox_changes_nothing, FourServers, right, wrong);

    [Theory]
    [InlineData("<calendar type=\"caldav\">", "<calendar>")]
    [InlineData("system=\"http\"", "system=\"sasl\"")]
    [InlineData(":8443", "")]
    [InlineData("<username>%EMAILLOCALPART%</username>", "")]
    [InlineData("</emailProvider>", "</emailProvider><calendar type=\"caldav\"/>")]
    public void AC_18_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_18_dav_servers, Dav, right, wrong);

    [Theory]
    [InlineData("<issuer>login.example.com</issuer>", "")]
    [InlineData("<oAuth2>", "<oAuth2/><oAuth2>")]
    [InlineData("openid ", "")]
    [InlineData("<oAuth2>", "<other><oAuth2/></other><oAuth2>")]
    public void AC_19_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_19_oauth2, OAuth2, right, wrong);

    [Theory]
    [InlineData("&amp;", "&")]
    [InlineData("&lt;Mail", "<Mail")]
    [InlineData("&amp;", "&amp;amp;")]
    [InlineData("📧", "\u0001")]
    [InlineData("📧", "")]
    public void AC_20_refuses(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(AutoconfigRules.AC_20_text_of_any_kind, Markup, right, wrong);
}
