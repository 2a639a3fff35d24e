using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Automua.Functions.Tests.Running;

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
    [MemberNotNullWhen(true, nameof(HandOver))]
    public static bool IsThere => HandOver is not null;

    /// <summary>Whether the host forwards, and so fails over bodies whose length or type it cannot tell.</summary>
    public static bool Forwards => HandOver == Emulation.HandOver.Forwarding;

    /// <summary>Starts the host on an app that is made of the files beside the program under test.</summary>
    /// <param name="folder">The app's folder, in which the program runs and may write.</param>
    /// <param name="environment">What of the environment is different.</param>
    /// <param name="log">Where what the program writes is kept.</param>
    public static Task<EmulatedHost> StartAsync(string folder, Dictionary<string, string?> environment, ProgramLog log)
    {
        LinkPublished(folder);
        // Of the program that is not native: its starter finds no runtime that is installed elsewhere by itself.
        environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        return EmulatedHost.StartAsync(folder, new EmulatedHostSettings
        {
            KnowsProxying = HandOver != Emulation.HandOver.Forwarding,
            Scheme = "https",
            Environment = environment,
            Log = log,
        });
    }

    /// <summary>Puts links to everything in the published folder into another one, so that what the program writes stays out of it.</summary>
    public static void LinkPublished(string folder)
    {
        foreach (string file in Directory.GetFileSystemEntries(AutomuaProgram.Folder))
        {
            string link = Path.Combine(folder, Path.GetFileName(file));
            if (Path.Exists(link))
                continue;
            if (Directory.Exists(file))
                Directory.CreateSymbolicLink(link, file);
            else
                File.CreateSymbolicLink(link, file);
        }
    }
}
