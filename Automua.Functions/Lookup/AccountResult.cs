namespace Automua.Functions.Lookup;

/// <summary>What is known of who is asked about.</summary>
internal abstract record AccountResult;
