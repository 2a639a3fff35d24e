using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>The templates as the compiler and its linter see them.</summary>
public sealed class CompilationTests
{
    public static TheoryData<string> Templates => [.. InfraFolder.Templates];

    public static TheoryData<string> Examples => [.. InfraFolder.Examples];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_template_compiles_without_a_word(string file)
    {
        (int exitCode, string template, string complaints) = await Bicep.RunAsync("build", PathOf(file), "--stdout");
        Assert.Equal((0, ""), (exitCode, complaints));
        JsonDocument.Parse(template).Dispose();
        (exitCode, string output, complaints) = await Bicep.RunAsync("lint", PathOf(file));
        Assert.Equal((0, "", ""), (exitCode, output, complaints));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_compiles_without_a_word(string file)
    {
        (int exitCode, string parameters, string complaints) = await Bicep.RunAsync("build-params", PathOf(file), "--stdout");
        Assert.Equal((0, ""), (exitCode, complaints));
        JsonDocument.Parse(parameters).Dispose();
        (exitCode, string output, complaints) = await Bicep.RunAsync("lint", PathOf(file));
        Assert.Equal((0, "", ""), (exitCode, output, complaints));
    }

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

    [Theory]
    [InlineData("param unused string", "no-unused-params")]
    [InlineData("output table string = 'https://account.table.core.windows.net'", "no-hardcoded-env-urls")]
    [InlineData("output place string = resourceGroup().location", "no-loc-expr-outside-params")]
    public async Task What_the_linter_finds_fails(string line, string rule)
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            InfraFolder.CopyTo(folder);
            string file = Path.Combine(folder, "wrong.bicep");
            await File.WriteAllTextAsync(file, line + "\n");
            (int exitCode, _, string complaints) = await Bicep.RunAsync("build", file, "--stdout");
            Assert.NotEqual(0, exitCode);
            Assert.Contains($"Error {rule}", complaints, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Every_parameter_and_output_is_described()
    {
        foreach (string file in InfraFolder.Templates)
        {
            (_, string text, _) = await Bicep.RunAsync("build", PathOf(file), "--stdout");
            using JsonDocument template = JsonDocument.Parse(text);
            foreach (string section in (string[])["parameters", "outputs"])
            {
                if (!template.RootElement.TryGetProperty(section, out JsonElement members))
                    continue;
                Assert.All(members.EnumerateObject(), member => Assert.False(
                    string.IsNullOrEmpty(member.Value.Text("metadata/description")), $"{file}: {member.Name}"));
            }
        }
    }

    private static string PathOf(string file) => Path.Combine(InfraFolder.Path, file);
}
