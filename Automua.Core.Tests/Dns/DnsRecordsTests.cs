using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Automua.Core.Dns;
using Automua.Core.Model;
using Automua.Core.Pacc;

namespace Automua.Core.Tests.Dns;

public sealed class DnsRecordsTests
{
    private static readonly DomainName Domain = DomainName.Parse("example.com");

    [Fact]
    public void DN_01_a_server_without_TLS_is_told_of_nowhere()
    {
        DnsRecord[] records = Records([Server(MailServerType.Imap, "mail", 143, ConnectionSecurity.None)]);
        Assert.DoesNotContain(records, record => record.Data.Contains("mail.", StringComparison.Ordinal));
        AssertHolds(records, "_imap._tcp.example.com. 3600 IN SRV 0 0 0 .");
    }

    [Fact]
    public void DN_01_several_servers_of_a_service_are_in_order_and_a_server_told_twice_is_told_once()
    {
        DnsRecord[] records = Records(
        [
            Server(MailServerType.Imap, "second", 993, ConnectionSecurity.ImplicitTls) with { Priority = 20 },
            Server(MailServerType.Imap, "first", 993, ConnectionSecurity.ImplicitTls),
            Server(MailServerType.Imap, "first", 993, ConnectionSecurity.ImplicitTls) with { UserName = Template.Parse("%EMAILLOCALPART%") },
            Server(MailServerType.Pop, "pop", 110, ConnectionSecurity.StartTls) with { Priority = 15 },
        ]);
        AssertHolds(records, "_imaps._tcp.example.com. 3600 IN SRV 0 0 993 first.example.com.");
        AssertHolds(records, "_imaps._tcp.example.com. 3600 IN SRV 20 0 993 second.example.com.");
        AssertHolds(records, "_pop3._tcp.example.com. 3600 IN SRV 10 0 110 pop.example.com.");
    }

    [Fact]
    public void DN_01_a_priority_is_never_more_than_its_field_holds()
    {
        DnsRecord[] records = Records([.. Enumerable.Range(1, 6600).Select(port => Server(MailServerType.Imap, "mail", port, ConnectionSecurity.StartTls))]);
        Assert.Equal(65535, records.OfType<ServiceRecord>().Max(record => record.Priority));
    }

    [Fact]
    public void DN_01_JMAP_and_ManageSieve_stand_where_they_are_offered()
    {
        DnsRecord[] records = Records(
        [
            Server(MailServerType.Jmap, "jmap", 443, ConnectionSecurity.ImplicitTls),
            Server(MailServerType.ManageSieve, "sieve", 4190, ConnectionSecurity.StartTls),
        ]);
        AssertHolds(records, "_jmap._tcp.example.com. 3600 IN SRV 0 0 443 jmap.example.com.");
        AssertHolds(records, "_sieve._tcp.example.com. 3600 IN SRV 0 0 4190 sieve.example.com.");
    }

    [Fact]
    public void DN_01_a_service_that_bears_one_of_the_names_is_no_alias_of_itself()
    {
        DomainName serviceHost = DomainName.Parse("autoconfig.example.com");
        ImmutableArray<DnsRecord> records = DnsRecords.Of(Account([], []), serviceHost, PaccSubmissionKey.Submit);
        Assert.Equal(
            ["autodiscover.example.com", "ua-auto-config.example.com"],
            records.OfType<AliasRecord>().Select(record => record.Owner));
    }

    [Fact]
    public void DN_01_a_DAV_server_without_TLS_is_told_only_when_allowed_and_one_with_another_path_not_at_all()
    {
        ImmutableArray<DavServer> servers =
        [
            new(DavServerType.CalDav, Template.Parse("https://dav.example.com/dav/%EMAILADDRESS%/")) { Port = 8443 },
            new(DavServerType.CalDav, Template.Parse("https://dav2.example.com/other/")),
            new(DavServerType.CalDav, Template.Parse("http://plain.example.com/")),
        ];
        DnsRecord[] records = Records([], servers);
        AssertHolds(records, "_caldavs._tcp.example.com. 3600 IN SRV 0 0 8443 dav.example.com.");
        AssertHolds(records, "_caldavs._tcp.example.com. 3600 IN TXT \"path=/dav/\"");
        AssertHolds(records, "_caldav._tcp.example.com. 3600 IN SRV 0 0 0 .");
        Assert.DoesNotContain(records, record => record.Data.Contains("dav2", StringComparison.Ordinal));
    }

    [Fact]
    public void DN_01_a_path_too_long_for_one_string_is_left_out()
    {
        DnsRecord[] records = Records([], [new(DavServerType.CalDav, Template.Parse($"https://dav.example.com/{new string('p', 260)}"))]);
        Assert.DoesNotContain(records, record => record is TextRecord { Purpose: DnsPurpose.Calendars });
        AssertHolds(records, "_caldavs._tcp.example.com. 3600 IN SRV 0 0 443 dav.example.com.");
    }

