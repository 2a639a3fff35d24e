using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documents;

/// <summary>A validator of others, the <c>jsonschema</c> program.</summary>
internal static class SchemaValidator
{
    /// <summary>The schema, as it is shipped.</summary>
    public static string SchemaFile { get; } = Path.Combine(Repository.Root, "docs", "automua-v3.schema.json");

    /// <summary>Holds one file against a schema, which itself is held against the schema of schemas before.</summary>
    public static Task<(int ExitCode, string Output)> ValidateAsync(string schemaFile, string file) =>
        Tool.RunAsync("jsonschema", "-i", file, schemaFile);

    /// <summary>Which documents the schema refuses, by their place; one process judges them all.</summary>
    public static async Task<HashSet<int>> RefusedAsync(IReadOnlyList<JudgedDocument> documents)
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            Dictionary<string, int> places = [];
            List<string> arguments = ["--error-format", "{file_name}\n"];
            foreach (JudgedDocument document in documents)
            {
                string file = Path.Combine(folder, $"{places.Count}.json");
                await File.WriteAllTextAsync(file, document.Text);
                places.Add(file, places.Count);
                arguments.AddRange(["-i", file]);
            }

            (_, string output) = await Tool.RunAsync("jsonschema", [.. arguments, SchemaFile]);
            return [.. output.Split('\n').Where(places.ContainsKey).Select(file => places[file])];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
