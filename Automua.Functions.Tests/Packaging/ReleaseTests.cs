using System.IO.Compression;
using System.Text.Json;
using Automua.Functions.Hosting;
using Automua.Functions.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Automua.Functions.Tests.Packaging;

/// <summary>release.sh: the files of a release.</summary>
public sealed class ReleaseTests : IAsyncLifetime
{
    private static readonly string Name = $"automua-{ProgramVersion.Text}";

    private readonly string _directory = AutomuaProgram.NewDirectory();

    private string Copy => Path.Combine(_directory, "copy");

    private string Output => Path.Combine(_directory, "release");

    public async ValueTask InitializeAsync() => await CommittedCopy.MakeAsync(Copy);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_holds_the_program_for_machines_and_for_Azure_the_source_and_what_they_are_made_of()
    {
        await SucceedAsync(Output);
        string[] files =
        [
            "PKGBUILD", "SHA256SUMS", $"{Name}-azure.zip", $"{Name}-linux-x64.cdx.json", $"{Name}-linux-x64.tar.gz", $"{Name}.tar.gz",
        ];
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await Tool.SucceedAsync("bash", "-c", "cd \"$1\" && sha256sum --check --strict SHA256SUMS", "sums", Output);
        Assert.Equal(files.Length - 1, (await File.ReadAllLinesAsync(Path.Combine(Output, "SHA256SUMS"))).Length);

        await AssertProgramAsync();
        await AssertAzureAsync();
        await AssertSourceAsync();
        await AssertMaterialsAsync();

        string again = Path.Combine(_directory, "again");
        await SucceedAsync(again);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Output, "SHA256SUMS")), await File.ReadAllTextAsync(Path.Combine(again, "SHA256SUMS")));
    }

    [Theory]
    [InlineData(2, "'--fast' is not an option", "--fast")]
    [InlineData(2, "--output needs a value", "--output")]
    [InlineData(2, "--only is 'windows'; allowed are linux-x64 linux-arm64", "--only", "windows")]
    [InlineData(2, "--published is 'folder'; allowed is MACHINE=FOLDER", "--published", "folder")]
    [InlineData(1, "there is no program 'nowhere/automua'", "--published", "linux-x64=nowhere")]
    [InlineData(1, "the tag is 'v9.9.9', and the version is ", "--tag", "v9.9.9")]
    public async Task What_it_does_not_understand_is_told(int expected, string message, params string[] arguments)
    {
        (int exitCode, string output) = await ReleaseAsync(arguments);
        Assert.Equal(expected, exitCode);
        Assert.Contains($"release.sh: {message}", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Copy, "artifacts")));
    }

    [Fact]
    public async Task What_is_not_committed_is_not_released()
    {
        await File.AppendAllTextAsync(Path.Combine(Copy, "README.md"), "more\n");
        (int exitCode, string output) = await ReleaseAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("release.sh: not everything is committed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_needs_the_version_and_its_date_in_the_changes()
    {
        string changes = Path.Combine(Copy, "CHANGELOG.md");
        string text = await File.ReadAllTextAsync(changes);
        await File.WriteAllTextAsync(changes, text.Replace($"## [{ProgramVersion.Text}] - ", "## [9.9.9] - ", StringComparison.Ordinal));
        (int exitCode, string output) = await ReleaseAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains($"release.sh: CHANGELOG.md begins with '## [9.9.9] - ", output, StringComparison.Ordinal);

        string entry = text.Split('\n').First(line => line.StartsWith("## ", StringComparison.Ordinal));
        await File.WriteAllTextAsync(changes, text.Replace(entry, $"## [{ProgramVersion.Text}] - unreleased", StringComparison.Ordinal));
        (exitCode, output) = await ReleaseAsync("--tag", $"v{ProgramVersion.Text}");
        Assert.Equal(1, exitCode);
        Assert.Contains($"release.sh: CHANGELOG.md does not say when {ProgramVersion.Text} was released", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output)> ReleaseAsync(params string[] arguments) =>
        Tool.RunAsync("bash", [Path.Combine(Copy, "release.sh"), .. arguments]);

    private async Task SucceedAsync(string output)
    {
        string folder = await PublishedProgram.FolderOrStandInAsync(_directory);
        (int exitCode, string told) = await ReleaseAsync("--output", output, "--only", "linux-x64", "--published", $"linux-x64={folder}");
        Assert.True(exitCode == 0, told);
    }

    private async Task AssertProgramAsync()
    {
        await Tool.SucceedAsync("tar", "--extract", "--directory", _directory, "--file", Path.Combine(Output, $"{Name}-linux-x64.tar.gz"));
        string folder = Path.Combine(_directory, $"{Name}-linux-x64");
        Assert.Equal(
            ["CHANGELOG.md", "LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "automua", "contrib", "docs", "libe_sqlite3.so"],
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(folder, "contrib", "compose.yaml")));
        Assert.Equal($"{ProgramVersion.Text}\n", await Tool.SucceedAsync(Path.Combine(folder, "automua"), "--version"));
        string notices = await File.ReadAllTextAsync(Path.Combine(folder, "THIRD-PARTY-NOTICES.txt"));
        foreach (string notice in (string[])["Npgsql ", "Copyright (c) .NET Foundation", "Permission is hereby granted", "Apache License", "PostgreSQL License"])
            Assert.Contains(notice, notices, StringComparison.Ordinal);
        string listing = await Tool.SucceedAsync("tar", "--list", "--verbose", "--file", Path.Combine(Output, $"{Name}-linux-x64.tar.gz"));
        Assert.All(listing.TrimEnd('\n').Split('\n'), line => Assert.Matches("^(-rw-r--r--|[-d]rwxr-xr-x) 0/0 ", line));
    }

    private async Task AssertAzureAsync()
    {
        string folder = await PublishedProgram.FolderOrStandInAsync(_directory);
        await using ZipArchive archive = await ZipFile.OpenReadAsync(Path.Combine(Output, $"{Name}-azure.zip"));
        Assert.Equal(
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal),
            archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        Assert.Equal(0b_001_001_001, (archive.GetEntry("automua")!.ExternalAttributes >> 16) & 0b_001_001_001);
    }

    private async Task AssertSourceAsync()
    {
        string source = Path.Combine(Output, $"{Name}.tar.gz");
        string[] names = (await Tool.SucceedAsync("tar", "--list", "--file", source)).TrimEnd('\n').Split('\n');
        Assert.All(names, name => Assert.StartsWith($"{Name}/", name, StringComparison.Ordinal));
        foreach (string needed in (string[])["Automua.sln", ".editorconfig", "test.sh", "release.sh", "contrib/PKGBUILD"])
            Assert.Contains($"{Name}/{needed}", names);
        string digest = (await Tool.SucceedAsync("sha256sum", source)).Split(' ')[0];
        Assert.Contains($"\nsha256sums=('{digest}')\n", await File.ReadAllTextAsync(Path.Combine(Output, "PKGBUILD")), StringComparison.Ordinal);
    }

    private async Task AssertMaterialsAsync()
    {
        string file = Path.Combine(Output, $"{Name}-linux-x64.cdx.json");
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        JsonElement materials = document.RootElement;
        Assert.Equal(("CycloneDX", "1.6"), (materials.GetProperty("bomFormat").GetString(), materials.GetProperty("specVersion").GetString()));
        JsonElement program = materials.GetProperty("metadata").GetProperty("component");
        Assert.Equal(("automua", ProgramVersion.Text), (program.GetProperty("name").GetString(), program.GetProperty("version").GetString()));

        JsonElement[] components = [.. materials.GetProperty("components").EnumerateArray()];
        Assert.All(components, component =>
        {
            Assert.Equal("library", component.GetProperty("type").GetString());
            Assert.Equal($"pkg:nuget/{component.GetProperty("name")}@{component.GetProperty("version")}", component.GetProperty("purl").GetString());
            Assert.Matches("^[0-9a-f]{128}$", component.GetProperty("hashes")[0].GetProperty("content").GetString());
            JsonElement licence = Assert.Single(component.GetProperty("licenses").EnumerateArray());
            string? known = licence.TryGetProperty("expression", out JsonElement expression)
                ? expression.GetString()
                : licence.GetProperty("license").GetProperty("url").GetString();
            Assert.Matches("^[A-Z].*|https://.+$", known);
        });
        string[] references = [.. components.Select(component => component.GetProperty("bom-ref").GetString()!)];
        Assert.Equal(references.Distinct(), references);
        Assert.All(
            materials.GetProperty("dependencies").EnumerateArray().SelectMany(item => item.GetProperty("dependsOn").EnumerateArray()),
            reference => Assert.Contains(reference.GetString(), references));

        // What the project names itself, what comes along, and .NET itself; but nothing that only helps to build.
        string[] names = [.. components.Select(component => component.GetProperty("name").GetString()!)];
        string project = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Automua.Functions", "Automua.Functions.csproj"));
        string direct = project[..project.IndexOf("Hosting\\Isolated\\host.json", StringComparison.Ordinal)];
        string[] needed =
        [
            .. direct.Split("<PackageReference Include=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]),
        ];
        Assert.Superset(needed.ToHashSet(), names.ToHashSet());
        Assert.Contains("Microsoft.AspNetCore.App.Runtime.linux-x64", names);
        Assert.Contains("Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64", names);
        JsonElement wrapper = components.Single(component => component.GetProperty("name").GetString() == "SQLitePCLRaw.lib.e_sqlite3");
        JsonElement sqlite = Assert.Single(wrapper.GetProperty("components").EnumerateArray());
        Assert.Equal(await VersionOfSqliteAsync(), sqlite.GetProperty("version").GetString());
        Assert.DoesNotContain("Meziantou.Analyzer", names);
    }

    private static async Task<string> VersionOfSqliteAsync()
    {
        await using SqliteConnection connection = new("Data Source=:memory:");
        await connection.OpenAsync();
        return connection.ServerVersion;
    }
}
