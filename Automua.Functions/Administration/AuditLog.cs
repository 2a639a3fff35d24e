using System.Net;
using Automua.Core.Storage;
using Automua.Functions.Http;

namespace Automua.Functions.Administration;

/// <summary>
/// Who changed what, and who was refused; written whatever <c>loglevel</c> says. Never a credential, nor a mailbox's address.
/// </summary>
internal sealed partial class AuditLog(ILogger<AuditLog> logger)
{
    /// <summary>A change is stored.</summary>
    /// <param name="asked">The request of an administrator.</param>
    /// <param name="what">What was done, in the past tense.</param>
    /// <param name="providers">How many providers it touched.</param>
    /// <param name="domains">How many domains it touched.</param>
    public void Changed(Asked asked, string what, ImportCounts providers, ImportCounts domains) => Changed(
        asked.Administrator?.Name,
        asked.Client,
        what,
        providers.Added,
        providers.Changed,
        providers.Unchanged,
        providers.Removed,
        domains.Added,
        domains.Changed,
        domains.Unchanged,
        domains.Removed);

    /// <summary>Passwords of LDAP servers were handed out.</summary>
    /// <param name="asked">The request of an administrator.</param>
    public void ToldPasswords(Asked asked) => ToldPasswords(asked.Administrator?.Name, asked.Client);

    [LoggerMessage(81, LogLevel.Warning, "Administration was refused to {Client}: {Reason}")]
    public partial void Refused(IPAddress? client, string reason);

    [LoggerMessage(82, LogLevel.Warning, "Administration was refused to {Holder} from {Client}: the token lacks the role {Role}")]
    public partial void LacksRole(string holder, IPAddress? client, string role);

    [LoggerMessage(83, LogLevel.Error, "{Address} does not tell with which keys tokens are signed: {Reason}")]
    public partial void IssuerUnavailable(string address, string reason);

    [LoggerMessage(84, LogLevel.Information, "{Administrator} from {Client} exported everything with the passwords of LDAP servers")]
    private partial void ToldPasswords(string? administrator, IPAddress? client);

    [LoggerMessage(80, LogLevel.Information,
        "{Administrator} from {Client} {What}; providers: {ProvidersAdded} added, {ProvidersChanged} changed, "
        + "{ProvidersUnchanged} unchanged, {ProvidersRemoved} removed; domains: {DomainsAdded} added, {DomainsChanged} changed, "
        + "{DomainsUnchanged} unchanged, {DomainsRemoved} removed")]
    private partial void Changed(
        string? administrator,
        IPAddress? client,
        string what,
        int providersAdded,
        int providersChanged,
        int providersUnchanged,
        int providersRemoved,
        int domainsAdded,
        int domainsChanged,
        int domainsUnchanged,
        int domainsRemoved);
}
