namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>
/// HOST_UNDER_TEST, <c>forwarding</c> or <c>proxying</c>, asks for a run of the tests in which programs are not started alone, but
/// by the emulated Functions host, which hands requests over in that way. Tests that bear <see cref="UnderTheHostAttribute"/> pass then too.
/// </summary>
internal static class HostUnderTest
{
    private const string Variable = "HOST_UNDER_TEST";

    /// <summary>How requests reach the programs under test; null for programs that run alone.</summary>
    public static HandOver? HandOver { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => null,
        "forwarding" => Emulation.HandOver.Forwarding,
        "proxying" => Emulation.HandOver.Proxying,
        string other => throw new InvalidOperationException($"{Variable} is '{other}', which is neither 'forwarding' nor 'proxying'."),
    };

    /// <summary>Whether there is a host before the programs under test.</summary>
    public static bool IsThere => HandOver is not null;

    /// <summary>Whether the host forwards, and so fails over bodies whose length or type it cannot tell.</summary>
    public static bool Forwards => HandOver == Emulation.HandOver.Forwarding;

    /// <summary>The host's settings. Clients reach it through Azure's front end, by https.</summary>
    public static EmulatedHostSettings Settings => new() { KnowsProxying = !Forwards, Scheme = "https" };
}
