using System.Diagnostics;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Checking;

/// <summary>A server of others that runs for a test: in a folder of its own, and no longer than the test.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Process? _process;

    /// <summary>The server's own folder.</summary>
    public string Directory { get; } = AutomuaProgram.NewDirectory();

    /// <summary>The server's process.</summary>
    public int Id => _process!.Id;

    /// <summary>What ends the server; SIGKILL unless it has something to clear up.</summary>
    protected virtual int StopSignal => 9;

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="isReady">Whether it is ready, seen what it has written so far.</param>
    protected async Task StartAsync(string file, string[] arguments, Func<string, bool> isReady)
    {
        ProgramLog log = new();
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(file, arguments)
            {
                WorkingDirectory = Directory,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            },
        };
        _process.ErrorDataReceived += (_, line) => log.AddError(line.Data);
        _process.OutputDataReceived += (_, line) => log.AddError(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        long start = Stopwatch.GetTimestamp();
        while (!isReady(log.Error))
        {
            Assert.False(_process.HasExited || Stopwatch.GetElapsedTime(start) > Patience, $"{file} does not start: {log.Error}");
            await Task.Delay(20);
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
        GC.SuppressFinalize(this);
    }
}
