using System.Diagnostics;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Checking;

/// <summary>A server of others that runs for a test: in a folder of its own, and no longer than the test.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // bind says the one, nginx the other.
    private static readonly string[] PortIsTaken = ["address in use", "address already in use"];

    private Process? _process;

    /// <summary>Address and port, as options take them; empty until the server is started.</summary>
    public string EndPoint { get; private set; } = "";

    /// <summary>The server's own folder.</summary>
    public string Directory { get; } = AutomuaProgram.NewDirectory();

    /// <summary>Starts the server on a port that is free and waits until it is ready.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="configure">Writes the configuration for a port; called again when another program was faster to take the port.</param>
    /// <param name="ready">What the server writes when it is ready.</param>
    protected async Task StartAsync(string file, string[] arguments, Func<int, Task> configure, string ready)
    {
        for (int attempt = 1; ; attempt++)
        {
            int port = FreePort.Next();
            await configure(port);
            ProgramLog log = new();
            if (await IsStartedAsync(file, arguments, log, ready))
            {
                EndPoint = $"127.0.0.1:{port}";
                return;
            }

            await EndAsync();
            Assert.True(attempt < Attempts && IsPortTaken(log), $"{file} does not start: {log.Error}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private async Task<bool> IsStartedAsync(string file, string[] arguments, ProgramLog log, string ready)
    {
        Process process = new()
        {
            StartInfo = new ProcessStartInfo(file, arguments)
            {
                WorkingDirectory = Directory,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            },
        };
        process.ErrorDataReceived += (_, line) => log.AddError(line.Data);
        process.OutputDataReceived += (_, line) => log.AddError(line.Data);
        process.Start();
        _process = process;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        long start = Stopwatch.GetTimestamp();
        while (!process.HasExited && !IsPortTaken(log) && Stopwatch.GetElapsedTime(start) < Patience)
        {
            // What it says before it is ready may also be that it cannot have the port.
            if (log.Error.Contains(ready, StringComparison.Ordinal))
                return !process.HasExited && !IsPortTaken(log);
            await Task.Delay(20);
        }

        return false;
    }

    private async Task EndAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    private static bool IsPortTaken(ProgramLog log) =>
        PortIsTaken.Any(words => log.Error.Contains(words, StringComparison.OrdinalIgnoreCase));
}
