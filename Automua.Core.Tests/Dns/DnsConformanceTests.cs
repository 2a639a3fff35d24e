using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Automua.Core.Dns;
using Automua.Core.Model;
using Automua.Core.Pacc;
using Automua.Core.Tests.Autoconfig;
using Automua.Core.Tests.Conformance;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Dns;

/// <summary>Rule DN-01 over generated models.</summary>
[Properties(Arbitrary = [typeof(Models)])]
public sealed class DnsConformanceTests
{
    private static readonly DomainName ServiceHost = DomainName.Parse("automua.example.net");

    private static readonly Dictionary<string, (MailServerType Type, ConnectionSecurity Security)> MailServices = new()
    {
        ["_imap"] = (MailServerType.Imap, ConnectionSecurity.StartTls),
        ["_imaps"] = (MailServerType.Imap, ConnectionSecurity.ImplicitTls),
        ["_pop3"] = (MailServerType.Pop, ConnectionSecurity.StartTls),
        ["_pop3s"] = (MailServerType.Pop, ConnectionSecurity.ImplicitTls),
        ["_submission"] = (MailServerType.Smtp, ConnectionSecurity.StartTls),
        ["_submissions"] = (MailServerType.Smtp, ConnectionSecurity.ImplicitTls),
        ["_jmap"] = (MailServerType.Jmap, ConnectionSecurity.ImplicitTls),
        ["_sieve"] = (MailServerType.ManageSieve, ConnectionSecurity.StartTls),
    };

    private static readonly Dictionary<string, (DavServerType Type, bool UseTls)> DavServices = new()
    {
        ["_caldav"] = (DavServerType.CalDav, false),
        ["_caldavs"] = (DavServerType.CalDav, true),
        ["_carddav"] = (DavServerType.CardDav, false),
        ["_carddavs"] = (DavServerType.CardDav, true),
    };

    [Fact]
    public void Generated_models_are_worth_testing()
    {
        ImmutableArray<DnsRecord>[] all = [.. Models.Accounts().Generator.Sample(400).Select(Records)];
        Assert.All(
            (string[])[.. MailServices.Keys, .. DavServices.Keys],
            label => Assert.Contains(all, records => Named(records, label).Any(record => record.IsOffered)));
        Assert.Contains(all, records => records.OfType<ServiceRecord>().Any(record => record.Priority > 0));
        Assert.Contains(all, records => records.Any(record => record.Purpose == DnsPurpose.Pacc));
    }

    [Property]
    public void DN_01_every_mail_server_with_TLS_stands_under_its_service_and_no_other_does(MailAccount account)
    {
        foreach ((string label, (MailServerType type, ConnectionSecurity security)) in MailServices)
        {
            HashSet<(string?, int)> stored =
            [
                .. account.Configuration.Incoming.Concat(account.Configuration.Outgoing).Concat(account.Configuration.Others)
                    .Where(server => server.Type == type && server.Security == security)
                    .Select(server => ((string?)Expected.Host(server, account), server.Port)),
            ];
            ServiceRecord[] told = Named(Records(account), label);
            Assert.Equal(told.Length, told.Distinct().Count());
            if (stored.Count > 0)
                Assert.Equal(stored, [.. told.Select(record => (record.Target?.Value, record.Port))]);
            else if (label is "_jmap" or "_sieve")
                Assert.Empty(told);
            else
                AssertNotOffered(told, label, account);
        }
    }

    [Property]
    public void DN_01_priorities_follow_the_order_of_the_servers_across_services(MailAccount account)
    {
        foreach ((DnsPurpose purpose, ImmutableArray<MailServer> servers) in (ReadOnlySpan<(DnsPurpose, ImmutableArray<MailServer>)>)
            [(DnsPurpose.Incoming, account.Configuration.Incoming), (DnsPurpose.Outgoing, account.Configuration.Outgoing)])
        {
            ServiceRecord[] offered =
                [.. Records(account).OfType<ServiceRecord>().Where(record => record.Purpose == purpose && record.IsOffered).OrderBy(record => record.Priority)];
            IEnumerable<(string?, int, ConnectionSecurity, MailServerType)> expected = servers
                .Where(server => server.Security != ConnectionSecurity.None)
                .Select(server => ((string?)Expected.Host(server, account), server.Port, server.Security, server.Type)).Distinct();
            Assert.Equal(expected, offered.Select(record =>
            {
                (MailServerType type, ConnectionSecurity security) = MailServices[record.Owner.Split('.')[0]];
                return (record.Target?.Value, record.Port, security, type);
            }));
            Assert.Equal(Enumerable.Range(0, offered.Length).Select(index => index * 10), offered.Select(record => record.Priority));
        }
    }

    [Property]
    public void DN_01_a_DAV_service_has_the_first_servers_path_and_the_servers_that_share_it(MailAccount account)
    {
        foreach ((string label, (DavServerType type, bool useTls)) in DavServices)
        {
            DavServer[] stored = useTls || account.Provider.AllowPlain
                ? [.. account.Configuration.DavServers.Where(server => server.Type == type && server.UseTls == useTls)]
                : [];
            ServiceRecord[] told = Named(Records(account), label);
            TextRecord[] paths = [.. Records(account).OfType<TextRecord>().Where(record => record.Owner.StartsWith($"{label}.", StringComparison.Ordinal))];
            if (stored.Length == 0)
            {
                AssertNotOffered(told, label, account);
                Assert.Empty(paths);
                continue;
            }

            string path = Assert.Single(paths).Text;
            Assert.StartsWith("path=/", path, StringComparison.Ordinal);
            Assert.DoesNotContain("%EMAIL", path, StringComparison.Ordinal);
            Uri first = new(stored[0].RootFor(account.Domain));
            Assert.Equal(first.AbsolutePath, path["path=".Length..]);
            Assert.Equal((first.IdnHost, first.Port), (told[0].Target!.Value, told[0].Port));
            Assert.All(told, record => Assert.Contains(stored, server =>
                new Uri(server.RootFor(account.Domain)) is var root
                && (root.IdnHost, root.Port, root.AbsolutePath) == (record.Target!.Value, record.Port, first.AbsolutePath)));
        }
    }

