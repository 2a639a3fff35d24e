using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>What lies beside the program. Published, that is all that Azure gets.</summary>
public sealed partial class PublishedFolderTests
{
    // The Functions images are made of Debian 12: a program that needs symbols of a newer C library does not start there. What a
    // newer machine links may need its own, which is why deploy.sh looks, too.
    private static readonly Version LibraryOfTheImages = new(2, 36);

    private static readonly string[] Needed = ["automua", "host.json", .. FunctionFile.All.Select(file => file.Function)];

    public static TheoryData<string> Binaries =>
    [
        "automua", AutomuaProgram.IsPublished ? "libe_sqlite3.so" : $"runtimes/{RuntimeInformation.RuntimeIdentifier}/native/libe_sqlite3.so",
    ];

    [Fact]
    public void It_holds_the_program_its_library_and_the_hosts_files_and_published_nothing_else()
    {
        string[] names = [.. Directory.GetFileSystemEntries(AutomuaProgram.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.All(Needed, name => Assert.Contains(name, names));
        // A build for development brings its libraries, and those of the tests.
        if (AutomuaProgram.IsPublished)
            Assert.Equal(Needed.Append("libe_sqlite3.so").Order(StringComparer.Ordinal), names);
        foreach (FunctionFile function in FunctionFile.All)
            Assert.Equal(["function.json"], Directory.GetFileSystemEntries(Path.Combine(AutomuaProgram.Folder, function.Function)).Select(Path.GetFileName));
    }

    [Theory]
    [MemberData(nameof(Binaries))]
    public async Task A_binary_needs_no_newer_C_library_than_the_images_have(string binary)
    {
        (int exitCode, string output) = await Tool.RunAsync("readelf", "--version-info", "--wide", Path.Combine(AutomuaProgram.Folder, binary));
        Assert.Equal(0, exitCode);
        Version[] needed = [.. Library().Matches(output).Select(match => Version.Parse(match.Groups["version"].Value))];
        Assert.NotEmpty(needed);
        (_, string ours) = await Tool.RunAsync("getconf", "GNU_LIBC_VERSION");
        Version here = Version.Parse(ours.Split(' ')[1]);
        Assert.True(needed.Max() <= (here > LibraryOfTheImages ? here : LibraryOfTheImages), $"{binary} needs GLIBC_{needed.Max()}.");
    }

    [Fact]
    public async Task A_package_holds_what_is_published_and_executables_stay_executable()
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            string package = Environment.GetEnvironmentVariable("PACKAGE_UNDER_TEST") is { Length: > 0 } published
                ? published
                : await PackAsync(folder);
            using ZipArchive archive = ZipFile.OpenRead(package);
            string[] files = [.. Needed.Select(name => FunctionFile.All.Any(function => function.Function == name) ? $"{name}/function.json" : name)];
            string[] entries = [.. archive.Entries.Select(entry => entry.FullName)];
            Assert.All(files, file => Assert.Contains(file, entries));
            if (AutomuaProgram.IsPublished)
                Assert.Equal(files.Append("libe_sqlite3.so").Order(StringComparer.Ordinal), entries.Order(StringComparer.Ordinal));
            // The upper half is the file's mode on Unix; the lowest bits are for whoever is neither owner nor group.
            Assert.Equal(0b_001_001_001, (archive.GetEntry("automua")!.ExternalAttributes >> 16) & 0b_001_001_001);
            Assert.Equal(0, (archive.GetEntry("host.json")!.ExternalAttributes >> 16) & 0b_001_001_001);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What a build for development has of it, packed by the same target.
    private static async Task<string> PackAsync(string folder)
    {
        string app = Path.Combine(folder, "app") + Path.DirectorySeparatorChar;
        foreach (string name in Needed)
        {
            string source = Path.Combine(AutomuaProgram.Folder, name);
            await Tool.SucceedAsync("mkdir", "-p", app);
            await Tool.SucceedAsync("cp", "-r", source, app);
        }

        string package = Path.Combine(folder, "app.zip");
        await Tool.SucceedAsync(
            "dotnet",
            "msbuild",
            Path.Combine(Repository.Root, "Automua.Functions"),
            "-target:ZipPublishFolder",
            "-p:PublishAot=false",
            $"-p:PublishDir={app}",
            $"-p:PublishZip={package}");
        return package;
    }

    [GeneratedRegex(@"Name: GLIBC_(?<version>\d+\.\d+(?:\.\d+)?)\s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Library();
}
