using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Samples;

/// <summary>A file of the folder contrib.</summary>
internal static class SampleFile
{
    /// <summary>Where it is.</summary>
    public static string PathOf(string name) => Path.Combine(Repository.Root, "contrib", name);

    /// <summary>What stands in it.</summary>
    public static string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>The tables of a kind of database.</summary>
    public static string ReadSchema(string kind) => Read($"schema-{kind.ToLowerInvariant()}.sql");
}
