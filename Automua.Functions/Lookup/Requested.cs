using Automua.Core.Model;

namespace Automua.Functions.Lookup;

/// <summary>Who is asked about, as far as a request tells.</summary>
/// <param name="Host">The host asked; null when it is an IP address.</param>
/// <param name="Domain">The domain that the request names, most often an address's; null when it names none.</param>
/// <param name="Address">The mailbox; null when the request names none.</param>
/// <param name="RealName">The user's full name; null when the request does not tell it.</param>
internal sealed record Requested(DomainName? Host, DomainName? Domain, EmailAddress? Address = null, string? RealName = null)
{
    /// <summary>Whether the domain may be a mail exchanger's instead of an address's.</summary>
    public bool MayNameExchanger { get; init; }
}
