using Automua.Core.Storage;

namespace Automua.Functions.Storage.Caching;

/// <summary>What a store said to a question, ready to be handed to everybody who asks the same.</summary>
/// <param name="Answer">A finished task: with what was found, or with the exception of a store that did not answer.</param>
/// <param name="FreshUntil">From when on the store must be asked again.</param>
internal sealed record KeptLookup(Task<DomainLookup> Answer, DateTimeOffset FreshUntil)
{
    /// <summary>Whether a domain or a provider was found.</summary>
    public bool IsFound => Answer is { IsCompletedSuccessfully: true, Result: DomainFound };
}
