using Automua.Core.Storage;

namespace Automua.Functions.Storage.Caching;

/// <summary>What a store said to a question, ready to be handed to everybody who asks the same.</summary>
/// <param name="Answer">A finished task: with what was found, or with the exception of a store that did not answer.</param>
/// <param name="Asked">When the store said it: a <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="Fresh">How long after that the store need not be asked again.</param>
internal sealed record KeptLookup(Task<DomainLookup> Answer, long Asked, TimeSpan Fresh)
{
    /// <summary>Whether a domain or a provider was found.</summary>
    public bool IsFound => Answer is { IsCompletedSuccessfully: true, Result: DomainFound };
}
