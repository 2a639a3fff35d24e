using System.Runtime.InteropServices;

namespace Automua.Functions.Hosting;

/// <summary>How many files and connections this process may have open at once.</summary>
internal static class OpenFiles
{
    // RLIMIT_NOFILE of Linux.
    private const int MostOpenFiles = 7;

    /// <summary>
    /// Raises the limit as far as the process may itself: service managers set a low one for programs that would not stand more, and
    /// only some of .NET's runtimes do this by themselves.
    /// </summary>
    /// <returns>The limit that holds then; null where there is none that could be told.</returns>
    public static long? Raise()
    {
        if (!OperatingSystem.IsLinux() || Get(MostOpenFiles, out Limit limit) != 0)
            return null;
        Limit raised = limit with { Current = limit.Most };
        if (Set(MostOpenFiles, in raised) == 0)
            limit = raised;
        return (long)Math.Min(limit.Current, long.MaxValue);
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Get(int resource, out Limit limit);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(int resource, in Limit limit);

    // getrlimit(2): a limit that is none is the largest number.
    private readonly record struct Limit(ulong Current, ulong Most);
}
