using System.Collections.Immutable;

namespace Automua.Functions.Checking;

/// <summary>What was found of one thing that mail apps look for.</summary>
/// <param name="Subject">The thing, as people write it; it names no address.</param>
/// <param name="Standing">How it stands to what is stored.</param>
internal abstract record Finding(string Subject, Standing Standing)
{
    /// <summary>What there is to say of it, as the rest of a sentence that begins with the subject; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>What to do about it, as a sentence; null for nothing, or when <see cref="Publish"/> says it.</summary>
    public string? Fix { get; init; }

    /// <summary>The records to publish, as lines of a zone file.</summary>
    public virtual ImmutableArray<string> Publish => [];

    /// <summary>Whether it keeps an app that needs it from what it needs.</summary>
    public bool IsFault => Standing is Standing.Missing or Standing.Contradicts;
}
