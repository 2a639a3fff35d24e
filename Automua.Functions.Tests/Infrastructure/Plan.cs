using System.Collections.Concurrent;
using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>
/// What a deployment with given parameters would make: the compiler evaluates the template and its modules as Azure does. What only
/// Azure knows, such as the id of an identity, stays an expression in brackets.
/// </summary>
internal sealed class Plan
{
    /// <summary>What no deployment of the tests is in.</summary>
    public const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/mail";

    private static readonly ConcurrentDictionary<string, Lazy<Task<Plan>>> Plans = new(StringComparer.Ordinal);

    private Plan(JsonElement snapshot)
    {
        Resources = [.. snapshot.GetProperty("predictedResources").EnumerateArray()];
        Diagnostics = [.. snapshot.GetProperty("diagnostics").EnumerateArray().Select(diagnostic => diagnostic.GetString()!)];
        Outputs = snapshot.GetProperty("outputs");
    }

    /// <summary>All resources, those of modules too.</summary>
    public IReadOnlyList<JsonElement> Resources { get; }

    /// <summary>What Azure's own preview could not look into.</summary>
    public IReadOnlyList<string> Diagnostics { get; }

    /// <summary>What the template says at its end.</summary>
    public JsonElement Outputs { get; }

    /// <summary>The plan of an example in the folder.</summary>
    public static Task<Plan> OfExampleAsync(string file) => OnceAsync(file, () => Path.Combine(InfraFolder.Path, file), isTemporary: false);

    /// <summary>The plan of parameters, as lines of a file of parameters.</summary>
    public static Task<Plan> OfParametersAsync(params string[] parameters) =>
        OnceAsync(string.Join('\n', parameters), () => Write(parameters), isTemporary: true);

    /// <summary>Why a template refuses parameters, lines of a file of parameters.</summary>
    public static async Task<string> RefusalAsync(params string[] parameters)
    {
        string file = Write(parameters);
        try
        {
            JsonElement answer = await SnapshotAsync(file);
            Assert.True(answer.TryGetProperty("error", out JsonElement error), "The template takes what it should refuse.");
            JsonElement compiled = (await Bicep.AskAsync("bicep/compileParams", new { path = file, parameterOverrides = new { } })).At("result/diagnostics");
            return string.Join('\n', [error.Text("data/message"), .. compiled.EnumerateArray().Select(diagnostic => diagnostic.Text("message"))]);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    /// <summary>The resources of a type.</summary>
    public IEnumerable<JsonElement> Of(string type) =>
        Resources.Where(resource => resource.GetProperty("type").GetString()!.Equals(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>The properties of the one resource of a type, or of the one with a last part of its name.</summary>
    public JsonElement The(string type, string? last = null) =>
        Of(type).Single(resource => last is null || LastOf(resource) == last).GetProperty("properties");

    /// <summary>The last part of a resource's name.</summary>
    public static string LastOf(JsonElement resource) => resource.GetProperty("name").GetString()!.Split('/')[^1];

    private static Task<Plan> OnceAsync(string key, Func<string> file, bool isTemporary) =>
        Plans.GetOrAdd(key, _ => new Lazy<Task<Plan>>(() => MakeAsync(file(), isTemporary))).Value;

    private static async Task<Plan> MakeAsync(string file, bool isTemporary)
    {
        try
        {
            JsonElement answer = await SnapshotAsync(file);
            Assert.True(answer.TryGetProperty("result", out JsonElement result), answer.ToString());
            return new Plan(JsonDocument.Parse(result.Text("snapshot")).RootElement);
        }
        finally
        {
            if (isTemporary)
                Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    // A file of parameters may stand anywhere; it names the template by a path from there.
    private static string Write(string[] parameters)
    {
        string folder = AutomuaProgram.NewDirectory();
        string file = Path.Combine(folder, "plan.bicepparam");
        string template = Path.GetRelativePath(folder, Path.Combine(InfraFolder.Path, "main.bicep"));
        File.WriteAllLines(file, [$"using '{template}'", .. parameters.Select(parameter => $"param {parameter}")]);
        return file;
    }

    private static Task<JsonElement> SnapshotAsync(string file) => Bicep.AskAsync("bicep/getSnapshot", new
    {
        path = file,
        metadata = new
        {
            tenantId = "22222222-2222-2222-2222-222222222222",
            subscriptionId = "11111111-1111-1111-1111-111111111111",
            resourceGroup = "mail",
            location = "westeurope",
            deploymentName = "mail",
        },
        externalInputs = Array.Empty<object>(),
    });
}
