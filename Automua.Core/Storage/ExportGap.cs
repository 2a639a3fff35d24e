namespace Automua.Core.Storage;

/// <summary>Something that is stored and cannot be exported, because it is wrong: nothing is answered from it either.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Domains">How many domains are left out for it; 0 when it is not about domains.</param>
public sealed record ExportGap(RowFault Fault, int Domains) : ExportedItem
{
    /// <summary>The gap as a sentence.</summary>
    public override string ToString() => Domains switch
    {
        0 => $"{Fault}",
        1 => $"{Fault}; 1 domain is left out",
        _ => $"{Fault}; {Domains} domains are left out",
    };
}
