using System.Reflection;

namespace Automua.Functions.Http;

/// <summary>Files that are part of the program.</summary>
internal static class CarriedFile
{
    private static readonly Assembly Program = typeof(CarriedFile).Assembly;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidOperationException">The program has no such file.</exception>
    public static byte[] Read(string name)
    {
        using Stream file = Program.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The file {name} is not part of the program.");
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>The names of all files whose names begin so.</summary>
    public static IEnumerable<string> NamesIn(string folder) =>
        Program.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal));
}
