using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Automua.Functions.Tests.Running;

/// <summary>Signals to processes that a test started.</summary>
internal static class Signals
{
    /// <summary>Sends a signal by its number.</summary>
    public static void Send(int process, int signal)
    {
        if (!TrySend(process, signal))
            throw new Win32Exception();
    }

    /// <summary>Sends a signal by its number, if the process is still there.</summary>
    public static bool TrySend(int process, int signal) => Kill(process, signal) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
