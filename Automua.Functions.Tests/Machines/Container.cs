using Automua.Functions.Tests.Packaging;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Machines;

/// <summary>
/// The image of contrib/Dockerfile as a container runs it, without an engine: the files that it copies and the libraries of its base, all of
/// it read-only but the volume, in namespaces of its own, as the image's user and with the image's environment.
/// </summary>
internal sealed class Container : IAsyncDisposable
{
    /// <summary>The administration key of the service in it.</summary>
    public const string AdminKey = "0123456789abcdef-image";

    // Run in the namespaces: lays out the container's mounts and becomes the image's program.
    private const string Entry = """
        set -eu
        ip link set lo up
        mount --bind "$1" "$1"
        mount --bind "$2" "$1/var/lib/automua"
        mount -t proc proc "$1/proc"
        mount --rbind /dev "$1/dev"
        mount -o remount,bind,ro "$1"
        root=$1 user=$3
        shift 3
        exec chroot --userspec="$user" --groups="${user#*:}" "$root" "$@"
        """;

    private readonly string _directory = AutomuaProgram.NewDirectory();
    private readonly ImageFile _image = ImageFile.Read();
    private Namespaces? _namespaces;

    private Container()
    {
    }

    /// <summary>What the service wrote.</summary>
    public ProgramLog Log { get; } = new();

    /// <summary>The volume, where the service keeps its data.</summary>
    public string Volume => Path.Combine(_directory, "volume");

    private string Files => Path.Combine(_directory, "files");

    private string User => _image.Of("USER");

    private IEnumerable<string> Environment =>
        _image.Environment.Append(new("AUTOMUA_ADMIN_KEY", AdminKey)).Select(variable => $"{variable.Key}={variable.Value}");

    /// <summary>Makes the image, starts a container of it and waits until it listens.</summary>
    public static async Task<Container> StartAsync()
    {
        string published = PublishedProgram.Folder;
        await Namespaces.SkipWhereForbiddenAsync();
        Container container = new();
        try
        {
            await container.MakeImageAsync(published);
            Namespaces namespaces = container.Start();
            await Eventually.IsAsync(
                () => Task.FromResult(namespaces.HasEnded || container.Log.Output.Contains("data: ", StringComparison.Ordinal)),
                trouble: () => Task.FromResult(container.Log.Output + container.Log.Error));
            Assert.False(namespaces.HasEnded, container.Log.Error);
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command in the container, as its engine does for a health check.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(params string[] command) => _namespaces!.EnterAsync(
        ["--root", "--wd", "--setuid", User.Split(':')[0], "--setgid", User.Split(':')[1], "env", "-i", .. Environment, .. command]);

    /// <summary>Asks the service from beside the container.</summary>
    public Task<(int ExitCode, string Output)> AskAsync(params string[] arguments) =>
        _namespaces!.EnterAsync(["curl", "--silent", "--show-error", "--fail", "--max-time", "30", .. arguments]);

    /// <summary>Asks the service to stop, as an engine does, and says how it ended.</summary>
    public Task<int> StopAsync() => _namespaces!.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_namespaces is not null)
            await _namespaces.DisposeAsync();
        // Not all of it is this user's.
        await Root.SucceedAsync("rm", "--recursive", _directory);
        Log.AssertNoAddress();
    }

    // The chiselled base has the C library, OpenSSL, and authorities; here they are this machine's.
    private async Task MakeImageAsync(string published)
    {
        string library = Path.Combine(Files, "usr/lib/automua");
        foreach (string folder in (string[])[library, .. ((string[])["usr/bin", "proc", "dev", "tmp", "var/lib/automua"]).Select(name => Path.Combine(Files, name)), Volume])
            Directory.CreateDirectory(folder);
        string[] ours = [Path.Combine(published, "automua"), Path.Combine(published, "libe_sqlite3.so")];
        await Tool.SucceedAsync("cp", [.. ours, library]);
        File.CreateSymbolicLink(Path.Combine(Files, "usr/bin/automua"), "../lib/automua/automua");
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
        await Tool.SucceedAsync("cp", ["--dereference", "--parents", .. libraries.Distinct(), Files]);
        await Root.SucceedAsync("chown", User, Volume);
        await Tool.SucceedAsync("chmod", "755", _directory);
    }

    private Namespaces Start() => _namespaces = Namespaces.Start(
        Log,
        [
            "env", "--ignore-environment", $"PATH={Root.Folders}", .. Environment,
            "sh", "-c", Entry, "container", Files, Volume, User, .. ImageFile.CommandLine(_image.Of("ENTRYPOINT")),
        ]);
}
