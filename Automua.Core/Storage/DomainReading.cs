namespace Automua.Core.Storage;

/// <summary>What a store holds under a domain's own name, whatever wider patterns there are.</summary>
/// <param name="Entry">The domain; null when none is stored, or a row that belongs to it was written by hand and is wrong.</param>
/// <param name="Fault">What is wrong; null when nothing is.</param>
public sealed record DomainReading(DomainEntry? Entry, RowFault? Fault)
{
    /// <summary>Nothing is stored under the name.</summary>
    public static DomainReading Absent { get; } = new(null, null);

    /// <summary>Whether anything is stored, right or wrong.</summary>
    public bool IsStored => Entry is not null || Fault is not null;
}
