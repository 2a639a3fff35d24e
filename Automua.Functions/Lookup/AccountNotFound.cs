namespace Automua.Functions.Lookup;

/// <summary>The domain is not known.</summary>
internal sealed record AccountNotFound : AccountResult;
