using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Packaging;

/// <summary>The folder of what others build packages and images with.</summary>
internal static class ContribFolder
{
    /// <summary>The path of a file in it.</summary>
    public static string PathOf(string name) => Path.Combine(Repository.Root, "contrib", name);
}
