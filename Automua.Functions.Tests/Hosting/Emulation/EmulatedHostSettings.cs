using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>What is not in the app's folder.</summary>
internal sealed record EmulatedHostSettings
{
    /// <summary>Whether the host is new enough to know <c>enableProxyingHttpRequest</c>.</summary>
    public bool KnowsProxying { get; init; } = true;

    /// <summary>The scheme by which the host sees requests come; on Azure its front end takes them by https.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>What of the environment is different from this process's own; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>How long a started handler may take until it listens.</summary>
    public TimeSpan LongestStart { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock by which crashes are counted.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where what handlers write is kept.</summary>
    public ProgramLog Log { get; init; } = new();
}
