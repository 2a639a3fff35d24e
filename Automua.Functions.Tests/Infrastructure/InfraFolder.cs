using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>The folder of the templates.</summary>
internal static class InfraFolder
{
    /// <summary>Where it is.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "infra");

    /// <summary>Its templates, by their paths in it.</summary>
    public static IEnumerable<string> Templates => Named("*.bicep");

    /// <summary>Its examples of parameters, by their paths in it.</summary>
    public static IEnumerable<string> Examples => Named("*.bicepparam");

    private static IEnumerable<string> Named(string pattern) =>
        Directory.EnumerateFiles(Path, pattern, SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal);
}
