using System.Text.RegularExpressions;
using Automua.Functions.Hosting;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documentation;

/// <summary>docs/administration.md shows all there is to do; <see cref="DocumentedCommandTests"/> runs it.</summary>
public sealed class AdministrationGuideTests
{
    [Fact]
    public async Task Every_route_of_the_API_is_shown()
    {
        string guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "administration.md"));
        string[] resources = [.. FunctionRoutes.Read().Where(route => route.Pattern.StartsWith("/manage/v1/", StringComparison.Ordinal)).Select(route => route.Pattern)];
        Assert.True(resources.Length > 10);
        Assert.All(resources, route => Assert.Matches(Regex.Escape(route).Replace("\\{id}", "[a-z.]+", StringComparison.Ordinal).Replace("\\{name}", "[a-z.]+", StringComparison.Ordinal), guide));
    }
}
