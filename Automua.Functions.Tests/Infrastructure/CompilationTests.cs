using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>The templates as the compiler and its linter see them.</summary>
public sealed class CompilationTests
{
    private static readonly string AllTemplates = Path.Combine(InfraFolder.Path, "**", "*.bicep");
    private static readonly string AllExamples = Path.Combine(InfraFolder.Path, "**", "*.bicepparam");

    public static TheoryData<string> Examples => [.. InfraFolder.Examples];

    [Fact]
    public async Task Every_template_compiles_without_a_word_and_describes_its_parameters_and_outputs()
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            Assert.Equal((0, "", ""), await Bicep.RunAsync("build", "--pattern", AllTemplates, "--outdir", folder));
            string[] compiled = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
            Assert.Equal(InfraFolder.Templates.Count(), compiled.Length);
            Assert.All(compiled, AssertDescribed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_linter_finds_nothing_in_any_template() =>
        Assert.Equal((0, "", ""), await Bicep.RunAsync("lint", "--pattern", AllTemplates));

    [Fact]
    public async Task Every_example_compiles_without_a_word()
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            Assert.Equal((0, "", ""), await Bicep.RunAsync("build-params", "--pattern", AllExamples, "--outdir", folder));
            Assert.Equal(InfraFolder.Examples.Count(), Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_linter_finds_nothing_in_any_example() =>
        Assert.Equal((0, "", ""), await Bicep.RunAsync("lint", "--pattern", AllExamples));

    [Fact]
    public void There_are_modules_and_three_examples()
    {
        Assert.True(InfraFolder.Templates.Count() > 10);
        Assert.Equal(["front-door.bicepparam", "postgresql.bicepparam", "smallest.bicepparam"], InfraFolder.Examples);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_preview_on_Azure_can_look_into_every_module(string file)
    {
        Plan plan = await Plan.OfExampleAsync(file);
        Assert.Empty(plan.Diagnostics);
        Assert.NotEmpty(plan.Resources);
    }

    [Fact]
    public async Task What_the_linter_finds_is_an_error()
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            File.Copy(Path.Combine(InfraFolder.Path, "bicepconfig.json"), Path.Combine(folder, "bicepconfig.json"));
            string file = Path.Combine(folder, "wrong.bicep");
            await File.WriteAllTextAsync(file, """
                param unused string
                output table string = 'https://account.table.core.windows.net'

                """);
            (int exitCode, _, string complaints) = await Bicep.RunAsync("build", file, "--stdout");
            Assert.NotEqual(0, exitCode);
            Assert.Contains("Error no-unused-params", complaints, StringComparison.Ordinal);
            Assert.Contains("Error no-hardcoded-env-urls", complaints, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertDescribed(string file)
    {
        using JsonDocument template = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (string section in (string[])["parameters", "outputs"])
        {
            if (template.RootElement.TryGetProperty(section, out JsonElement members))
                Assert.All(members.EnumerateObject(), member => Assert.NotEmpty(member.Value.Text("metadata/description")));
        }
    }
}
