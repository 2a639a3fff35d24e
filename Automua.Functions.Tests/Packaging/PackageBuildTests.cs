using System.Text.RegularExpressions;
using Automua.Functions.Hosting;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;

namespace Automua.Functions.Tests.Packaging;

/// <summary>contrib/PKGBUILD, taken by makepkg itself: what it says, and the package that it makes of a program that is built.</summary>
public sealed partial class PackageBuildTests : IAsyncLifetime
{
    private static readonly string Source = $"automua-{ProgramVersion.Text}";

    private readonly string _directory = AutomuaProgram.NewDirectory();

    private string Package => Path.Combine(_directory, "package");

    public async ValueTask InitializeAsync()
    {
        string source = Path.Combine(_directory, "build", "src", Source);
        await CommittedCopy.MakeAsync(source);
        await Tool.SucceedAsync("mkdir", Path.Combine(source, "artifacts"));
        await Tool.SucceedAsync("cp", "-r", await PublishedProgram.FolderOrStandInAsync(_directory), Path.Combine(source, "artifacts", "publish"));
        await Tool.SucceedAsync("cp", SampleFile.PathOf("PKGBUILD"), Path.Combine(_directory, "build"));
        await Tool.SucceedAsync("tar", "--create", "--gzip", "--file", Path.Combine(_directory, "build", $"{Source}.tar.gz"), "--files-from=/dev/null");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_says_what_a_package_must_say()
    {
        string[] lines = (await MakeAsync("--printsrcinfo")).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string said in (string[])
            [
                "pkgbase = automua", $"pkgver = {ProgramVersion.Text}", "arch = x86_64", "arch = aarch64", "license = GPL-3.0-or-later",
                "depends = glibc", "depends = openssl", "backup = etc/automua/automua.conf",
            ])
            Assert.Contains(said, lines);
        Assert.Equal(
            lines.Count(line => line.StartsWith("source = ", StringComparison.Ordinal)),
            lines.Count(line => line.StartsWith("sha256sums = ", StringComparison.Ordinal)));
        Assert.Contains($"source = {Source}.tar.gz", lines);
    }

    [Fact]
    public async Task It_installs_into_the_package_alone()
    {
        string text = await File.ReadAllTextAsync(SampleFile.PathOf("PKGBUILD"));
        Assert.DoesNotContain("sudo", text, StringComparison.Ordinal);
        string[] installing = [.. text.Split('\n', StringSplitOptions.TrimEntries).Where(line => Installing().IsMatch(line))];
        Assert.NotEmpty(installing);
        Assert.All(installing, line => Assert.Contains("\"$pkgdir/", line, StringComparison.Ordinal));
        (int exitCode, string output) = await Tool.RunAsync("shellcheck", "--shell=bash", "--exclude=SC2034,SC2154,SC2164", SampleFile.PathOf("PKGBUILD"));
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Its_package_holds_a_program_that_answers_and_what_belongs_to_it()
    {
        await MakeAsync("--noextract", "--nobuild", "--nodeps");
        await MakeAsync("--repackage", "--nodeps");
        string made = Assert.Single(Directory.GetFiles(Path.Combine(_directory, "build"), "automua-*.pkg.tar*"));
        string[] entries = (await Tool.SucceedAsync("tar", "--list", "--verbose", "--file", made)).Split('\n');
        (string Path, string Mode)[] expected =
        [
            ("usr/lib/automua/automua", "-rwxr-xr-x"), ("usr/lib/automua/libe_sqlite3.so", "-rwxr-xr-x"), ("etc/automua/automua.conf", "-rw-r-----"),
            ("usr/lib/systemd/system/automua.service", "-rw-r--r--"), ("usr/share/licenses/automua/LICENSE", "-rw-r--r--"),
            ("usr/share/doc/automua/README.md", "-rw-r--r--"), ("usr/share/doc/automua/docs/azure.md", "-rw-r--r--"),
        ];
        foreach ((string path, string mode) in expected)
        {
            string entry = Assert.Single(entries, entry => entry.EndsWith($" {path}", StringComparison.Ordinal));
            Assert.StartsWith($"{mode} root/root ", entry, StringComparison.Ordinal);
        }

        Directory.CreateDirectory(Package);
        await Tool.SucceedAsync("tar", "--extract", "--no-same-owner", "--directory", Package, "--file", made);
        Assert.Equal(["etc", "usr"], Directory.GetDirectories(Package).Select(Path.GetFileName).Order());
        string unit = await File.ReadAllTextAsync(Path.Combine(Package, "usr/lib/systemd/system/automua.service"));
        Assert.Contains("ExecStart=/usr/bin/automua\n", unit, StringComparison.Ordinal);

        string program = Path.Combine(Package, "usr/bin/automua");
        Assert.Equal("../lib/automua/automua", new FileInfo(program).LinkTarget);
        Assert.Equal($"{ProgramVersion.Text}\n", await Tool.SucceedAsync(program, "--version"));
        // The store is opened with the library beside the program, of which the link is not.
        string exported = await Tool.SucceedAsync("env", "AUTOMUA_CONF=", $"AUTOMUA_STATE={_directory}", $"HOME={_directory}", program, "export");
        Assert.Contains("\"version\": 3", exported, StringComparison.Ordinal);
    }

    // It refuses to run as root.
    private async Task<string> MakeAsync(params string[] arguments)
    {
        string build = Path.Combine(_directory, "build");
        string[] command =
        [
            "env", "--chdir", build, $"HOME={build}", "PKGEXT=.pkg.tar", "PACMAN=true", "makepkg", "--nocolor", .. arguments,
        ];
        if (Environment.IsPrivilegedProcess)
        {
            await Tool.SucceedAsync("chmod", "755", _directory);
            await Tool.SucceedAsync("chown", "--recursive", "nobody", build);
            command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", .. command];
        }

        return await Tool.SucceedAsync(command[0], command[1..]);
    }

    [GeneratedRegex(@"^(?:install|ln|cp|mkdir)\s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Installing();
}
