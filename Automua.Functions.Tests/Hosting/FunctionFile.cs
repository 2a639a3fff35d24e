using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>A <c>function.json</c> of the repository, as the Functions host reads it.</summary>
/// <param name="Function">The function's name: the folder's.</param>
/// <param name="Bindings">Its bindings.</param>
internal sealed record FunctionFile(string Function, JsonElement[] Bindings)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "Automua.Functions", "Functions");

    /// <summary>Every function of the app.</summary>
    public static IReadOnlyList<FunctionFile> All { get; } =
    [
        .. Directory.GetFiles(Folder, "function.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => new FunctionFile(Path.GetFileName(Path.GetDirectoryName(file)!), ReadBindings(file))),
    ];

    /// <summary>Whether it is an administrator's.</summary>
    public bool IsAdministration => Function == "InitDb" || (Function != "Manage" && Function.StartsWith("Manage", StringComparison.Ordinal));

    /// <summary>Whether pages of other sites may ask it.</summary>
    public bool IsShared => !IsAdministration && Function != "Manage";

    /// <summary>The trigger.</summary>
    public JsonElement Trigger => Bindings.Single(binding => Text(binding, "type") == "httpTrigger");

    /// <summary>The route as it stands in the file.</summary>
    public string Route => Text(Trigger, "route")!;

    /// <summary>A path that the route matches, with the query that it needs.</summary>
    public string ExamplePath =>
        "/" + Route.Trim('/')
            .Replace("{domain}", "example.com", StringComparison.Ordinal)
            .Replace("{email}", "user@example.com", StringComparison.Ordinal)
            .Replace("{*path}", "site.css", StringComparison.Ordinal)
        + (Function.StartsWith("AutodiscoverV2", StringComparison.Ordinal) ? "?Protocol=AutodiscoverV1" : "");

    /// <summary>The methods in capitals.</summary>
    public string[] Methods => [.. Trigger.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())];

    /// <summary>The file itself.</summary>
    public string FileName => Path.Combine(Folder, Function, "function.json");

    /// <summary>The function of a name.</summary>
    public static FunctionFile Named(string function) => All.Single(file => file.Function == function);

    /// <summary>The text of a binding's member; null when it is missing.</summary>
    public static string? Text(JsonElement binding, string member) =>
        binding.TryGetProperty(member, out JsonElement value) ? value.GetString() : null;

    private static JsonElement[] ReadBindings(string file)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.GetProperty("bindings").EnumerateArray().Select(binding => binding.Clone())];
    }
}
