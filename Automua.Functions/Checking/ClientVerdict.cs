using System.Collections.Immutable;

namespace Automua.Functions.Checking;

/// <summary>How a kind of mail apps fares, and why.</summary>
/// <param name="Name">The apps.</param>
/// <param name="State">How they fare.</param>
/// <param name="Because">The faults that touch them.</param>
internal sealed record ClientVerdict(string Name, ClientState State, ImmutableArray<Finding> Because)
{
    /// <summary>Why nothing can be told to them; null when something can.</summary>
    public string? Remark { get; init; }

    /// <summary>Whether the apps lack something that the administrator can put right.</summary>
    public bool IsWanting => State is ClientState.WorksPartly or ClientState.Fails;
}
