using System.Text.RegularExpressions;
using System.Xml.Linq;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Commands;

/// <summary><c>automua import</c>: files into the store, or what would become of them.</summary>
public sealed partial class ImportCommandTests : IDisposable
{
    /// <summary>A further folder of clientConfig files to import and ask back, such as a copy of the ISPDB.</summary>
    private const string FolderVariable = "CLIENTCONFIG_FOLDER";

    private static readonly string[] Files =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "Automua.Functions.Tests", "Documents", "ClientConfigs"), "*.xml"),
        .. Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? Directory.GetFiles(folder, "*.xml") : [],
    ];

    private readonly string _directory = AutomuaProgram.NewDirectory();

    private Dictionary<string, string?> Store => new() { ["AUTOMUA_DB_URI"] = $"sqlite:///{_directory}/store.sqlite" };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Every_provider_file_is_served_back_with_the_same_meaning()
    {
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(Store, null, ["import", .. Files]);
        Assert.True(exitCode == 0, output + error);
        Assert.Equal(Files.Length, ServedWithTheSameMeaning().Count(output));

        await using AutomuaProgram program = await AutomuaProgram.StartAsync(Store);
        foreach (string file in Files)
        {
            XElement said = XElement.Load(file);
            foreach (string domain in new ServedFile(said, "").Domains)
            {
                ServedFile expected = new(said, domain);
                ServedFile served = new(await program.Client.AutoconfigAsync(domain), domain);
                string[] domains = [.. expected.Domains];
                Assert.Equal(domains.Length <= 20 ? domains : [domain], served.Domains);
                Assert.Equal(expected.Names, served.Names);
                Assert.Equal(expected.Servers, served.Servers);
                Assert.Equal(expected.Others, served.Others);
            }
        }
    }

    [Fact]
    public async Task A_dry_run_tells_each_files_outcome_and_stores_nothing()
    {
        (int exitCode, string output, _) = await AutomuaProgram.RunAsync(Store, null, ["import", "--dry-run", .. Files]);
        Assert.Equal(0, exitCode);
        Assert.All(Files, file => Assert.Contains($"{file}: providers 1 added; domains ", output, StringComparison.Ordinal));
        Assert.Contains($"{Files.Length} files: {Files.Length} would be imported, 0 refused", output, StringComparison.Ordinal);
        Assert.Contains("nothing was stored", output, StringComparison.Ordinal);
        Assert.Contains("  warning: /clientConfig/emailProvider/incomingServer/pop3 is not kept", output, StringComparison.Ordinal);

        await using AutomuaProgram program = await AutomuaProgram.StartAsync(Store);
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("tokens.example"));
    }

    [Fact]
    public async Task A_wrong_file_is_refused_and_the_others_are_imported()
    {
        string wrong = Write("wrong.json", """{"provider": "P", "domains": ["a.example"], "servers": [{"type": "imap", "name": "a_b"}]}""");
        string missing = Path.Combine(_directory, "missing.xml");
        string right = Write("right.json", Seed.Of("Right", "right", "right.example"));
        (int exitCode, string output, _) = await AutomuaProgram.RunAsync(Store, null, ["import", wrong, missing, right]);
        Assert.Equal(1, exitCode);
        Assert.Contains($"{wrong}: refused\n  error: /servers/0/name ", output, StringComparison.Ordinal);
        Assert.Contains($"{missing}: refused\n  error: the document cannot be read: ", output, StringComparison.Ordinal);
        Assert.Contains($"{right}: providers 1 added; domains 1 added\n", output, StringComparison.Ordinal);
        Assert.Contains("3 files: 1 imported, 2 refused", output, StringComparison.Ordinal);

        (_, output, _) = await AutomuaProgram.RunAsync(Store, null, ["import", right]);
        Assert.Equal($"{right}: providers 1 unchanged; domains 1 unchanged\n", output);
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData(null)]
    public async Task A_domain_of_another_provider_is_refused(string? option)
    {
        string first = Write("first.json", Seed.Of("First", "first", "a.example", "b.example"));
        string second = Write("second.json", Seed.Of("Second", "second", "c.example", "b.example"));
        (int exitCode, string output, _) = await AutomuaProgram.RunAsync(
            Store, null, ["import", .. option is null ? Array.Empty<string>() : [option], first, second]);
        Assert.Equal(1, exitCode);
        Assert.Contains($"{second}: refused\n  error: /domains/1 names b.example", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_on_the_command_line_is_a_usage_error()
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(Store, null, "import");
        Assert.Equal(2, exitCode);
        Assert.Contains("import", error, StringComparison.Ordinal);
    }

    private string Write(string name, string content)
    {
        string file = Path.Combine(_directory, name);
        File.WriteAllText(file, content);
        return file;
    }

    [GeneratedRegex("; served with the same meaning$", RegexOptions.Multiline, 1000)]
    private static partial Regex ServedWithTheSameMeaning();
}
