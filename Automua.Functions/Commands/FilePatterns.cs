using Microsoft.Extensions.FileSystemGlobbing;

namespace Automua.Functions.Commands;

/// <summary>
/// Files named by patterns, for shells that do not expand them: <c>*</c> is any part of a name, <c>**</c> any folders.
/// </summary>
internal static class FilePatterns
{
    /// <summary>The files that names and patterns mean, those of a pattern in ordinal order. What means no file stays as it is.</summary>
    public static IReadOnlyList<string> FilesOf(IEnumerable<string> patterns) => [.. patterns.SelectMany(FilesOf)];

    private static IEnumerable<string> FilesOf(string pattern)
    {
        // A shell leaves patterns out of its own, and a name may hold an asterisk.
        if (!pattern.Contains('*', StringComparison.Ordinal) || File.Exists(pattern))
            return [pattern];
        string[] parts = pattern.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        int plain = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        string folder = string.Join(Path.DirectorySeparatorChar, parts[..plain]);
        // Of /*.json nothing is left but the root.
        string root = folder.Length > 0 || plain == 0 ? folder : Path.DirectorySeparatorChar.ToString();
        string[] files =
        [
            .. new Matcher(StringComparison.Ordinal).AddInclude(string.Join('/', parts[plain..]))
                .GetResultsInFullPath(Path.GetFullPath(root.Length == 0 ? "." : root))
                .Select(file => root.Length == 0 || !Path.IsPathRooted(pattern) ? Path.GetRelativePath(".", file) : file)
                .Order(StringComparer.Ordinal),
        ];
        return files.Length > 0 ? files : [pattern];
    }
}
