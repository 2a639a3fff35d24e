using System.Buffers;
using System.Collections.Immutable;
using Automua.Core.Model;
using Automua.Core.Pacc;

namespace Automua.Core.Dns;

/// <summary>The records that a domain should publish, so that mail apps find this service and the domain's servers.</summary>
public static class DnsRecords
{
    private const int LongestName = 253;
    private const int PriorityStep = 10;
    private const int LastPriority = 65535;
    private const int HttpsPort = 443;

    private static readonly ImmutableArray<string> ServiceLabels = ["autoconfig", "autodiscover", "ua-auto-config"];

    private static readonly ImmutableArray<Service> IncomingServices =
    [
        new("_imaps", MailServerType.Imap, ConnectionSecurity.ImplicitTls),
        new("_imap", MailServerType.Imap, ConnectionSecurity.StartTls),
        new("_pop3s", MailServerType.Pop, ConnectionSecurity.ImplicitTls),
        new("_pop3", MailServerType.Pop, ConnectionSecurity.StartTls),
    ];

    private static readonly ImmutableArray<Service> OutgoingServices =
    [
        new("_submissions", MailServerType.Smtp, ConnectionSecurity.ImplicitTls),
        new("_submission", MailServerType.Smtp, ConnectionSecurity.StartTls),
    ];

    private static readonly ImmutableArray<Service> JmapServices =
        [new("_jmap", MailServerType.Jmap, ConnectionSecurity.ImplicitTls)];

    private static readonly ImmutableArray<Service> SieveServices =
        [new("_sieve", MailServerType.ManageSieve, ConnectionSecurity.StartTls)];

