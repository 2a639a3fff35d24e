using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>What the Functions host demands of the files.</summary>
public sealed class FunctionFileTests
{
    public static TheoryData<string> Functions => [.. FunctionFile.All.Select(file => file.Function)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_has_one_trigger_and_one_answer_and_anybody_may_call_it(string function)
    {
        FunctionFile file = FunctionFile.Named(function);
        Assert.Matches("^[A-Za-z][A-Za-z0-9_-]{0,126}$", function);
        Assert.Equal(2, file.Bindings.Length);
        Assert.Equal("in", FunctionFile.Text(file.Trigger, "direction"));
        Assert.Equal("anonymous", FunctionFile.Text(file.Trigger, "authLevel"));
        JsonElement answer = file.Bindings.Single(binding => FunctionFile.Text(binding, "type") == "http");
        Assert.Equal("out", FunctionFile.Text(answer, "direction"));
        string?[] names = [.. file.Bindings.Select(binding => FunctionFile.Text(binding, "name"))];
        Assert.All(names, Assert.NotNull);
        Assert.Equal(2, names.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_route_is_one_that_the_host_takes(string function)
    {
        string route = FunctionFile.Named(function).Route;
        Assert.NotEmpty(route);
        Assert.False(route.TrimStart('/').StartsWith("admin", StringComparison.OrdinalIgnoreCase), route);
        Assert.False(route.TrimStart('/').StartsWith("runtime", StringComparison.OrdinalIgnoreCase), route);
        Assert.DoesNotContain("//", route, StringComparison.Ordinal);
        Assert.True(route == "/" || !route.EndsWith('/'), route);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Methods_that_belong_together_are_listed_together(string function)
    {
        FunctionFile file = FunctionFile.Named(function);
        Assert.NotEmpty(file.Methods);
        Assert.Equal(file.Methods.Distinct(), file.Methods);
        Assert.Equal(file.Methods.Contains("GET"), file.Methods.Contains("HEAD"));
        Assert.Equal(file.IsShared, file.Methods.Contains("OPTIONS"));
    }

    [Fact]
    public void No_route_is_written_twice()
    {
        string[] routes = [.. FunctionFile.All.Select(file => file.Route.Trim('/').ToLowerInvariant())];
        Assert.NotEmpty(routes);
        Assert.Equal(routes.Distinct(), routes);
    }

    [Fact]
    public void A_route_with_a_placeholder_comes_behind_those_it_would_hide()
    {
        // The host tries functions in the order of their names, not by how much of a route is literal.
        foreach (FunctionFile open in FunctionFile.All.Where(file => file.Route.Contains('{')))
        {
            foreach (FunctionFile literal in FunctionFile.All.Where(file => Hides(open.Route, file.Route)))
                Assert.True(string.Compare(literal.Function, open.Function, StringComparison.OrdinalIgnoreCase) < 0, $"{open.Function} hides {literal.Function}");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_file_beside_the_program_is_the_one_of_the_repository(string function) =>
        Assert.Equal(
            File.ReadAllBytes(FunctionFile.Named(function).FileName),
            File.ReadAllBytes(Path.Combine(AutomuaProgram.Folder, function, "function.json")));

    [Fact]
    public void No_other_function_lies_beside_the_program() =>
        Assert.Equal(
            FunctionFile.All.Select(file => file.Function).Order(StringComparer.Ordinal),
            Directory.GetFiles(AutomuaProgram.Folder, "function.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(AutomuaProgram.Folder, Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_host_is_told_to_put_nothing_before_routes_and_to_pass_requests_on()
    {
        byte[] file = File.ReadAllBytes(Path.Combine(AutomuaProgram.Folder, "host.json"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "host.json")), file);
        JsonElement host = JsonSerializer.Deserialize<JsonElement>(file);
        Assert.Equal("2.0", host.GetProperty("version").GetString());
        Assert.Equal("", host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
        JsonElement handler = host.GetProperty("customHandler");
        Assert.True(handler.GetProperty("enableForwardingHttpRequest").GetBoolean());
        Assert.True(handler.GetProperty("enableProxyingHttpRequest").GetBoolean());
        Assert.Equal("automua", handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString());
        // What the program logs comes to the host as text; what is no warning, such as who changed what, would be lost.
        JsonElement levels = host.GetProperty("logging").GetProperty("logLevel");
        Assert.Equal("Information", levels.GetProperty("Host.Function.Console").GetString());
        Assert.False(host.GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings").GetProperty("isEnabled").GetBoolean());
        // The host's own lines of requests have paths, and a path can hold an address.
        Assert.Equal("None", levels.GetProperty("Host.Results").GetString());
    }

    private static bool Hides(string open, string other)
    {
        if (open == other)
            return false;
        string[] pattern = open.Trim('/').Split('/');
        string[] pieces = other.Trim('/').Split('/');
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i].StartsWith("{*", StringComparison.Ordinal))
                return true;
            if (i >= pieces.Length || (!pattern[i].StartsWith('{') && !pattern[i].Equals(pieces[i], StringComparison.OrdinalIgnoreCase)))
                return false;
        }

        return pattern.Length == pieces.Length;
    }
}
