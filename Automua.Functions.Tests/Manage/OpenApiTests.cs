using System.Text.Json;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Hosting;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Automua.Functions.Tests.Manage;

/// <summary>The API's description is right in form, and speaks of the functions that there are.</summary>
public sealed partial class OpenApiTests
{
    // What holds for all operations: the gate's answers, and those of a store or an issuer that is away.
    private static readonly int[] StatusesOfAll = [401, 403, 429, 503];

    [Fact]
    public void The_description_is_valid_OpenAPI_3_1()
    {
        ReadResult read = Read(File.ReadAllText(ApiDescription.FileName));
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal("Automua", read.Document!.Info.Title);
        Assert.Equal("1", read.Document.Info.Version);
        Assert.Equal("GPL-3.0-or-later", read.Document.Info.License!.Identifier);
        Assert.Equal([ApiDescription.Root], read.Document.Servers!.Select(server => server.Url));
    }

    [Theory]
    [InlineData("\"info\": {", "\"infos\": {")]
    [InlineData("\"/status\": {", "\"status\": {")]
    [InlineData("\"summary\": \"List domains\"", "\"sumary\": \"List domains\"")]
    public void A_fault_in_the_description_is_found(string right, string wrong)
    {
        string text = File.ReadAllText(ApiDescription.FileName);
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.NotEmpty(Read(text.Replace(right, wrong, StringComparison.Ordinal)).Diagnostic!.Errors);
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        string text = File.ReadAllText(ApiDescription.FileName);
        string[] references = [.. Reference().Matches(text).Select(match => match.Groups["to"].Value).Distinct()];
        Assert.NotEmpty(references);
        Assert.All(references, to =>
        {
            JsonElement found = ApiDescription.Document;
            Assert.All(to.Split('/').Skip(1), name => Assert.True(found.TryGetProperty(name, out found), to));
        });
        IEnumerable<string> components =
            from kind in ApiDescription.Document.GetProperty("components").EnumerateObject()
            where kind.Name != "securitySchemes"
            from component in kind.Value.EnumerateObject()
            select $"#/components/{kind.Name}/{component.Name}";
        Assert.Equal(components.Order(StringComparer.Ordinal), references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_schemas_are_valid_and_examples_follow_them()
    {
        Assert.Empty(await SchemaJudge.FaultsOfSchemasAsync());
        foreach (ApiOperation operation in ApiDescription.Operations)
        {
            if (!operation.Description.TryGetProperty("requestBody", out JsonElement body))
                continue;
            JsonElement media = body.GetProperty("content").GetProperty("application/json");
            (string, string)[] examples =
            [
                .. media.GetProperty("examples").EnumerateObject().Select(example => (example.Name, example.Value.GetProperty("value").GetRawText())),
            ];
            Assert.NotEmpty(examples);
            Assert.Empty(await SchemaJudge.FaultsAsync(media.GetProperty("schema").GetRawText(), examples));
        }
    }

    [Fact]
    public async Task A_body_that_is_not_as_described_is_found()
    {
        string faults = await SchemaJudge.FaultsAsync(
            """{"$ref": "#/components/schemas/ProviderPage"}""",
            [("right", """{"providers": [], "next": null}"""), ("unknown", """{"providers": [], "next": null, "more": 1}"""),
                ("missing", """{"providers": [{"key": "a", "id": null, "name": "a"}], "next": null}""")]);
        Assert.Contains("1 unknown.json", faults, StringComparison.Ordinal);
        Assert.Contains("2 missing.json: $.providers[0]: 'domains' is a required property", faults, StringComparison.Ordinal);
        Assert.DoesNotContain("right", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_described_is_what_there_is()
    {
        IEnumerable<string> served =
            from function in FunctionFile.All
            where $"/{function.Route}".StartsWith($"{ApiDescription.Root}/", StringComparison.Ordinal)
            from method in function.Methods
            where method != "HEAD"
            select $"{method} /{function.Route}";
        Assert.Equal(
            served.Order(StringComparer.Ordinal),
            ApiDescription.Operations.Select(operation => $"{operation.Method} {ApiDescription.Root}{operation.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_says_what_holds_for_all()
    {
        string[] tags = [.. ApiDescription.Document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()!)];
        Assert.All(ApiDescription.Operations, operation =>
        {
            Assert.Empty(StatusesOfAll.Except(operation.Statuses));
            Assert.NotEmpty(operation.Description.GetProperty("summary").GetString()!);
            Assert.Contains(Assert.Single(operation.Description.GetProperty("tags").EnumerateArray()).GetString(), tags);
            Assert.False(operation.Description.TryGetProperty("security", out _), "The whole API needs a credential.");
        });
        Assert.Equal(ApiDescription.Operations.Count, ApiDescription.Operations.Select(operation => operation.Id).Distinct().Count());
        Assert.Equal(2, ApiDescription.Document.GetProperty("security").GetArrayLength());
    }

    private static ReadResult Read(string text) => OpenApiDocument.Parse(text, "json");

    [GeneratedRegex("\"\\$ref\": \"(?<to>#[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Reference();
}
