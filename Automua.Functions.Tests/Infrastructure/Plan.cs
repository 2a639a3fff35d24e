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
    public static Task<Plan> OfExampleAsync(string file) => OfAsync(File.ReadAllText(Path.Combine(InfraFolder.Path, file)));

    /// <summary>The plan of parameters, as lines of a file of parameters.</summary>
    public static Task<Plan> OfParametersAsync(params string[] parameters) =>
        OfAsync(string.Join('\n', ["using 'main.bicep'", .. parameters.Select(parameter => $"param {parameter}")]));

    /// <summary>Why a template refuses parameters, lines of a file of parameters.</summary>
    public static async Task<string> RefusalAsync(params string[] parameters)
    {
        string text = string.Join('\n', ["using 'main.bicep'", .. parameters.Select(parameter => $"param {parameter}")]);
        (int exitCode, string complaints, _) = await SnapshotAsync(text);
        Assert.True(exitCode != 0, "The template takes what it should refuse.");
        return complaints;
    }

    /// <summary>The resources of a type.</summary>
    public IEnumerable<JsonElement> Of(string type) =>
        Resources.Where(resource => resource.GetProperty("type").GetString()!.Equals(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>The properties of the one resource of a type, or of the one with a last part of its name.</summary>
    public JsonElement The(string type, string? last = null) =>
        Of(type).Single(resource => last is null || LastOf(resource) == last).GetProperty("properties");

    /// <summary>The last part of a resource's name.</summary>
    public static string LastOf(JsonElement resource) => resource.GetProperty("name").GetString()!.Split('/')[^1];

    private static Task<Plan> OfAsync(string text) =>
        Plans.GetOrAdd(text, parameters => new Lazy<Task<Plan>>(() => MakeAsync(parameters))).Value;

    private static async Task<Plan> MakeAsync(string text)
    {
        (int exitCode, string complaints, string snapshot) = await SnapshotAsync(text);
        Assert.True(exitCode == 0, complaints);
        return new Plan(JsonDocument.Parse(snapshot).RootElement);
    }

    private static async Task<(int ExitCode, string Complaints, string Snapshot)> SnapshotAsync(string text)
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            InfraFolder.CopyTo(folder);
            string file = Path.Combine(folder, "plan.bicepparam");
            await File.WriteAllTextAsync(file, text);
            (int exitCode, _, string complaints) = await Bicep.RunAsync(
                "snapshot", file, "--mode", "overwrite", "--resource-group", "mail", "--location", "westeurope",
                "--subscription-id", "11111111-1111-1111-1111-111111111111", "--tenant-id", "22222222-2222-2222-2222-222222222222");
            return (exitCode, complaints, exitCode == 0 ? await File.ReadAllTextAsync(Path.Combine(folder, "plan.snapshot.json")) : "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
