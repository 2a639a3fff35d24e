using System.Collections.Immutable;

namespace Automua.Core.Model;

/// <summary>What a user must switch on at the provider before a mail app can log in.</summary>
/// <param name="VisitUrl">The page where that is done; null when there is none.</param>
/// <param name="Instructions">What to do there, in one or more languages.</param>
public sealed record EnableInstruction(string? VisitUrl, ImmutableArray<LocalizedText> Instructions)
{
    /// <inheritdoc/>
    public bool Equals(EnableInstruction? other) =>
        other is not null && VisitUrl == other.VisitUrl && Instructions.SequenceEqual(other.Instructions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(VisitUrl, Instructions.Length);
}
