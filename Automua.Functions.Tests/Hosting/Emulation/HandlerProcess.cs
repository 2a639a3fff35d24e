using System.Diagnostics;
using System.Net.Sockets;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>A started custom handler.</summary>
internal sealed class HandlerProcess : IDisposable
{
    private const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";
    private const int SigKill = 9;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    private readonly Process _process;

    private HandlerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>The port on which the handler is told to listen.</summary>
    public int Port { get; }

    /// <summary>The process.</summary>
    public Process Process => _process;

    /// <summary>Starts the program that <c>host.json</c> names, on a port that is free.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static HandlerProcess Start(FunctionApp app, EmulatedHostSettings settings)
    {
        string inFolder = Path.Combine(app.Folder, app.Host.Executable);
        ProcessStartInfo start = new(File.Exists(inFolder) ? inFolder : app.Host.Executable, app.Host.Arguments)
        {
            WorkingDirectory = Path.Combine(app.Folder, app.Host.WorkingDirectory),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach ((string name, string? value) in settings.Environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        int port = FreePort.Next();
        start.Environment[PortVariable] = port.ToString();
        HandlerProcess handler = new(new Process { StartInfo = start }, port);
        handler._process.OutputDataReceived += (_, line) => settings.Log.AddOutput(line.Data);
        handler._process.ErrorDataReceived += (_, line) => settings.Log.AddError(line.Data);
        handler._process.Start();
        handler._process.BeginOutputReadLine();
        handler._process.BeginErrorReadLine();
        return handler;
    }

    /// <summary>Asks for <c>/</c> until anything at all is answered; false when the handler has ended, or takes too long.</summary>
    public async Task<bool> IsListeningAsync(TimeSpan patience)
    {
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using CancellationTokenSource limit = new(patience);
        while (!_process.HasExited && !limit.IsCancellationRequested)
        {
            try
            {
                using HttpResponseMessage any = await client.GetAsync(
                    new Uri($"http://127.0.0.1:{Port}/"), HttpCompletionOption.ResponseHeadersRead, limit.Token);
                // Else it was another program that answered, which was faster to take the port.
                return !_process.HasExited;
            }
            catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
            {
                await Task.Delay(Poll);
            }
        }

        return false;
    }

    /// <summary>Whether the handler takes connections just now.</summary>
    public async Task<bool> TakesConnectionsAsync(CancellationToken cancellation)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync("127.0.0.1", Port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Ends the handler without asking it.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            Signals.TrySend(_process.Id, SigKill);
    }

    /// <summary>Waits until the handler has ended, and says how.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
