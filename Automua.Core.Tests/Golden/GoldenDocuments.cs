using System.Xml.Linq;

namespace Automua.Core.Tests.Golden;

/// <summary>The golden files as documents, for validators that take any of a kind.</summary>
internal static class GoldenDocuments
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>The names of the XML files whose root bears a name, whatever its namespace.</summary>
    public static IEnumerable<string> WithRoot(string name) =>
        Directory.EnumerateFiles(Folder, "*.xml").Where(file => XDocument.Load(file).Root!.Name.LocalName == name)
            .Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    /// <summary>The octets of a golden file.</summary>
    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));
}
