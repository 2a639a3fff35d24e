using System.Text.RegularExpressions;
using Automua.Functions.Hosting;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documentation;

/// <summary>docs/administration.md shows all there is to do; <see cref="DocumentedCommandTests"/> runs it.</summary>
public sealed partial class AdministrationGuideTests
{
    [Fact]
    public async Task Every_route_of_the_API_is_shown()
    {
        string guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "administration.md"));
        string[] resources = [.. FunctionRoutes.Read().Where(route => route.Pattern.StartsWith("/manage/v1/", StringComparison.Ordinal)).Select(route => route.Pattern)];
        Assert.True(resources.Length > 10);
        Assert.All(resources, route => Assert.Matches($"{Placeholder().Replace(route, "[a-z.]+")}(?![a-z/{{.])", guide));
    }

    [GeneratedRegex("{(?:id|name)}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Placeholder();
}
