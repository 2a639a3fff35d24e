using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>What lies beside the program. Published, that is all that Azure gets.</summary>
public sealed partial class PublishedFolderTests
{
    // The Functions images are made of Debian 12: a program that needs symbols of a newer C library does not start there.
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
        Assert.True(needed.Max() <= LibraryOfTheImages, $"{binary} needs GLIBC_{needed.Max()}.");
    }

    [GeneratedRegex(@"Name: GLIBC_(?<version>\d+\.\d+(?:\.\d+)?)\s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Library();
}
