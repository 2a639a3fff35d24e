using Automua.Functions.Hosting;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documentation;

/// <summary>docs/http.md has all routes.</summary>
public sealed class HttpChapterTests
{
    [Fact]
    public async Task Every_route_of_a_function_stands_in_the_table_of_routes()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "http.md"));
        FunctionRoute[] routes = [.. FunctionRoutes.Read()];
        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.Contains($"`{route.Pattern}`", page, StringComparison.Ordinal));
    }
}