    [Fact]
    public void DN_01_a_name_that_would_be_too_long_is_left_out()
    {
        string label = new('l', 60);
        DomainName name = DomainName.Parse($"{label}.{label}.{label}.{new string('x', 46)}.example");
        MailAccount account = new(name, new DomainConfiguration(name, new Provider("P", "P"), [], []));
        ImmutableArray<DnsRecord> records = DnsRecords.Of(account, DomainName.Parse("automua.example.net"), PaccSubmissionKey.Submit);
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.InRange(record.Owner.Length, 1, 253));
        Assert.DoesNotContain(records, record => record.Owner.StartsWith("_submissions.", StringComparison.Ordinal));
    }

    [Fact]
    public void DN_01_a_server_whose_host_name_the_domain_makes_too_long_is_left_out()
    {
        DomainName name = DomainName.Parse($"{string.Join('.', Enumerable.Repeat(new string('l', 55), 4))}.example");
        MailServer server = new(MailServerType.Imap, Template.Parse("imap.of.a.name.that.is.long.%EMAILDOMAIN%"), 993, ConnectionSecurity.ImplicitTls);
        MailAccount account = new(name, new DomainConfiguration(name, new Provider("P", "P"), [server], []));
        ImmutableArray<DnsRecord> records = DnsRecords.Of(account, DomainName.Parse("automua.example.net"), PaccSubmissionKey.Submit);
        Assert.DoesNotContain(records.OfType<ServiceRecord>(), record => record.Purpose == DnsPurpose.Incoming && record.IsOffered);
    }

    [Fact]
    public void DN_01_a_domain_whose_mailboxes_are_elsewhere_does_not_say_that_there_is_no_mail()
    {
        Provider moved = new("P", "P") { RedirectAddress = Template.Parse("%EMAILLOCALPART%@elsewhere.example") };
        DavServer calendars = new(DavServerType.CalDav, Template.Parse("https://dav.example.com/"));
        MailServer server = Server(MailServerType.Imap, "imap", 993, ConnectionSecurity.ImplicitTls);
        Assert.Equal(["_autodiscover._tcp.example.com"], Services(moved, [], []));
        Assert.Equal(["_autodiscover._tcp.example.com", "_caldavs._tcp.example.com"], Services(moved, [], [calendars]));
        Assert.Contains("_pop3._tcp.example.com", Services(moved, [server], []));

        static string[] Services(Provider provider, ImmutableArray<MailServer> servers, ImmutableArray<DavServer> dav) =>
        [
            .. DnsRecords.Of(
                new MailAccount(Domain, new DomainConfiguration(Domain, provider, servers, dav)),
                DomainName.Parse("automua.example.net"),
                PaccSubmissionKey.Submit).OfType<ServiceRecord>().Select(record => record.Owner),
        ];
    }

    [Theory]
    [InlineData("a b", "\"a b\"")]
    [InlineData("\"\\;", "\"\\\"\\\\;\"")]
    [InlineData("é\n", "\"\\195\\169\\010\"")]
    [InlineData("", "\"\"")]
    public void A_text_is_quoted(string text, string data) => Assert.Equal(data, new TextRecord("x.example.com", DnsPurpose.Pacc, text).Data);

    [Fact]
    public void A_long_text_is_several_strings()
    {
        string text = new('x', 600);
        Assert.Equal(
            $"\"{text[..255]}\" \"{text[..255]}\" \"{text[..90]}\"", new TextRecord("x.example.com", DnsPurpose.Pacc, text).Data);
    }

    [Fact]
    public void A_record_of_another_name_stays_absolute_in_a_zone()
    {
        ArrayBufferWriter<byte> output = new();
        DnsZoneWriter.Write(Domain, [new AliasRecord("www.example.net", DnsPurpose.Service, Domain)], output);
        Assert.Contains("\nwww.example.net. ", Encoding.ASCII.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    private static DnsRecord[] Records(ImmutableArray<MailServer> servers, params ImmutableArray<DavServer> dav) =>
        [.. DnsRecords.Of(Account(servers, dav), DomainName.Parse("automua.example.net"), PaccSubmissionKey.Submit)];

    private static MailAccount Account(ImmutableArray<MailServer> servers, ImmutableArray<DavServer> dav) =>
        new(Domain, new DomainConfiguration(Domain, new Provider("P", "P"), servers, dav));

    private static MailServer Server(MailServerType type, string host, int port, ConnectionSecurity security) =>
        new(type, Template.Parse($"{host}.%EMAILDOMAIN%"), port, security);

    private static void AssertHolds(DnsRecord[] records, string line) =>
        Assert.Contains(line, records.Select(record => record.ToString()));
}
