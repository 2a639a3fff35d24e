using System.Text.Json;
using System.Text.Json.Nodes;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>Holds JSON texts against schemas of the API's description.</summary>
internal static class SchemaJudge
{
    /// <summary>The schema of schemas.</summary>
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>What is wrong with texts that must follow a schema; empty when nothing is.</summary>
    /// <param name="schema">The schema; its references lead into the description.</param>
    /// <param name="texts">The texts, each with what it is.</param>
    public static async Task<string> FaultsAsync(string schema, IReadOnlyList<(string What, string Text)> texts)
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            string schemaFile = Path.Combine(folder, "schema.json");
            JsonObject whole = new()
            {
                ["$schema"] = Dialect,
                ["allOf"] = new JsonArray(JsonNode.Parse(schema)),
                ["components"] = new JsonObject { ["schemas"] = Schemas() },
            };
            await File.WriteAllTextAsync(schemaFile, whole.ToJsonString());
            List<string> arguments = ["--error-format", "{file_name}: {error.json_path}: {error.message}\n"];
            for (int i = 0; i < texts.Count; i++)
            {
                string file = Path.Combine(folder, $"{i} {texts[i].What.Replace('/', ':')}.json");
                await File.WriteAllTextAsync(file, texts[i].Text);
                arguments.AddRange(["-i", file]);
            }

            (int exitCode, string output) = await Tool.RunAsync("jsonschema", [.. arguments, schemaFile]);
            Assert.True(exitCode == 0 || output.Length > 0, "The validator says nothing.");
            return exitCode == 0 ? "" : output.Replace($"{folder}/", "", StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What is wrong with the description's schemas themselves; empty when nothing is.</summary>
    public static async Task<string> FaultsOfSchemasAsync()
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            // Definitions are looked into; other members of a schema are not.
            string file = Path.Combine(folder, "schemas.json");
            JsonObject whole = new() { ["$schema"] = Dialect, ["$defs"] = Schemas() };
            await File.WriteAllTextAsync(file, whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
            (int exitCode, string output) = await SchemaValidator.ValidateAsync(file, ApiDescription.FileName);
            return exitCode == 0 ? "" : output;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Clients are told that there may be more members some day; the tests are to see that there is none that is not described.
    private static JsonNode Schemas()
    {
        JsonNode schemas = JsonSerializer.SerializeToNode(ApiDescription.Document.GetProperty("components").GetProperty("schemas"))!;
        foreach (JsonObject schema in Objects(schemas).ToList())
        {
            if (schema["properties"] is JsonObject && !schema.ContainsKey("additionalProperties"))
                schema["additionalProperties"] = false;
        }

        return schemas;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
