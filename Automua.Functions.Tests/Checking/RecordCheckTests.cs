using Automua.Functions.Tests.Dns;
using Automua.Functions.Tests.Hosting;

namespace Automua.Functions.Tests.Checking;

/// <summary>What <c>check</c> says of records, asked of a real DNS server.</summary>
public sealed class RecordCheckTests(CheckedService service) : IClassFixture<CheckedService>
{
    private const string SrvClients = "Clients of SRV records (RFC 6186)";

    [Fact]
    public async Task DN_01_what_dns_prints_is_all_right_for_check()
    {
        await using NameServer dns = await CheckedService.StartDnsAsync(service.Records);
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.True(outcome.ExitCode == 0, outcome.Text);
        Assert.Empty(outcome.WithStanding("missing"));
        Assert.Empty(outcome.WithStanding("contradicts"));
        Assert.Empty(outcome.WithStanding("not there"));
        Assert.All(outcome.Clients, client => Assert.Equal("works", client.Value));
        Assert.Contains("All mail apps find what they need.", outcome.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Fix", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_records_are_named_and_the_lines_to_publish_are_those_of_dns()
    {
        await using NameServer dns = await CheckedService.StartDnsAsync("");
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("missing", outcome.Standing("autoconfig.example.com CNAME"));
        Assert.Equal("missing", outcome.Standing("_imaps._tcp.example.com SRV"));
        Assert.Equal("missing", outcome.Standing("_ua-auto-config.example.com TXT"));
        Assert.Equal("not there", outcome.Standing("_pop3s._tcp.example.com SRV"));
        Assert.Equal("not there", outcome.Standing("_autodiscover._tcp.example.com SRV"));
        Assert.Contains("    _imaps._tcp.example.com. 3600 IN SRV 0 0 993 imap.example.com.\n", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("    autoconfig.example.com. 3600 IN CNAME automua.example.net.\n", outcome.Text, StringComparison.Ordinal);
        Assert.Equal("fails", outcome.Clients["Outlook"]);
        Assert.Equal("fails", outcome.Clients[SrvClients]);
        Assert.Equal("fails", outcome.Clients["PACC"]);
        Assert.Equal("works", outcome.Clients["Apple Mail, iOS"]);
    }

    [Fact]
    public async Task What_apps_do_without_may_be_missing()
    {
        string[] needless = ["_pop3", "_imap._", "_submission._", "_caldav._", "_carddav._", "_autodiscover"];
        string records = string.Join('\n', service.Records.Split('\n').Where(line => !needless.Any(name => line.StartsWith(name, StringComparison.Ordinal))));
        await using NameServer dns = await CheckedService.StartDnsAsync(records);
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(7, outcome.WithStanding("not there").Length);
    }

    [Theory]
    [InlineData("_imaps._tcp", "imap.example.com.", "old.example.com.", "_imaps._tcp.example.com SRV", "0 0 993 old.example.com.", SrvClients, "fails")]
    [InlineData("_imaps._tcp", " 993 ", " 1993 ", "_imaps._tcp.example.com SRV", "0 0 1993 imap.example.com.", SrvClients, "fails")]
    [InlineData("_imaps._tcp", "0 0 993 imap.example.com.", "0 0 0 .", "_imaps._tcp.example.com SRV", "says 0 0 0 .", SrvClients, "fails")]
    [InlineData("_pop3s._tcp", "0 0 0 .", "0 0 995 pop.example.com.", "_pop3s._tcp.example.com SRV", "0 0 995 pop.example.com.", SrvClients, "works partly")]
    [InlineData("_autodiscover._tcp", "automua.example.net.", "outlook.example.org.", "_autodiscover._tcp.example.com SRV", "outlook.example.org", "Outlook", "works partly")]
    [InlineData("_ua-auto-config", "d=", "d=A", "_ua-auto-config.example.com TXT", "v=UAAC1", "PACC", "fails")]
    [InlineData("_caldavs._tcp", "path=/calendars/", "path=/old/", "_caldavs._tcp.example.com TXT", "path=/old/", "Calendars (RFC 6764)", "works partly")]
    [InlineData("autoconfig", "automua.example.net.", "elsewhere.example.org.", "autoconfig.example.com CNAME", "leads to elsewhere.example.org", "Thunderbird", "works partly")]
    [InlineData("autodiscover", "automua.example.net.", "elsewhere.example.org.", "autodiscover.example.com CNAME", "leads to elsewhere.example.org", "Outlook", "works partly")]
    [InlineData("ua-auto-config", "automua.example.net.", "elsewhere.example.org.", "ua-auto-config.example.com CNAME", "leads to elsewhere.example.org", "PACC", "fails")]
    public async Task A_record_that_contradicts_is_named_with_what_it_says(
        string owner, string right, string wrong, string subject, string said, string client, string state)
    {
        string records = string.Join('\n', service.Records.Split('\n').Select(
            line => line.StartsWith($"{owner} ", StringComparison.Ordinal) ? line.Replace(right, wrong, StringComparison.Ordinal) : line));
        Assert.NotEqual(service.Records, records);
        await using NameServer dns = await CheckedService.StartDnsAsync(records);
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal([subject], outcome.WithStanding("contradicts"));
        Assert.Contains(said, outcome.Remark(subject), StringComparison.Ordinal);
        Assert.Equal(state, outcome.Clients[client]);
    }

    [Fact]
    public async Task Addresses_may_stand_in_place_of_an_alias()
    {
        string records = service.Records.Replace("CNAME automua.example.net.", $"A {CheckedService.ServiceAddress}", StringComparison.Ordinal);
        await using NameServer dns = await CheckedService.StartDnsAsync(records + "autoconfig 3600 IN AAAA 2001:db8::1\n");
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal($"is replaced by addresses: {CheckedService.ServiceAddress}, 2001:db8::1", outcome.Remark("autoconfig.example.com CNAME"));
    }

    [Fact]
    public async Task Addresses_of_another_host_do_not_stand_in_place_of_an_alias()
    {
        string records = service.Records.Replace("autoconfig         3600 IN CNAME automua.example.net.", "autoconfig 3600 IN A 192.0.2.9", StringComparison.Ordinal);
        Assert.NotEqual(service.Records, records);
        await using NameServer dns = await CheckedService.StartDnsAsync(records);
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(["autoconfig.example.com CNAME"], outcome.WithStanding("contradicts"));
        Assert.Equal(
            "is replaced by addresses of which none is one of automua.example.net: 192.0.2.9",
            outcome.Remark("autoconfig.example.com CNAME"));
    }

    [Theory]
    [InlineData("automua.example.net.", "right", "leads to mail.example.com, which leads to automua.example.net")]
    [InlineData("elsewhere.example.org.", "contradicts", "leads to mail.example.com, which leads to elsewhere.example.org")]
    [InlineData("autoconfig", "contradicts", "leads to mail.example.com, which leads to autoconfig.example.com")]
    public async Task A_chain_of_aliases_is_followed(string end, string standing, string remark)
    {
        string records = service.Records.Replace("autoconfig         3600 IN CNAME automua.example.net.", "autoconfig 3600 IN CNAME mail", StringComparison.Ordinal);
        await using NameServer dns = await CheckedService.StartDnsAsync($"{records}mail 3600 IN CNAME {end}\n");
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.Equal(standing, outcome.Standing("autoconfig.example.com CNAME"));
        Assert.Equal(remark, outcome.Remark("autoconfig.example.com CNAME"));
    }

    [Theory]
    [InlineData(0, 5, 10, 20, "")]
    [InlineData(3, 3, 3, 3, "")]
    [InlineData(30, 30, 20, 30, "_imaps")]
    [InlineData(1, 2, 0, 30, "_imaps _imap.")]
    [InlineData(5, 0, 20, 30, "_imaps")]
    public async Task Priorities_are_compared_across_services_by_their_order(int first, int second, int third, int fourth, string misplaced)
    {
        int[] priorities = [first, second, third, fourth];
        CheckOutcome outcome = await CheckedService.CheckStoredAsync(
            service.Authority,
            """
            {"provider": "Many", "domains": ["many.example"], "servers": [
                {"type": "imap", "name": "imap1.many.example", "prio": 1}, {"type": "imap", "name": "imap2.many.example", "prio": 2},
                {"type": "imap", "name": "imap3.many.example", "port": 143, "socket_type": "STARTTLS", "prio": 3},
                {"type": "pop3", "name": "pop4.many.example", "prio": 4}, {"type": "smtp", "name": "smtp.many.example"}]}
            """,
            "many.example",
            records =>
            {
                foreach ((int index, string host) in ((string[])["imap1", "imap2", "imap3", "pop4"]).Index())
                {
                    string line = records.Split('\n').Single(line => line.EndsWith($" {host}.many.example.", StringComparison.Ordinal));
                    string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    words[4] = $"{priorities[index]}";
                    records = records.Replace(line, string.Join(' ', words), StringComparison.Ordinal);
                }

                return records;
            });
        Assert.Equal(
            misplaced.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(label => $"{label.TrimEnd('.')}._tcp.many.example SRV"),
            outcome.WithStanding("contradicts"));
        Assert.Equal(misplaced.Length == 0 ? 0 : 1, outcome.ExitCode);
    }

    [Fact]
    public async Task A_DNS_server_that_leaves_one_name_unanswered_is_told_of_that_name_alone()
    {
        await using NameServer dns = await CheckedService.StartDnsAsync(service.Records);
        using DnsRelay relay = new(dns.EndPoint, "_imaps");
        CheckOutcome outcome = await service.CheckWithAsync(
            relay.EndPoint, "--connect", service.Front.EndPoint, "--ca", service.Authority.RootFile);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(["_imaps._tcp.example.com SRV"], outcome.WithStanding("missing"));
        Assert.Equal(
            $"cannot be looked up: the DNS server ({relay.EndPoint}) does not answer within 5 seconds",
            outcome.Remark("_imaps._tcp.example.com SRV"));
    }

    [Fact]
    public async Task The_digest_before_a_change_may_stand_beside_the_new_one()
    {
        await using NameServer dns = await CheckedService.StartDnsAsync(
            service.Records + "_ua-auto-config 3600 IN TXT \"v=UAAC1; a=sha256; d=b2xk\"\n");
        Assert.Equal(0, (await service.CheckAsync(dns)).ExitCode);
    }

    [Fact]
    public async Task Text_in_DNS_cannot_steer_a_terminal()
    {
        string records = string.Join('\n', service.Records.Split('\n').Where(line => !line.StartsWith("_ua-auto", StringComparison.Ordinal)));
        await using NameServer dns = await CheckedService.StartDnsAsync(records + "\n_ua-auto-config 3600 IN TXT \"\\027[31mred\"\n");
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.Contains("\\027[31mred", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_without_mail_exchangers_is_told_and_is_no_fault()
    {
        await using NameServer dns = await NameServer.StartAsync(
            (CheckedService.Domain, ZoneFile.With(service.Records, CheckedService.Domain).Replace("@ IN MX 10 mx.invalid.", "@ IN MX 0 .", StringComparison.Ordinal)),
            ("example.net", CheckedService.ServiceZone));
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("receives no mail", outcome.Remark("example.com MX"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DNS_server_that_refuses_is_told_of_every_name()
    {
        await using NameServer dns = await NameServer.StartAsync(("example.net", CheckedService.ServiceZone));
        CheckOutcome outcome = await service.CheckAsync(dns);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("cannot be looked up", outcome.Remark("_imaps._tcp.example.com SRV"), StringComparison.Ordinal);
        Assert.Contains("Refused", outcome.Remark("autoconfig.example.com CNAME"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DNS_server_that_is_down_is_told_in_one_sentence()
    {
        string dns = $"127.0.0.1:{FreePort.Next()}";
        (int exitCode, string output, string error) = await service.RunAsync("check", CheckedService.Domain, "--dns", dns);
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        string line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"automua: The DNS server ({dns}) does not answer within 5 seconds.", line, StringComparison.Ordinal);
    }
}
