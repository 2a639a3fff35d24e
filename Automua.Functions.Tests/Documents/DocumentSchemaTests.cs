using System.Text;
using System.Text.Json.Nodes;
using Automua.Core.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;

namespace Automua.Functions.Tests.Documents;

/// <summary>The JSON Schema of documents of version 3 says what the reader takes.</summary>
public sealed class DocumentSchemaTests
{
    private const string KnownMembers = "is not a member; known here are ";

    [Fact]
    public async Task The_sample_is_valid()
    {
        (int exitCode, string output) = await SchemaValidator.ValidateAsync(
            SchemaValidator.SchemaFile, SampleFile.PathOf("seed-v3.json"));
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_schema_is_held_against_the_schema_of_schemas()
    {
        JsonNode schema = ReadSchema();
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        schema["$defs"]!["domain"]!["required"] = "name";
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            string spoilt = Path.Combine(folder, "spoilt.schema.json");
            await File.WriteAllTextAsync(spoilt, schema.ToJsonString());
            (int exitCode, string output) = await SchemaValidator.ValidateAsync(
                spoilt, SampleFile.PathOf("seed-v3.json"));
            Assert.Equal(1, exitCode);
            Assert.Contains("is not of type 'array'", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Schema_and_reader_refuse_the_same_documents_but_for_rules_that_no_schema_can_say()
    {
        IReadOnlyList<JudgedDocument> documents = JudgedDocuments.All;
        HashSet<int> refusedBySchema = await SchemaValidator.RefusedAsync(documents);
        Assert.DoesNotContain(0, refusedBySchema);
        Assert.NotEmpty(refusedBySchema);
        List<string> disagreements = [];
        for (int i = 0; i < documents.Count; i++)
        {
            JudgedDocument document = documents[i];
            DocumentReading reading = Read(document.Text);
            bool isRefused = !reading.Faults.IsEmpty;
            // Where a rule is named, it is the reader alone that knows it.
            bool isExpected = document.Rule is null
                ? refusedBySchema.Contains(i) == isRefused
                : isRefused && !refusedBySchema.Contains(i);
            if (!isExpected)
                disagreements.Add($"{document.Name} ({document.Rule}): the reader says {(isRefused ? reading.Faults[0].Detail : "yes")}");
        }

        Assert.True(disagreements.Count == 0, string.Join('\n', disagreements.Take(50)));
        Assert.Equal(Enum.GetValues<UnsayableRule>(), documents.Select(document => document.Rule).OfType<UnsayableRule>().Distinct().Order());
    }

    [Fact]
    public void Every_object_has_the_members_that_the_reader_knows()
    {
        SortedDictionary<string, SortedSet<string>> known = new(StringComparer.Ordinal);
        foreach ((string pointer, JsonNode value) in JudgedDocuments.Descendants(JudgedDocuments.NewTree()).Prepend(("", JudgedDocuments.NewTree())))
        {
            if (value is not JsonObject members)
                continue;
            string list = MembersKnownAt(pointer);
            if (!known.TryGetValue(list, out SortedSet<string>? seen))
                known.Add(list, seen = new SortedSet<string>(StringComparer.Ordinal));
            seen.UnionWith(members.Select(member => member.Key).Where(name => name[0] != '$'));
        }

        // The good document leaves none out, so every change to every member is judged.
        Assert.All(known, kind => Assert.Equal(kind.Key, string.Join(", ", kind.Value)));
        Assert.Equal(
            known.Keys,
            SchemaObjects().Select(members => string.Join(", ", members.Where(name => name[0] != '$').Order(StringComparer.Ordinal)))
                .Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_member_and_every_definition_is_described()
    {
        JsonNode schema = ReadSchema();
        KeyValuePair<string, JsonNode?>[] described =
        [
            .. schema["$defs"]!.AsObject(),
            .. JudgedDocuments.Descendants(schema)
                .Where(place => place.Pointer.EndsWith("/properties", StringComparison.Ordinal) && !place.Pointer.Contains("/if/", StringComparison.Ordinal))
                .SelectMany(place => place.Value.AsObject()),
        ];
        Assert.True(described.Length > 80);
        Assert.All(described, member => Assert.True(((string?)member.Value!["description"])?.EndsWith('.'), member.Key));
    }

    [Fact]
    public async Task What_is_served_is_the_file_that_is_shipped()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        (string, string) key = ("x-functions-key", AutomuaProgram.AdminKey);
        Reply reply = await program.GetAsync("/manage/v1/schema", null, key);
        Assert.Equal(200, reply.Status);
        Assert.Equal("application/schema+json", reply["Content-Type"]);
        Assert.Equal(await File.ReadAllBytesAsync(SchemaValidator.SchemaFile), reply.Body);
        Assert.Equal("no-store", reply["Cache-Control"]);

        Reply head = await program.SendAsync(HttpMethod.Head, "/manage/v1/schema", null, null, key);
        Assert.Equal((200, reply["ETag"]), (head.Status, head["ETag"]));
        Assert.Empty(head.Body);
        Assert.Equal(304, (await program.GetAsync("/manage/v1/schema", null, key, ("If-None-Match", reply["ETag"]!))).Status);
    }

    private static DocumentReading Read(string text) => DocumentReader.Read(Encoding.UTF8.GetBytes(text));

    private static JsonNode ReadSchema() => JsonNode.Parse(File.ReadAllText(SchemaValidator.SchemaFile))!;

    private static IEnumerable<IEnumerable<string>> SchemaObjects() =>
        JudgedDocuments.Descendants(ReadSchema()).Select(place => place.Value).Prepend(ReadSchema()).OfType<JsonObject>()
            .Where(schema => schema.ContainsKey("additionalProperties"))
            .Select(schema => schema["properties"]!.AsObject().Select(member => member.Key));

    // The reader itself tells, to whoever misspells a member.
    private static string MembersKnownAt(string pointer)
    {
        JudgedDocument misspelt = JudgedDocuments.All.Single(document => document.Name == $"{pointer}/unknown added");
        string detail = Read(misspelt.Text).Faults.Single(fault => fault.Pointer == $"{pointer}/unknown").Detail;
        Assert.StartsWith(KnownMembers, detail, StringComparison.Ordinal);
        return string.Join(", ", detail[KnownMembers.Length..].Split(", ").Order(StringComparer.Ordinal));
    }
}
