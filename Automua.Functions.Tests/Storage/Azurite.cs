using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Storage;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Automua.Functions.Tests.Storage;

/// <summary>
/// Azurite, Microsoft's emulator of Azure Storage: one process for all tests of a run, started when the first of them needs it,
/// with a storage account for each.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private const int Accounts = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("automua")));
    private readonly Lazy<Task<int>> _started;
    private readonly string _directory = AutomuaProgram.NewDirectory();
    private Process? _process;
    private int _taken;

    public Azurite() => _started = new(StartAsync);

    /// <summary>A connection string of an account that holds nothing and belongs to the caller alone.</summary>
    public async Task<string> NewAccountAsync()
    {
        int port = await _started.Value;
        int account = Interlocked.Increment(ref _taken);
        Assert.True(account <= Accounts, "Azurite was started with too few accounts.");
        string name = Name(account);
        return $"DefaultEndpointsProtocol=http;AccountName={name};AccountKey={_key};TableEndpoint=http://127.0.0.1:{port}/{name};";
    }

    /// <summary>Ends the emulator.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Name(int account) => $"account{account:D4}";

    private async Task<int> StartAsync()
    {
        string program = Path.Combine(Repository.Root, "artifacts", "npm", "node_modules", ".bin", "azurite-table");
        Assert.True(File.Exists(program), $"There is no {program}: ./test.sh installs it.");
        int port = FreePort.Next();
        _process = Process.Start(new ProcessStartInfo(
            program,
            ["--tableHost", "127.0.0.1", "--tablePort", $"{port}", "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry"])
        {
            UseShellExecute = false,
            WorkingDirectory = _directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(account => $"{Name(account)}:{_key}")),
            },
        })!;
        _process.BeginOutputReadLine();
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        long start = Stopwatch.GetTimestamp();
        while (!await ListensAsync(port))
        {
            Assert.False(_process.HasExited, _process.HasExited ? $"Azurite ended: {await errors}" : null);
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "Azurite does not listen.");
            await Task.Delay(50);
        }

        return port;
    }
}
