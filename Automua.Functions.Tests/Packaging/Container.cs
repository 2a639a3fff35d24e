using System.Diagnostics;
using System.Globalization;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Packaging;

/// <summary>
/// The image of contrib/Dockerfile as a container runs it, without an engine: the files that it copies and the libraries of its base, all of
/// it read-only but the volume, in namespaces of its own, as the image's user and with the image's environment.
/// </summary>
internal sealed class Container : IAsyncDisposable
{
    /// <summary>The administration key of the service in it.</summary>
    public const string AdminKey = "0123456789abcdef-image";

    private const int SigTerm = 15;

    // Mounts are of this process and go with it; so does the loopback interface.
    private const string Entry = """
        set -eu
        ip link set lo up
        mount --bind "$1" "$1"
        mount --bind "$2" "$1/var/lib/automua"
        mount --rbind /proc "$1/proc"
        mount --rbind /dev "$1/dev"
        mount -o remount,bind,ro "$1"
        root=$1 user=$3
        shift 3
        exec chroot --userspec="$user" --groups="${user#*:}" "$root" "$@"
        """;

    private readonly string _directory = AutomuaProgram.NewDirectory();
    private readonly ImageFile _image = ImageFile.Read();
    private Process _program = null!;

    private Container()
    {
    }

    /// <summary>What the service wrote.</summary>
    public ProgramLog Log { get; } = new();

    /// <summary>The volume, where the service keeps its data.</summary>
    public string Volume => Path.Combine(_directory, "volume");

    private string Root => Path.Combine(_directory, "root");

    private string User => _image.Of("USER");

    private IEnumerable<string> Environment =>
        _image.Environment.Append(new("AUTOMUA_ADMIN_KEY", AdminKey)).Select(variable => $"{variable.Key}={variable.Value}");

    /// <summary>Makes the image, starts a container of it and waits until it listens.</summary>
    public static async Task<Container> StartAsync()
    {
        Container container = new();
        await container.MakeImageAsync();
        container.Start();
        await Eventually.IsAsync(() => Task.FromResult(
            container._program.HasExited || container.Log.Output.Contains("data: ", StringComparison.Ordinal)));
        Assert.False(container._program.HasExited, container.Log.Error);
        return container;
    }

    /// <summary>Runs a command in the container, as its engine does for a health check.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(params string[] command) => EnterAsync(
        ["--mount", "--net", "--root", "--wd=/", "--setuid", User.Split(':')[0], "--setgid", User.Split(':')[1], "env", "-i", .. Environment, .. command]);

    /// <summary>Asks the service from beside the container.</summary>
    public Task<(int ExitCode, string Output)> AskAsync(params string[] arguments) =>
        EnterAsync(["--net", "curl", "--silent", "--show-error", "--fail", .. arguments]);

    /// <summary>Asks the service to stop, as an engine does, and says how it ended.</summary>
    public async Task<int> StopAsync()
    {
        Signals.Send(_program.Id, SigTerm);
        await _program.WaitForExitAsync();
        return _program.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_program.HasExited)
            await StopAsync();
        _program.Dispose();
        Directory.Delete(_directory, recursive: true);
        Log.AssertNoAddress();
    }

    private Task<(int ExitCode, string Output)> EnterAsync(IEnumerable<string> arguments) =>
        Tool.RunAsync("nsenter", ["--target", _program.Id.ToString(CultureInfo.InvariantCulture), .. arguments]);

    // The chiselled base has the C library, OpenSSL, and authorities; here they are this machine's.
    private async Task MakeImageAsync()
    {
        string library = Path.Combine(Root, "usr/lib/automua");
        foreach (string folder in (string[])[library, .. ((string[])["usr/bin", "proc", "dev", "tmp", "var/lib/automua"]).Select(name => Path.Combine(Root, name)), Volume])
            Directory.CreateDirectory(folder);
        string[] ours = [AutomuaProgram.Command.File, Path.Combine(AutomuaProgram.Folder, "libe_sqlite3.so")];
        await Tool.SucceedAsync("cp", [.. ours, library]);
        File.CreateSymbolicLink(Path.Combine(Root, "usr/bin/automua"), "../lib/automua/automua");
        string linked = await Tool.SucceedAsync("ldd", ours);
        string known = await Tool.SucceedAsync("ldconfig", "-p");
        string[] libraries =
        [
            .. linked.Split([' ', '\t', '\n']).Where(word => word.StartsWith("/lib", StringComparison.Ordinal) || word.StartsWith("/usr/lib", StringComparison.Ordinal)),
            .. known.Split('\n').Where(line => line.Contains("libssl.so.3 ", StringComparison.Ordinal) || line.Contains("libcrypto.so.3 ", StringComparison.Ordinal))
                .Select(line => line.Split("=> ")[^1]),
            // Beside what the program itself needs, the shell's env clears the environment of commands.
            "/usr/bin/env",
        ];
        await Tool.SucceedAsync("cp", ["--dereference", "--parents", .. libraries.Distinct(), Root]);
        await Tool.SucceedAsync("chown", User, Volume);
        await Tool.SucceedAsync("chmod", "755", _directory);
    }

    private void Start()
    {
        ProcessStartInfo start = new("env")
        {
            WorkingDirectory = "/",
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        string[] command = ImageFile.CommandLine(_image.Of("ENTRYPOINT"));
        foreach (string word in (string[])
            ["-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", .. Environment, "unshare", "--mount", "--net", "sh", "-c", Entry, "container", Root, Volume, User, .. command])
            start.ArgumentList.Add(word);
        _program = new Process { StartInfo = start };
        _program.OutputDataReceived += (_, line) => Log.AddOutput(line.Data);
        _program.ErrorDataReceived += (_, line) => Log.AddError(line.Data);
        _program.Start();
        _program.BeginOutputReadLine();
        _program.BeginErrorReadLine();
    }
}
