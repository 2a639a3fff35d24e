using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>A function that the host has taken.</summary>
/// <param name="Name">Its name: the folder's.</param>
/// <param name="Matcher">Its route.</param>
/// <param name="Methods">The methods it lists; null for any.</param>
/// <param name="IsOpen">Whether anybody may call it; else the host demands a key.</param>
internal sealed partial record HostedFunction(string Name, TemplateMatcher Matcher, string[]? Methods, bool IsOpen)
{
    // Also what only begins with these, such as "administrator".
    private static readonly string[] Reserved = ["admin", "runtime"];

    /// <summary>Reads a function.</summary>
    /// <param name="folder">Its folder, which holds <c>function.json</c>.</param>
    /// <param name="prefix">What stands before every route.</param>
    /// <exception cref="InvalidDataException">The host does not take the function; the message says why.</exception>
    public static HostedFunction Read(string folder, string prefix)
    {
        string name = Path.GetFileName(folder);
        if (!Names().IsMatch(name))
            throw new InvalidDataException("The name holds more than letters, digits, hyphens and underscores.");
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "function.json")));
        JsonElement[] bindings = [.. file.RootElement.Member("bindings")?.EnumerateArray() ?? default];
        JsonElement[] triggers = [.. bindings.Where(binding => Is(binding, "httpTrigger", "in"))];
        if (triggers.Length != 1 || bindings.Count(binding => Is(binding, "http", "out")) != 1 || bindings.Length != 2)
            throw new InvalidDataException("The bindings are not one HTTP trigger in and one HTTP answer out.");
        string route = triggers[0].Text("route") ?? "";
        if (Reserved.Any(reserved => route.TrimStart('/').StartsWith(reserved, StringComparison.OrdinalIgnoreCase)))
            throw new InvalidDataException($"The route '{route}' is one of the host's own.");
        RouteTemplate template = TemplateParser.Parse($"{prefix}/{(route.Length == 0 ? name : route.Trim('/'))}".Trim('/'));
        if (template.Parameters.Any(parameter => parameter.InlineConstraints.Any()))
            throw new InvalidDataException($"The route '{route}' holds a constraint, which is not emulated.");
        return new HostedFunction(
            name,
            new TemplateMatcher(template, []),
            triggers[0].Member("methods") is { } methods ? [.. methods.EnumerateArray().Select(method => method.GetString()!)] : null,
            string.Equals(triggers[0].Text("authLevel"), "anonymous", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a request is for the function.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, decoded as a server decodes it.</param>
    public bool Answers(string method, PathString path) =>
        Methods?.Contains(method, StringComparer.OrdinalIgnoreCase) != false
        && !path.Value!.Contains("//", StringComparison.Ordinal)
        && Matcher.TryMatch(path, []);

    private static bool Is(JsonElement binding, string type, string direction) =>
        binding.Text("type") == type && binding.Text("direction") == direction;

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Names();
}
