using System.Text.RegularExpressions;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Packaging;

/// <summary>The workflows that test, release and deploy.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, ".github", "workflows");

    public static TheoryData<string> Names => ["deploy.yml", "release.yml"];

    [Fact]
    public void There_are_no_others() =>
        Assert.Equal(Names.Select(name => name.Data).Order(), Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order());

    [Fact]
    public void The_service_is_deployed_with_a_token_of_the_job()
    {
        string workflow = Read("deploy.yml");
        string job = workflow[workflow.IndexOf("\n  deploy:\n", StringComparison.Ordinal)..];
        Assert.Contains("\n      id-token: write\n", job, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_workflow_stores_no_secret_and_may_read_only(string name)
    {
        string workflow = Read(name);
        Assert.DoesNotContain("secrets.", workflow, StringComparison.Ordinal);
        // What a job may do beyond reading, it says itself.
        Assert.Contains("\npermissions:\n  contents: read\n\n", workflow, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_workflow_runs_nothing_that_anybody_else_wrote(string name)
    {
        string[] lines = Read(name).Split('\n');
        string[] steps = [.. lines.Where(line => line.Contains("uses:", StringComparison.Ordinal))];
        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Matches("uses: (?:actions|azure)/[a-z-]+@v[0-9]+$", step));
        // Values are set into lines before these are run: none that others can choose may be among them.
        Assert.All(lines.Where(line => line.Contains("${{", StringComparison.Ordinal)), line => Assert.Matches(Value(), line));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_workflow_lets_no_test_be_skipped(string name)
    {
        string workflow = Read(name);
        Assert.Contains("options: --privileged\n", workflow, StringComparison.Ordinal);
        Assert.Contains("      STRICT: yes\n", workflow, StringComparison.Ordinal);
        Assert.Contains("- run: ./test.sh\n", workflow, StringComparison.Ordinal);
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    [GeneratedRegex(@"^ +[A-Za-z_-]+: \$\{\{ (?:vars\.[A-Z_]+|github\.token) \}\}$", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Value();
}
