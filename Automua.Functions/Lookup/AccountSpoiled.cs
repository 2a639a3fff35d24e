namespace Automua.Functions.Lookup;

/// <summary>The domain is known, and what is stored of it is wrong: the log says where.</summary>
internal sealed record AccountSpoiled : AccountResult;
