using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Automua.Core.Autoconfig;
using Automua.Core.Documents;
using Automua.Core.Model;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Conformance;

/// <summary>What mail apps were seen to do with documents that are a little off: none of it can happen with ours.</summary>
[Properties(Arbitrary = [typeof(Models)])]
public sealed class RealClientTests
{
    [Theory]
    [InlineData("SSL", "SSL")]
    [InlineData("ssl", "SSL")]
    [InlineData(" SSL ", "SSL")]
    [InlineData("TLS", "SSL")]
    [InlineData("starttls", "STARTTLS")]
    public void A_security_word_in_another_spelling_is_written_in_the_one_that_all_clients_know(string imported, string written)
    {
        DocumentReading reading = Read(imported, "%EMAILADDRESS%");
        Assert.Empty(reading.Faults);
        ImportedProvider provider = Assert.Single(reading.Document!.Providers);
        ImportedDomain domain = Assert.Single(provider.Domains);
        MailAccount account = new(domain.Name.Domain!, provider.ConfigurationOf(domain)!);
        Assert.All(
            XmlAnswer.Root(Dialect.Autoconfig.Write(account)).Descendants("socketType"), word => Assert.Equal(written, word.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSL/TLS")]
    [InlineData("tls1.3")]
    [InlineData("on")]
    public void A_security_word_that_nobody_knows_is_not_imported(string word) => Assert.NotEmpty(Read(word, "%EMAILADDRESS%").Faults);

    [Theory]
    [InlineData("0123")]
    [InlineData("1e5")]
    [InlineData("42")]
    public void A_login_that_Thunderbird_takes_for_a_number_brings_a_warning(string login)
    {
        DocumentReading reading = Read("SSL", login);
        Assert.Empty(reading.Faults);
        Assert.Contains(reading.Warnings, warning => warning.Detail.Contains("digits only", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("%EMAILADDRESS%")]
    [InlineData("u42")]
    [InlineData("42%EMAILLOCALPART%")]
    public void A_login_that_is_no_number_brings_none(string login) => Assert.Empty(Read("SSL", login).Warnings);

    [Property]
    public void No_answer_holds_CDATA_which_Evolution_reads_as_nothing(MailAccount account)
    {
        MailAccount renamed = account.WithProvider(provider => provider with { Name = "<![CDATA[Mail]]>" });
        foreach (byte[]? answer in Answers(renamed))
            Assert.DoesNotContain("<![CDATA[", answer is null ? "" : XmlAnswer.Text(answer), StringComparison.Ordinal);
    }

    [Property]
    public void No_element_bears_a_prefix_which_all_clients_refuse(MailAccount account) => Assert.All(
        Answers(account).Where(answer => answer is not null).SelectMany(answer => XmlAnswer.Root(answer!).DescendantsAndSelf()),
        element => Assert.DoesNotContain(element.Attributes(), attribute => attribute.Name.Namespace == XNamespace.Xmlns));

    [Property]
    public void SSL_off_never_stands_beside_an_encryption_for_that_is_cleartext_to_Thunderbird(MailAccount account)
    {
        if (Dialect.Autodiscover.TryWrite(account) is not { } answer)
            return;
        foreach (XElement protocol in XmlAnswer.Root(answer).Descendants().Where(element => element.Name.LocalName == "Protocol"))
            Assert.Equal(XmlAnswer.ValueOf(protocol, "SSL") == "off", XmlAnswer.ValueOf(protocol, "Encryption") == "None");
    }

    [Property]
    public void Every_server_has_a_login_for_Thunderbird_makes_one_up_otherwise(MailAccount account)
    {
        if (Dialect.Autoconfig.TryWrite(account) is not { } answer)
            return;
        Assert.All(
            XmlAnswer.Root(answer).Descendants("hostname").Select(host => host.Parent!),
            server => Assert.NotEmpty(XmlAnswer.ValueOf(server, "username")));
    }

    private static byte[]?[] Answers(MailAccount account) => [Dialect.Autoconfig.TryWrite(account), Dialect.Autodiscover.TryWrite(account)];

    private static DocumentReading Read(string security, string login)
    {
        StringBuilder servers = new();
        foreach ((string element, string type, int port) in ((string, string, int)[])[("incomingServer", "imap", 993), ("outgoingServer", "smtp", 465)])
        {
            servers.Append(
                CultureInfo.InvariantCulture,
                $"""
                <{element} type="{type}"><hostname>{type}.example.com</hostname><port>{port}</port><socketType>{security}</socketType>
                <username>{login}</username><authentication>password-cleartext</authentication></{element}>
                """);
        }

        return AutoconfigReader.Read(Encoding.UTF8.GetBytes(
            $"""
            <clientConfig version="1.1"><emailProvider id="example.com"><domain>example.com</domain><displayName>Example</displayName>
            <displayShortName>Example</displayShortName>{servers}</emailProvider></clientConfig>
            """));
    }
}
