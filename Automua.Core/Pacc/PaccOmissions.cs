using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Pacc;

/// <summary>
/// Tells what <see cref="PaccWriter"/> leaves out: draft-ietf-mailmaint-pacc names one server of a protocol, with TLS from
/// the start, on the protocol's own port, for users who log in with their address (<c>protocols</c>).
/// </summary>
public static class PaccOmissions
{
    /// <summary>What is left out and why, in the order of the configuration; empty when all is said.</summary>
    /// <param name="account">The domain; the mailbox makes no difference.</param>
    public static ImmutableArray<PaccOmission> Of(MailAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new PaccContent(account).Omissions;
    }
}