    [Property]
    public void DN_01_the_names_for_settings_lead_to_the_service(MailAccount account)
    {
        ImmutableArray<DnsRecord> records = Records(account);
        Assert.Equal(
            ((string[])["autoconfig", "autodiscover", "ua-auto-config"]).Select(label => (DnsRecord)new AliasRecord($"{label}.{account.Domain}", DnsPurpose.Service, ServiceHost)),
            records.Where(record => record.Purpose == DnsPurpose.Service));
        Assert.Equal(
            $"_autodiscover._tcp.{account.Domain}. 3600 IN SRV 0 0 443 automua.example.net.",
            Assert.Single(records, record => record.Purpose == DnsPurpose.Autodiscover).ToString());
    }

    [Property]
    public void DN_01_the_digest_is_that_of_the_PACC_document(MailAccount account)
    {
        DnsRecord[] told = [.. Records(account).Where(record => record.Purpose == DnsPurpose.Pacc)];
        if (Dialect.Pacc.TryWrite(account) is { } document)
            Assert.Equal(new TextRecord($"_ua-auto-config.{account.Domain}", DnsPurpose.Pacc, PaccDigest.RecordValue(document)), Assert.Single(told));
        else
            Assert.Empty(told);
    }

    [Property]
    public void DN_01_names_are_legal_and_what_stands_under_one_agrees(MailAccount account)
    {
        ImmutableArray<DnsRecord> records = Records(account);
        Assert.Equal(records.Length, records.Distinct().Count());
        Assert.All(records, record =>
        {
            Assert.EndsWith($".{account.Domain}", record.Owner, StringComparison.Ordinal);
            Assert.InRange(record.Owner.Length, 1, 253);
            Assert.All(record.Owner.Split('.'), label => Assert.InRange(label.Length, 1, 63));
        });
        Assert.All(records.GroupBy(record => record.Owner), same =>
        {
            if (same.OfType<AliasRecord>().Any())
                Assert.Single(same);
            if (same.OfType<ServiceRecord>().Any(service => !service.IsOffered))
                Assert.Single(same);
        });
    }

    [Property]
    public void The_zone_holds_every_record_once_and_nothing_but_ASCII(MailAccount account)
    {
        ImmutableArray<DnsRecord> records = Records(account);
        string zone = Written(output => DnsZoneWriter.Write(account.Domain, records, output));
        Assert.True(Ascii.IsValid(zone));
        string[] lines = [.. zone.Split('\n').Where(line => line.Length > 0 && line[0] != ';')];
        Assert.Equal($"$ORIGIN {account.Domain}.", lines[0]);
        Assert.Equal(
            records.Select(record => record.ToString()),
            lines.Skip(1).Select(line => line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries)).Select(
                field => $"{field[0]}.{account.Domain}. {field[1]} {field[2]} {field[3]} {field[4].TrimStart()}"));
    }

    [Property]
    public void The_JSON_holds_every_record_in_the_same_words(MailAccount account)
    {
        ImmutableArray<DnsRecord> records = Records(account);
        JsonElement array = JsonSerializer.Deserialize<JsonElement>(Written(output => DnsJsonWriter.Write(records, output)));
        Assert.Equal(
            records.Select(record => record.ToString()),
            array.EnumerateArray().Select(record =>
                $"{record.GetProperty("name").GetString()} {record.GetProperty("ttl").GetInt32()} IN {record.GetProperty("type").GetString()} {record.GetProperty("data").GetString()}"));
    }

    [Property]
    public void The_mailbox_makes_no_difference(MailAccount account) =>
        Assert.Equal(Records(account), Records(account with { Address = null, RealName = null, DirectoryLogin = null }));

    private static ImmutableArray<DnsRecord> Records(MailAccount account) => DnsRecords.Of(account, ServiceHost, PaccSubmissionKey.Submit);

    private static ServiceRecord[] Named(ImmutableArray<DnsRecord> records, string label) =>
        [.. records.OfType<ServiceRecord>().Where(record => record.Owner.StartsWith($"{label}.", StringComparison.Ordinal))];

    private static void AssertNotOffered(ServiceRecord[] told, string label, MailAccount account)
    {
        bool isElsewhere = account.Provider.RedirectAddress is not null
            && !account.Configuration.Incoming.Concat(account.Configuration.Outgoing).Any();
        Assert.Equal(
            isElsewhere ? [] : [$"{label}._tcp.{account.Domain}. 3600 IN SRV 0 0 0 ."],
            told.Select(record => record.ToString()));
    }

    // Written twice, in whole and in pieces.
    private static string Written(Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> whole = new();
        write(whole);
        SmallPiecesWriter pieces = new();
        write(pieces);
        Assert.Equal(whole.WrittenSpan, pieces.Written);
        return Encoding.UTF8.GetString(whole.WrittenSpan);
    }
}
