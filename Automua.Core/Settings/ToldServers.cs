using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Settings;

/// <summary>The servers that people may be told: those without TLS only where the provider allows it.</summary>
/// <param name="Incoming">Where mail is fetched.</param>
/// <param name="Outgoing">Where mail is sent.</param>
/// <param name="Others">JMAP and ManageSieve.</param>
/// <param name="Dav">Calendars, address books and files.</param>
public sealed record ToldServers(
    ImmutableArray<MailServer> Incoming,
    ImmutableArray<MailServer> Outgoing,
    ImmutableArray<MailServer> Others,
    ImmutableArray<DavServer> Dav)
{
    /// <summary>The servers of an account, in the order in which people should try them.</summary>
    /// <exception cref="UnusableConfigurationException">No server of any kind that may be told, and no ActiveSync.</exception>
    public static ToldServers Of(MailAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        DomainConfiguration configuration = account.Configuration;
        ToldServers told = new(
            Tellable(configuration.Incoming, account),
            Tellable(configuration.Outgoing, account),
            Tellable(configuration.Others, account),
            [.. configuration.DavServers.Where(server => server.UseTls || account.Provider.AllowPlain)]);
        return told.IsEmpty && account.Provider.ActiveSyncUrl is null
            ? throw new UnusableConfigurationException("The domain has no server with TLS.")
            : told;
    }

    private bool IsEmpty => Incoming.IsEmpty && Outgoing.IsEmpty && Others.IsEmpty && Dav.IsEmpty;

    private static ImmutableArray<MailServer> Tellable(ImmutableArray<MailServer> servers, MailAccount account) =>
        account.Provider.AllowPlain ? servers : [.. servers.Where(server => server.Security != ConnectionSecurity.None)];
}
