using System.Runtime.InteropServices;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>The published folder as an app of the Functions host.</summary>
internal static class PublishedApp
{
    /// <summary>Puts links to everything that was published into a folder, so that what the program writes stays out of the published one.</summary>
    public static void LinkInto(string folder)
    {
        foreach (string published in Directory.GetFileSystemEntries(AutomuaProgram.Folder))
        {
            string link = Path.Combine(folder, Path.GetFileName(published));
            if (Path.Exists(link))
                continue;
            if (Directory.Exists(published))
                Directory.CreateSymbolicLink(link, published);
            else
                File.CreateSymbolicLink(link, published);
        }
    }

    /// <summary>Starts the host on such a folder.</summary>
    /// <param name="folder">The folder, in which the program runs.</param>
    /// <param name="environment">What of the environment is different for the program.</param>
    /// <param name="settings">The host's other settings.</param>
    public static Task<EmulatedHost> StartAsync(string folder, Dictionary<string, string?> environment, EmulatedHostSettings settings)
    {
        LinkInto(folder);
        // A program that is not native finds by itself no runtime that is installed in an unusual place.
        string runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return EmulatedHost.StartAsync(folder, settings with { Environment = new Dictionary<string, string?>(environment) { ["DOTNET_ROOT"] = runtime } });
    }
}
