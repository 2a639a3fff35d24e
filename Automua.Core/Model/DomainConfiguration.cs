using System.Collections.Immutable;

namespace Automua.Core.Model;

/// <summary>Everything a store knows of one mail domain.</summary>
public sealed class DomainConfiguration
{
    /// <summary>Of a provider with more domains than these, none is told who asks for another: they are its customers.</summary>
    public const int MostDomainsTold = 20;

    /// <summary>Puts a domain's parts together and its servers in order.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="provider">Who offers its mailboxes.</param>
    /// <param name="servers">Its mail servers, in the order stored.</param>
    /// <param name="davServers">Its DAV servers, in the order stored.</param>
    /// <param name="directory">The directory that knows its users' login names, when there is one.</param>
    public DomainConfiguration(
        DomainName name,
        Provider provider,
        ImmutableArray<MailServer> servers,
        ImmutableArray<DavServer> davServers,
        DirectoryServer? directory = null)
    {
        Name = name;
        Provider = provider;
        Incoming = InOrder(servers.Where(server => server.IsIncoming));
        Outgoing = InOrder(servers.Where(server => server.IsOutgoing));
        Others = InOrder(servers.Where(server => !server.IsIncoming && !server.IsOutgoing));
        DavServers = [.. davServers.OrderBy(server => server.Type).ThenByDescending(server => server.UseTls)];
        Directory = directory;
    }

    /// <summary>The domain.</summary>
    public DomainName Name { get; }

    /// <summary>Who offers the domain's mailboxes.</summary>
    public Provider Provider { get; }

    /// <summary>Where mail is fetched, in the order in which clients should try.</summary>
    /// <remarks>
    /// Those with TLS first, then by priority; at equal priority IMAP before POP3, implicit TLS before STARTTLS, then as
    /// stored. Clients that read one server only take the first of a type.
    /// </remarks>
    public ImmutableArray<MailServer> Incoming { get; }

    /// <summary>Where mail is sent, in the order in which clients should try; see <see cref="Incoming"/>.</summary>
    public ImmutableArray<MailServer> Outgoing { get; }

    /// <summary>What some clients can use beside or in place of these: JMAP and ManageSieve, in the same order.</summary>
    public ImmutableArray<MailServer> Others { get; }

    /// <summary>Calendars, address books and files, in this order, each with TLS first.</summary>
    public ImmutableArray<DavServer> DavServers { get; }

    /// <summary>
    /// The provider's other domains for which the same servers are stored, when they are so few that they may be told; see
    /// <see cref="MostDomainsTold"/>.
    /// </summary>
    public ImmutableArray<DomainName> Siblings { get; init; } = [];

    /// <summary>Whether there is nothing to tell any client: no server, no ActiveSync, and no other address.</summary>
    public bool IsEmpty =>
        Incoming.IsEmpty && Outgoing.IsEmpty && Others.IsEmpty && DavServers.IsEmpty
        && Provider is { ActiveSyncUrl: null, RedirectAddress: null };

    /// <summary>The directory that knows the users' login names; null when the templates do.</summary>
    public DirectoryServer? Directory { get; }

    private static ImmutableArray<MailServer> InOrder(IEnumerable<MailServer> servers) =>
    [
        .. servers
            .OrderBy(server => server.Security == ConnectionSecurity.None)
            .ThenBy(server => server.Priority)
            .ThenBy(server => server.Type)
            .ThenBy(server => server.Security),
    ];
}
