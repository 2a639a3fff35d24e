namespace Automua.Functions.Lookup;

/// <summary>The domain is not known, or what is stored of it is wrong.</summary>
internal sealed record AccountNotFound : AccountResult;
