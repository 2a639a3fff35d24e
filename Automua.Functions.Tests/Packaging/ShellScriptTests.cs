using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Packaging;

/// <summary>Scripts of the shell.</summary>
public sealed class ShellScriptTests
{
    private static readonly string[] Elsewhere = [".git", "artifacts", "bin", "obj", "node_modules"];

    [Fact]
    public async Task Shellcheck_finds_nothing_in_any_script()
    {
        string[] scripts = [.. Files(Repository.Root).Where(IsScript)];
        foreach (string script in (string[])["test.sh", ".ci/run", "infra/deploy.sh", "contrib/openrc/automua.initd", "Automua.Functions.Tests/Machines/boot.sh"])
            Assert.Contains(Path.Combine(Repository.Root, script), scripts);
        (int exitCode, string output) = await Tool.RunAsync("shellcheck", ["--external-sources", "--source-path=SCRIPTDIR", .. scripts]);
        Assert.True(exitCode == 0, output);
    }

    private static IEnumerable<string> Files(string folder) =>
    [
        .. Directory.GetFiles(folder),
        .. Directory.GetDirectories(folder).Where(inner => !Elsewhere.Contains(Path.GetFileName(inner))).SelectMany(Files),
    ];

    // By what is to run it: not all have a suffix.
    private static bool IsScript(string file)
    {
        using StreamReader text = File.OpenText(file);
        Span<char> start = stackalloc char[2];
        return text.Read(start) == 2 && start is "#!" && text.ReadLine() is { } runner
            && (runner.Contains("sh", StringComparison.Ordinal) || runner.Contains("openrc-run", StringComparison.Ordinal));
    }
}
