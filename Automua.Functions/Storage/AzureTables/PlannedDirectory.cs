using Automua.Core.Model;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>What becomes of a directory.</summary>
/// <param name="Stored">What there was; null for a new one.</param>
/// <param name="Next">What there will be.</param>
internal sealed record PlannedDirectory(StoredDirectory? Stored, DirectoryServer Next)
{
    /// <summary>Whether the document makes it another, or a new one.</summary>
    public bool IsChanged => Stored is null || !Stored.Server.Equals(Next);

    /// <summary>Whether its entity is written.</summary>
    public bool IsWritten => IsChanged || Stored!.IsPending;

    /// <summary>Whether there may be domains that hold what it was before.</summary>
    public bool IsHeld => IsWritten && Stored is not null;
}
