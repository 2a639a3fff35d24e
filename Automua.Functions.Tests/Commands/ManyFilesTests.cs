using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Commands;

/// <summary><c>automua import</c> of many files: patterns that no shell expanded, and how far it is.</summary>
public sealed class ManyFilesTests : IDisposable
{
    private readonly string _directory = AutomuaProgram.NewDirectory();

    public ManyFilesTests()
    {
        foreach ((string name, string provider) in (ReadOnlySpan<(string, string)>)[("b.json", "B"), ("a.json", "A"), ("deep/er/c.json", "C"), ("a.txt", "T")])
        {
            string file = Path.Combine(_directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, Seed.Of(provider, provider.ToLowerInvariant(), $"{provider.ToLowerInvariant()}.example"));
        }
    }

    private Dictionary<string, string?> Store => new() { ["AUTOMUA_DB_URI"] = $"sqlite:///{_directory}/store.sqlite" };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("*.json", "a.json b.json")]
    [InlineData("**/*.json", "a.json b.json deep/er/c.json")]
    [InlineData("deep/*/c.json", "deep/er/c.json")]
    [InlineData("a.*", "a.json a.txt")]
    public async Task A_pattern_means_the_files_it_fits_in_order(string pattern, string files)
    {
        (int exitCode, string output, _) = await AutomuaProgram.RunAsync(Store, CopyOfFiles(), "import", pattern);
        Assert.Equal(0, exitCode);
        Assert.Equal(files.Split(' '), ImportedOf(output));

        (exitCode, output, _) = await AutomuaProgram.RunAsync(Store, null, "import", Path.Combine(_directory, pattern));
        Assert.Equal(0, exitCode);
        Assert.Equal(files.Split(' ').Select(file => Path.Combine(_directory, file)), ImportedOf(output));
    }

    [Fact]
    public async Task A_pattern_that_fits_no_file_is_refused_and_a_file_of_that_name_is_imported()
    {
        (int exitCode, string output, _) = await AutomuaProgram.RunAsync(Store, CopyOfFiles(), "import", "*.xml");
        Assert.Equal(1, exitCode);
        Assert.Contains("*.xml: refused\n  error: the document cannot be read: ", output, StringComparison.Ordinal);

        File.Move(Path.Combine(_directory, "a.json"), Path.Combine(_directory, "*.xml"));
        (exitCode, output, _) = await AutomuaProgram.RunAsync(Store, CopyOfFiles(), "import", "*.xml");
        Assert.Equal(0, exitCode);
        Assert.Equal(["*.xml"], ImportedOf(output));
    }

    [Fact]
    public async Task A_mode_for_one_file_refuses_a_pattern_that_fits_several()
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(Store, CopyOfFiles(), "import", "--mode", "replace", "*.json");
        Assert.Equal(1, exitCode);
        Assert.Contains("--mode replace takes one file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_shows_how_far_it_is_and_a_file_does_not()
    {
        (string file, string[] arguments) = AutomuaProgram.Command;
        string command = string.Join(' ', [file, .. arguments, "import", .. Directory.GetFiles(_directory, "*.json").Order()]);
        (int exitCode, string shown) = await Tool.RunAsync(
            "env", $"AUTOMUA_DB_URI=sqlite:///{_directory}/shown.sqlite", Tool.PathOf("script"), "-qec", command, "/dev/null");
        Assert.Equal(0, exitCode);
        Assert.Contains("\r\u001b[K1 of 2: reading ", shown, StringComparison.Ordinal);
        Assert.Contains("\r\u001b[K2 of 2: ", shown, StringComparison.Ordinal);
        Assert.Contains("2 files: 2 imported, 0 refused", shown, StringComparison.Ordinal);

        (_, string output, string error) = await AutomuaProgram.RunAsync(Store, CopyOfFiles(), "import", "*.json");
        Assert.Empty(error);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    // A program's folder goes with it.
    private string CopyOfFiles()
    {
        string copy = AutomuaProgram.NewDirectory();
        foreach (string file in Directory.GetFiles(_directory, "*", SearchOption.AllDirectories).Where(file => !file.Contains(".sqlite", StringComparison.Ordinal)))
        {
            string name = Path.Combine(copy, Path.GetRelativePath(_directory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(name)!);
            File.Copy(file, name);
        }

        return copy;
    }

    private static IEnumerable<string> ImportedOf(string output) =>
        output.Split('\n').Where(line => line.Contains(": providers ", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]);
}
