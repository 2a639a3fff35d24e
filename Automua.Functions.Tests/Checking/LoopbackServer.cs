using System.Diagnostics;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Checking;

/// <summary>A server of others that runs for a test: in a folder of its own, and no longer than the test.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // bind says the one, the others the other.
    private static readonly string[] PortIsTaken = ["address in use", "address already in use"];

    private Process? _process;

    /// <summary>Address and port, as options take them; empty until the server is started.</summary>
    public string EndPoint { get; private set; } = "";

    /// <summary>The server's own folder.</summary>
    public string Directory { get; } = AutomuaProgram.NewDirectory();

    /// <summary>The server's port; 0 until it is started.</summary>
    public int Port { get; private set; }

    /// <summary>The server's process.</summary>
    public int Id => _process!.Id;

    /// <summary>What ends the server; SIGKILL unless it has something to clear up.</summary>
    protected virtual int StopSignal => 9;

    /// <summary>Starts the server on a port that is free, or on its own when it was started before, and waits until it is ready.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="configure">Writes the configuration for a port; called again when another program was faster to take the port.</param>
    /// <param name="ready">What the server writes when it is ready.</param>
    protected Task StartAsync(string file, string[] arguments, Func<int, Task> configure, string ready) => StartAsync(
        file,
        async port =>
        {
            await configure(port);
            return arguments;
        },
        ready);

    /// <summary>Starts a server whose ports stand in its command line, see <see cref="StartAsync(string, string[], Func{int, Task}, string)"/>.</summary>
    /// <param name="file">The program.</param>
    /// <param name="configure">Makes the command line for a port.</param>
    /// <param name="ready">What the server writes when it is ready.</param>
    protected async Task StartAsync(string file, Func<int, Task<string[]>> configure, string ready)
    {
        for (int attempt = 1; ; attempt++)
        {
            int port = Port == 0 ? FreePort.Next() : Port;
            string[] arguments = await configure(port);
            ProgramLog log = new();
            if (await IsStartedAsync(file, arguments, log, ready))
            {
                Port = port;
                EndPoint = $"127.0.0.1:{port}";
                return;
            }

            await StopAsync();
            Assert.True(attempt < Attempts && IsPortTaken(log), $"{file} does not start: {log.Error}");
        }
    }

    /// <summary>Ends the server and waits until it has ended.</summary>
    public async Task StopAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            Signals.Send(_process.Id, StopSignal);
        using CancellationTokenSource timeout = new(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
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

    private static bool IsPortTaken(ProgramLog log) =>
        PortIsTaken.Any(words => log.Error.Contains(words, StringComparison.OrdinalIgnoreCase));
}
