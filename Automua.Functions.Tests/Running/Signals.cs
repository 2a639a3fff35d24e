using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Automua.Functions.Tests.Running;

/// <summary>Signals to processes that a test started.</summary>
internal static class Signals
{
    /// <summary>Sends a signal by its number.</summary>
    public static void Send(int process, int signal)
    {
        if (Kill(process, signal) != 0)
            throw new Win32Exception();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
