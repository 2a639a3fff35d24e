using System.Collections.Immutable;
using System.Text;
using Automua.Core.Autoconfig;
using Automua.Core.Documents;

namespace Automua.Core.Tests.Autoconfig;

public sealed class AutoconfigRoundTripTests
{
    [Fact]
    public void What_is_served_as_it_was_said_does_not_differ() =>
        Assert.Empty(DifferencesOf("<domain>a.example</domain><domain>b.example</domain>", "mail.example"));

    [Theory]
    [InlineData("mail.%EMAILDOMAIN%", "<domain>a.example</domain>")]
    [InlineData("mail.example", "<domain>*.example</domain>")]
    public void Placeholders_and_patterns_do_not_make_a_difference(string host, string domains) =>
        Assert.Empty(DifferencesOf(domains, host));

    [Fact]
    public void What_cannot_be_served_is_told()
    {
        string domain = $"{new string('l', 63)}.example";
        string difference = Assert.Single(DifferencesOf($"<domain>{domain}</domain>", "x%EMAILDOMAIN%"));
        Assert.StartsWith($"{domain}: what is served cannot be read: /clientConfig/emailProvider/incomingServer", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_mail_apps_cannot_use_is_told() => Assert.Equal(
        ["a.example: nothing is served. The domain has no outgoing server with TLS."],
        DifferencesOf("<domain>a.example</domain>", "mail.example", outgoing: ""));

    [Fact]
    public void A_long_domain_makes_no_name_that_is_too_long()
    {
        string domain = string.Join('.', Enumerable.Repeat(new string('l', 60), 4));
        DocumentReading reading = Read($"<domain>{domain}</domain>", "mail.example", Smtp);
        Assert.Empty(AutoconfigRoundTrip.DifferencesOf(reading.Document!.Providers[0]));
    }

    [Fact]
    public void Many_elements_take_no_longer_than_their_number()
    {
        StringBuilder domains = new();
        for (int i = 0; i < 20_000; i++)
            domains.Append("<domain>d").Append(i).Append(".example</domain><unknown/>");
        DocumentReading reading = Read(domains.ToString(), "mail.example", Smtp);
        Assert.Equal(20_000, reading.Document!.Providers[0].Domains.Length);
        Assert.Equal("/clientConfig/emailProvider/domain[20000]", reading.Document.Providers[0].Domains[^1].Pointer);
        Assert.Equal(1001, reading.Warnings.Length);
    }

    private const string Smtp =
        "<outgoingServer type=\"smtp\"><hostname>smtp.example</hostname><port>465</port><socketType>SSL</socketType><username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></outgoingServer>";

    private static ImmutableArray<string> DifferencesOf(string domains, string host, string outgoing = Smtp) =>
        AutoconfigRoundTrip.DifferencesOf(Read(domains, host, outgoing).Document!.Providers[0]);

    private static DocumentReading Read(string domains, string host, string outgoing) => AutoconfigReader.Read(Encoding.UTF8.GetBytes(
        $"""
        <clientConfig version="1.1"><emailProvider id="a.example">{domains}
        <incomingServer type="imap"><hostname>{host}</hostname><port>993</port><socketType>SSL</socketType><username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></incomingServer>
        {outgoing}</emailProvider></clientConfig>
        """));
}
