using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>Scripts of the shell, and the workflows that run them.</summary>
public sealed class ScriptTests
{
    private static readonly string[] Elsewhere = ["artifacts", "bin", "obj", "node_modules"];

    private static readonly string Workflows = Path.Combine(Repository.Root, ".github", "workflows");

    [Fact]
    public async Task Shellcheck_finds_nothing_in_any_script()
    {
        string[] scripts =
        [
            .. Directory.EnumerateFiles(Repository.Root, "*.sh", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(Repository.Root, file).Split('/').Any(Elsewhere.Contains)),
            Path.Combine(Repository.Root, "contrib", "openrc", "automua.initd"),
        ];
        Assert.Contains(Path.Combine(InfraFolder.Path, "deploy.sh"), scripts);
        (int exitCode, string output) = await Tool.RunAsync("shellcheck", ["--external-sources", "--source-path=SCRIPTDIR", .. scripts]);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_workflow_deploys_with_a_token_of_its_own()
    {
        string workflow = await File.ReadAllTextAsync(Path.Combine(Workflows, "deploy.yml"));
        Assert.Contains("id-token: write", workflow, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deploy.yml")]
    [InlineData("release.yml")]
    public async Task A_workflow_stores_no_secret_and_runs_nothing_that_somebody_else_wrote(string name)
    {
        Assert.Equal(2, Directory.GetFiles(Workflows).Length);
        string workflow = await File.ReadAllTextAsync(Path.Combine(Workflows, name));
        Assert.DoesNotContain("secrets.", workflow, StringComparison.Ordinal);
        // What a job may do beyond reading, it says itself.
        Assert.Contains("\npermissions:\n  contents: read\n\n", workflow, StringComparison.Ordinal);
        string[] steps = [.. workflow.Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal))];
        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Matches("uses: [a-z-]+/[a-z-]+@v[0-9]+$", step));
        Assert.All(
            workflow.Split('\n').Where(line => line.Contains("${{", StringComparison.Ordinal) && line.Contains("run:", StringComparison.Ordinal)),
            line => Assert.Fail($"A value of somebody else's would be run: {line}"));
    }
}
