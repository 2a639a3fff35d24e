namespace Automua.Core.Storage;

/// <summary>The domain is stored, but a row that belongs to it was written by hand and is wrong.</summary>
/// <param name="Fault">What is wrong, and where.</param>
public sealed record DomainSpoiled(RowFault Fault) : DomainLookup;
