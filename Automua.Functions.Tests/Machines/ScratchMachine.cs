using System.Reflection;
using System.Runtime.InteropServices;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Machines;

/// <summary>
/// A machine for what changes a machine, such as installing a service: this machine's files with a layer above them that is gone
/// afterwards, a loopback network and processes of its own, and systemd as process 1. Every port is free there, and whoever runs
/// commands is root.
/// </summary>
/// <remarks>
/// <see cref="Namespaces"/> runs <c>boot.sh</c> apart from this machine. That script lays out the files and becomes systemd. This class
/// is what happens from outside: it waits until systemd is up, installs the program, and sends scripts in.
/// </remarks>
internal sealed class ScratchMachine : IAsyncDisposable
{
    // Before boot.sh has made that file, the systemd of the machine outside would answer.
    private const string IsUp = "[ -e /run/scratch ] && systemctl is-system-running --wait";

    // Where it never is: what it waits for, and what it said.
    private const string WhatHolds = "systemctl --no-pager list-jobs; journalctl --no-pager --lines=200";

    // Into a file: what a script leaves running in the background would keep a pipe open.
    private const string ToFile = """
        output=$1 script=$2
        exec bash -eu -o pipefail -c "$script" < /dev/null > "$output" 2>&1
        """;

    // A machine with much else to do boots slowly.
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(2);

    private static readonly string DotNetFolder = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    // Where this build's packages are, which the .NET SDK looks for when it builds there, without a network.
    private static readonly string Packages = typeof(ScratchMachine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Packages").Value!;

    private static readonly string[] Variables =
    [
        $"PATH={DotNetFolder}:{Root.Folders}", "HOME=/root", "LANG=C.UTF-8",
        "SYSTEMD_PAGER=cat", "DOTNET_CLI_TELEMETRY_OPTOUT=1", "DOTNET_NOLOGO=1", "NuGetAudit=false", $"NUGET_PACKAGES={Packages}",
    ];

    private readonly string _folder = AutomuaProgram.NewDirectory();
    private readonly ProgramLog _log = new();
    private readonly Namespaces _namespaces;

    private ScratchMachine(string published)
    {
        string boot = Path.Combine(Repository.Root, "Automua.Functions.Tests", "Machines", "boot.sh");
        _namespaces = Namespaces.Start(_log, "bash", boot, _folder, Repository.Root, DotNetFolder, Packages, published);
    }

    /// <summary>Starts a machine and waits until it is up. The native program is installed there; it does not run.</summary>
    public static async Task<ScratchMachine> StartAsync()
    {
        string published = PublishedProgram.Folder;
        await Namespaces.SkipWhereForbiddenAsync();
        ScratchMachine machine = new(published);
        try
        {
            await Eventually.IsAsync(machine.IsUpAsync, BootLimit, machine.TroubleAsync);
            await machine.SucceedAsync(
                $"""
                install -D --mode 755 '{published}/automua' /usr/lib/automua/automua
                install -D --mode 644 '{published}/libe_sqlite3.so' /usr/lib/automua/libe_sqlite3.so
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
        string output = $"/run/output-{Guid.NewGuid():n}";
        (int exitCode, string trouble) = await _namespaces.EnterAsync(
            ["env", "--ignore-environment", .. Variables, "bash", "-c", ToFile, "run", output, $"cd '{Repository.Root}'\n{script}"]);
        (_, string written) = await _namespaces.EnterAsync("cat", output);
        return (exitCode, trouble + written);
    }

    /// <summary>Runs commands that must succeed.</summary>
    public async Task<string> SucceedAsync(string script)
    {
        (int exitCode, string output) = await RunAsync(script);
        Assert.True(exitCode == 0, $"{script}\n{output}");
        return output;
    }

    /// <summary>Switches it off; nothing is left of it but control groups that are empty.</summary>
    public async ValueTask DisposeAsync()
    {
        await _namespaces.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsUpAsync() =>
        (await _namespaces.EnterAsync("timeout", "10", "bash", "-c", IsUp)).Output.Trim() is "running" or "degraded";

    private async Task<string> TroubleAsync() =>
        $"{_log.Output}{_log.Error}{(await _namespaces.EnterAsync("timeout", "20", "bash", "-c", WhatHolds)).Output}";
}
