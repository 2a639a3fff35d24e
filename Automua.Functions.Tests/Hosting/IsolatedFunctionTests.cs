using System.Text.Json.Nodes;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>The isolated worker's attributes say what the <c>function.json</c> files say.</summary>
public sealed class IsolatedFunctionTests
{
    // The worker joins prefix, slash and route, and fails over two slashes.
    private const string Root = "{root:maxlength(0)?}";

    public static TheoryData<string> Functions => [.. FunctionFile.All.Select(file => file.Function)];

    [Fact]
    public void The_functions_are_those_of_the_files_and_each_is_one_line()
    {
        Assert.Equal(FunctionFile.All.Select(file => file.Function), IsolatedFunction.All.Select(function => function.Function).Order(StringComparer.Ordinal));
        Assert.Equal(FunctionFile.All.Count, IsolatedFunction.Source.Split("[Function(").Length - 1);
        Assert.Equal(FunctionFile.All.Count, IsolatedFunction.Source.Split("[HttpTrigger(").Length - 1);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Route_methods_and_level_are_those_of_the_file(string function)
    {
        FunctionFile file = FunctionFile.Named(function);
        IsolatedFunction isolated = IsolatedFunction.All.Single(candidate => candidate.Function == function);
        Assert.Equal(file.Route == "/" ? Root : file.Route, isolated.Route);
        Assert.Equal(file.Methods, isolated.Methods);
        Assert.Equal(FunctionFile.Text(file.Trigger, "authLevel"), isolated.Level.ToLowerInvariant());
    }

    [Fact]
    public void The_host_is_told_the_same_but_for_the_custom_handler()
    {
        JsonObject custom = Read("host.json");
        Assert.True(custom.Remove("customHandler"));
        Assert.True(JsonNode.DeepEquals(custom, Read("Automua.Functions", "Hosting", "Isolated", "host.json")));
    }

    [Fact]
    public void The_program_has_no_part_of_the_workers_packages() =>
        Assert.DoesNotContain(
            "Microsoft.Azure.Functions", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "automua.deps.json")), StringComparison.Ordinal);

    private static JsonObject Read(params string[] path) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine([Repository.Root, .. path])))!.AsObject();
}
