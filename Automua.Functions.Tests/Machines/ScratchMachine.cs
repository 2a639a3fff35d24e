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

    // Where this build's packages are, which the .NET SDK looks for when it builds there, without a network.
    private static string Packages => typeof(ScratchMachine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Packages").Value!;

    /// <summary>The published program's folder; of a run without one, where <c>test.sh</c> leaves it.</summary>
    public static string Published =>
        AutomuaProgram.IsPublished ? AutomuaProgram.Folder : Path.Combine(Repository.Root, "artifacts", "publish");

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
        string[] command =
        [
            "nsenter", "--all", $"--target={_firstProcess}", "env", "--ignore-environment",
            $"PATH={DotNetFolder}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME=/root", "LANG=C.UTF-8", "SYSTEMD_PAGER=cat", "DOTNET_CLI_TELEMETRY_OPTOUT=1", "DOTNET_NOLOGO=1", "NuGetAudit=false",
            $"NUGET_PACKAGES={Packages}",
            "timeout", "--kill-after=5", Limit, "bash", "-eu", "-o", "pipefail", "-c", $"cd '{Repository.Root}'\n{script}",
        ];
        using Process shell = Start(command);
        ProgramLog log = new();
        Record(shell, log);
        // Not until its streams end: what it left running in the background has them, too.
        while (!shell.HasExited)
            await Task.Delay(20);
        return (shell.ExitCode, log.Output);
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
        if (_namespaces is { HasExited: false } && _firstProcess.Length > 0)
        {
            // All others of its processes end with its first.
            await AsRootAsync("kill", "-KILL", _firstProcess);
            await _namespaces.WaitForExitAsync();
        }

        _namespaces?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // What nothing that can be installed would change is no fault of the program's: some containers let nobody make namespaces.
    private static async Task SkipWhereForbiddenAsync()
    {
        (int exitCode, string output) = await AsRootAsync([.. Unshare, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
        bool isForbidden = exitCode != 0 && (output.Contains("not permitted", StringComparison.Ordinal) || output.StartsWith("sudo:", StringComparison.Ordinal));
        Assert.SkipWhen(isForbidden, $"Nobody may make a machine within this one: {output.Trim()}");
        Assert.True(exitCode == 0, output);
    }

    private static Task<(int ExitCode, string Output)> AsRootAsync(params string[] command)
    {
        string[] words = [.. AsRoot, .. command];
        return Tool.RunAsync(words[0], words[1..]);
    }

    private static Process Start(params string[] command)
    {
        string[] words = [.. AsRoot, .. command];
        Process process = Process.Start(new ProcessStartInfo(Tool.PathOf(words[0]), words[1..])
        {
            // The test's own folder is nowhere there.
            WorkingDirectory = "/",
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        process.StandardInput.Close();
        return process;
    }

    private static void Record(Process process, ProgramLog log)
    {
        process.OutputDataReceived += (_, line) => log.AddOutput(line.Data);
        process.ErrorDataReceived += (_, line) => log.AddOutput(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task BootAsync()
    {
        string boot = Path.Combine(Repository.Root, "Automua.Functions.Tests", "Machines", "boot.sh");
        _namespaces = Start([.. Unshare, "bash", boot, _folder, Repository.Root, DotNetFolder, Packages, Published]);
        Record(_namespaces, _log);
        await Eventually.IsAsync(async () =>
        {
            Assert.False(_namespaces.HasExited, _log.Output);
            _firstProcess = FirstProcessBelow(_namespaces.Id) ?? "";
            return _firstProcess.Length > 0
                && (await AsRootAsync("nsenter", "--all", $"--target={_firstProcess}", "systemctl", "is-system-running")).Output.Trim() is "running" or "degraded";
        });
    }

    // As this machine numbers it: of the processes that were started, the first one that is also number 1 of a namespace.
    private static string? FirstProcessBelow(int process)
    {
        string id = process.ToString(CultureInfo.InvariantCulture);
        string children = $"/proc/{id}/task/{id}/children";
        if (!File.Exists(children))
            return null;
        foreach (string child in File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string numbers = File.ReadLines($"/proc/{child}/status").First(line => line.StartsWith("NSpid:", StringComparison.Ordinal));
            if (numbers.EndsWith("\t1", StringComparison.Ordinal))
                return child;
            if (FirstProcessBelow(int.Parse(child, CultureInfo.InvariantCulture)) is { } below)
                return below;
        }

        return null;
    }
}
