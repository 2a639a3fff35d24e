namespace Automua.Functions.Tests.Lookup;

/// <summary>A request that goes through a shared cache.</summary>
/// <param name="Path">The path.</param>
/// <param name="Host">The host; where the program listens when null.</param>
/// <param name="Domain">The domain of the address; no address when null.</param>
/// <param name="IsConditional">Whether it brings the validators of all answers seen so far.</param>
/// <param name="KeyHoldsQuery">Whether the cache takes the query into its key, as most do; some are told not to.</param>
public sealed record TenantRequest(string Path, string? Host, string? Domain, bool IsConditional, bool KeyHoldsQuery)
{
    /// <summary>Path and query.</summary>
    public string Target => Domain is null ? Path : $"{Path}?emailaddress=user@{Domain}";
}
