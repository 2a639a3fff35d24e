namespace Automua.Core.Tests.Conformance;

/// <summary>The schemas that were written from the specifications' text.</summary>
internal static class SchemaFolder
{
    /// <summary>The full path of a schema.</summary>
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Conformance", "Schemas", file);
}