    /// <summary>The records of a domain: in a fixed order, those of a purpose together.</summary>
    /// <param name="account">The domain; the mailbox makes no difference.</param>
    /// <param name="serviceHost">The name at which this service is reached from outside.</param>
    /// <param name="submission">The name under which PACC tells the server for sending.</param>
    /// <remarks>
    /// A server without TLS is told of nowhere, a DAV server without TLS where the provider allows that. What the domain does
    /// not offer has the target <c>.</c>, which is more than to say nothing: apps need not guess (RFC 6186 section 3.4). Of a
    /// domain whose mailboxes are known by other addresses elsewhere that is not said: mail is to be had, though not here. A
    /// record whose name would be longer than a name can be is left out.
    /// </remarks>
    public static ImmutableArray<DnsRecord> Of(MailAccount account, DomainName serviceHost, PaccSubmissionKey submission)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(serviceHost);
        DomainConfiguration configuration = account.Configuration;
        IEnumerable<DnsRecord> records =
        [
            .. Aliases(account.Domain, serviceHost),
            // An SRV target is never an alias (RFC 2782): the service's own name, for which it also has a certificate.
            new ServiceRecord($"_autodiscover._tcp.{account.Domain}", DnsPurpose.Autodiscover, 0, HttpsPort, serviceHost),
            .. Services(account, DnsPurpose.Incoming, configuration.Incoming, IncomingServices),
            .. Services(account, DnsPurpose.Outgoing, configuration.Outgoing, OutgoingServices),
            .. Services(account, DnsPurpose.Others, configuration.Others, JmapServices).Where(record => record.IsOffered),
            .. Services(account, DnsPurpose.Others, configuration.Others, SieveServices).Where(record => record.IsOffered),
            .. Dav(account, DnsPurpose.Calendars, DavServerType.CalDav, "_caldavs", useTls: true),
            .. Dav(account, DnsPurpose.Calendars, DavServerType.CalDav, "_caldav", useTls: false),
            .. Dav(account, DnsPurpose.Contacts, DavServerType.CardDav, "_carddavs", useTls: true),
            .. Dav(account, DnsPurpose.Contacts, DavServerType.CardDav, "_carddav", useTls: false),
            .. Digest(account, submission),
        ];
        bool isElsewhere = account.Provider.RedirectAddress is not null && configuration.Incoming.IsEmpty && configuration.Outgoing.IsEmpty;
        return
        [
            .. records.Where(record => record.Owner.Length <= LongestName
                && !(isElsewhere && record is ServiceRecord { IsOffered: false })),
        ];
    }

    // The service may itself bear one of these names.
    private static IEnumerable<DnsRecord> Aliases(DomainName domain, DomainName serviceHost) =>
        from label in ServiceLabels
        let owner = $"{label}.{domain}"
        where owner != serviceHost.Value
        select new AliasRecord(owner, DnsPurpose.Service, serviceHost);

    // Priorities count through all servers of a direction: apps compare them across services (RFC 6186 section 3.4).
    private static IEnumerable<ServiceRecord> Services(
        MailAccount account, DnsPurpose purpose, ImmutableArray<MailServer> servers, ImmutableArray<Service> services)
    {
        ImmutableArray<Offer> offers =
        [
            .. (from server in servers
                let service = services.FirstOrDefault(service => service.Offers(server))
                where service is not null
                select DomainName.TryParse(account.HostOf(server), out DomainName? host, out _)
                    ? new Offer(service.Label, host, server.Port)
                    : null).OfType<Offer>().Distinct(),
        ];
        return
            from service in services
            from record in Records(
                $"{service.Label}._tcp.{account.Domain}", purpose, offers.Index().Where(offer => offer.Item.Label == service.Label))
            select record;
    }

    private static IEnumerable<ServiceRecord> Records(
        string owner, DnsPurpose purpose, IEnumerable<(int Index, Offer Item)> offers) =>
        offers
            .Select(offer => new ServiceRecord(
                owner, purpose, Math.Min(offer.Index * PriorityStep, LastPriority), offer.Item.Port, offer.Item.Host))
            .DefaultIfEmpty(ServiceRecord.NotOffered(owner, purpose));

    // One path goes with all servers of a service (RFC 6764 section 4): those with another than the first's are left out.
    private static IEnumerable<DnsRecord> Dav(
        MailAccount account, DnsPurpose purpose, DavServerType type, string label, bool useTls)
    {
        ImmutableArray<DavOffer> offers = useTls || account.Provider.AllowPlain
            ?
            [
                .. (from server in account.Configuration.DavServers
                    where server.Type == type && server.UseTls == useTls
                    select Uri.TryCreate(server.RootFor(account.Domain), UriKind.Absolute, out Uri? root)
                        && DomainName.TryParse(root.IdnHost, out DomainName? host, out _)
                        ? new DavOffer(new Offer(label, host, root.Port), root.AbsolutePath)
                        : null).OfType<DavOffer>(),
            ]
            : [];
        string owner = $"{label}._tcp.{account.Domain}";
        string? path = offers.FirstOrDefault()?.Path;
        foreach (ServiceRecord record in Records(
            owner, purpose, offers.Where(offer => offer.Path == path).Select(offer => offer.Offer).Distinct().Index()))
            yield return record;
        // A pair of key and value is one string (RFC 6763 section 6.1).
        if ($"path={path}" is { Length: <= TextRecord.LongestString } text && path is not null)
            yield return new TextRecord(owner, purpose, text);
    }

    private static IEnumerable<DnsRecord> Digest(MailAccount account, PaccSubmissionKey submission)
    {
        ArrayBufferWriter<byte> document = new();
        try
        {
            PaccWriter.Write(account, submission, document);
        }
        catch (UnusableConfigurationException)
        {
            return [];
        }

        return
        [
            new TextRecord(
                $"{PaccDigest.RecordLabel}.{account.Domain}", DnsPurpose.Pacc, PaccDigest.RecordValue(document.WrittenSpan)),
        ];
    }

    // A server without TLS is no service.
    private sealed record Service(string Label, MailServerType Type, ConnectionSecurity Security)
    {
        public bool Offers(MailServer server) => server.Type == Type && server.Security == Security;
    }

    private sealed record Offer(string Label, DomainName Host, int Port);

    private sealed record DavOffer(Offer Offer, string Path);
}
