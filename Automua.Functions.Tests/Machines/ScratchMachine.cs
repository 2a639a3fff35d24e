using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Machines;

/// <summary>
/// A machine for what changes a machine, such as installing a service: this machine's files with a layer above them that is gone
/// afterwards, a loopback network and processes of its own, and systemd as process 1. Every port is free there, and whoever runs
/// commands is root. See <c>boot.sh</c>.
/// </summary>
internal sealed class ScratchMachine : IAsyncDisposable
{
    private static readonly string[] Unshare =
        ["unshare", "--mount", "--net", "--pid", "--uts", "--ipc", "--cgroup", "--fork", "--kill-child=KILL"];

    // Of one run of commands, in seconds: nothing takes as long that does not hang.
    private const string Limit = "600";
    private const string ToFile = $"exec timeout --kill-after=5 {Limit} bash -eu -o pipefail -c \"$1\" < /dev/null > \"$0\" 2>&1";

    // Who is not root needs sudo, as test.sh does.
    private static readonly string[] AsRoot = Environment.IsPrivilegedProcess ? [] : ["sudo", "--non-interactive"];

    private static readonly string DotNetFolder = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private readonly string _folder = AutomuaProgram.NewDirectory();
    private readonly ProgramLog _log = new();
    private Process? _namespaces;
    private string _firstProcess = "";

    private ScratchMachine()
    {
    }

    private static string[] Variables =>
    [
        $"PATH={DotNetFolder}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8",
        "SYSTEMD_PAGER=cat", "DOTNET_CLI_TELEMETRY_OPTOUT=1", "DOTNET_NOLOGO=1", "NuGetAudit=false", $"NUGET_PACKAGES={Packages}",
    ];

    // Where this build's packages are, which the .NET SDK looks for when it builds there, without a network.
    private static string Packages => typeof(ScratchMachine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Packages").Value!;

    /// <summary>The published program's folder; of a run without one, where <c>test.sh</c> leaves it.</summary>
    public static string Published =>
        AutomuaProgram.IsPublished ? AutomuaProgram.Folder : Path.Combine(Repository.Root, "artifacts", "publish");

    private string[] Inside => ["nsenter", "--all", $"--target={_firstProcess}"];

    /// <summary>Starts a machine and waits until it is up. The native program is installed there; it does not run.</summary>
    public static async Task<ScratchMachine> StartAsync()
    {
        await SkipWhereForbiddenAsync();
        ScratchMachine machine = new();
        try
        {
            await machine.BootAsync();
            await machine.SucceedAsync(
                $"""
                install -D --mode 755 '{Published}/automua' /usr/lib/automua/automua
                install -D --mode 644 '{Published}/libe_sqlite3.so' /usr/lib/automua/libe_sqlite3.so
                ln --symbolic ../lib/automua/automua /usr/bin/automua
                """);
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs commands of the shell in the repository's folder, until the first one that fails, and says how it went.</summary>
    /// <param name="script">The commands, for bash.</param>
    public async Task<(int ExitCode, string Output)> RunAsync(string script)
    {
        // Into a file: what the commands leave running in the background keeps a pipe open.
        string output = $"/run/output-{Guid.NewGuid():n}";
        (int exitCode, string trouble) = await AsRootAsync(
            [.. Inside, "env", "--ignore-environment", .. Variables, "bash", "-c", ToFile, output, $"cd '{Repository.Root}'\n{script}"]);
        (_, string written) = await AsRootAsync([.. Inside, "cat", output]);
        return (exitCode, trouble + written);
    }

    /// <summary>Runs commands that must succeed.</summary>
    public async Task<string> SucceedAsync(string script)
    {
        (int exitCode, string output) = await RunAsync(script);
        Assert.True(exitCode == 0, $"{script}\n{output}");
        return output;
    }

    /// <summary>Switches it off; nothing is left of it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_namespaces is { HasExited: false })
        {
            // All others of its processes end with its first; with the one that started it, that one.
            string[] signal = _firstProcess.Length > 0 ? ["-KILL", _firstProcess] : ["-TERM", _namespaces.Id.ToString(CultureInfo.InvariantCulture)];
            await AsRootAsync(["kill", .. signal]);
            await _namespaces.WaitForExitAsync();
        }

        _namespaces?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // What nothing that can be installed would change is no fault of the program's: some containers let nobody make namespaces.
    private static async Task SkipWhereForbiddenAsync()
    {
        (int exitCode, string output) = await AsRootAsync([.. Unshare, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
        bool isForbidden = exitCode != 0 && (output.Contains("not permitted", StringComparison.Ordinal)
            || output.Contains("denied", StringComparison.Ordinal) || output.StartsWith("sudo:", StringComparison.Ordinal));
        Assert.SkipWhen(isForbidden, $"Nobody may make a machine within this one: {output.Trim()}");
        Assert.True(exitCode == 0, output);
    }

    private static Task<(int ExitCode, string Output)> AsRootAsync(params string[] command)
    {
        string[] words = [.. AsRoot, .. command];
        return Tool.RunAsync(words[0], words[1..]);
    }

    private async Task BootAsync()
    {
        string boot = Path.Combine(Repository.Root, "Automua.Functions.Tests", "Machines", "boot.sh");
        string[] command = [.. AsRoot, .. Unshare, "bash", boot, _folder, Repository.Root, DotNetFolder, Packages, Published];
        _namespaces = Process.Start(new ProcessStartInfo(Tool.PathOf(command[0]), command[1..])
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        _namespaces.OutputDataReceived += (_, line) => _log.AddOutput(line.Data);
        _namespaces.ErrorDataReceived += (_, line) => _log.AddOutput(line.Data);
        _namespaces.BeginOutputReadLine();
        _namespaces.BeginErrorReadLine();
        await Eventually.IsAsync(async () =>
        {
            Assert.False(_namespaces.HasExited, _log.Output);
            _firstProcess = FirstProcessBelow(_namespaces.Id) ?? "";
            return _firstProcess.Length > 0
                && (await AsRootAsync([.. Inside, "systemctl", "is-system-running"])).Output.Trim() is "running" or "degraded";
        });
    }

    // As this machine numbers it: of the processes that were started, the first one that is also number 1 of a namespace.
    private static string? FirstProcessBelow(int process)
    {
        string id = process.ToString(CultureInfo.InvariantCulture);
        foreach (string child in Lines($"/proc/{id}/task/{id}/children").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (Lines($"/proc/{child}/status").Any(line => line.StartsWith("NSpid:", StringComparison.Ordinal) && line.EndsWith("\t1", StringComparison.Ordinal)))
                return child;
            if (FirstProcessBelow(int.Parse(child, CultureInfo.InvariantCulture)) is { } below)
                return below;
        }

        return null;
    }

    // Of a process that may have ended meanwhile.
    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
