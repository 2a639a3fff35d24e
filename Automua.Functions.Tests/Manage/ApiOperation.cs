using System.Text.Json;
using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.Manage;

/// <summary>An operation of the manage API, as it is described.</summary>
/// <param name="Method">The method in capitals.</param>
/// <param name="Path">The path with its placeholders.</param>
/// <param name="Description">What is said of it.</param>
internal sealed record ApiOperation(string Method, string Path, JsonElement Description)
{
    /// <summary>Its name.</summary>
    public string Id => Description.GetProperty("operationId").GetString()!;

    /// <summary>The statuses that it answers with.</summary>
    public int[] Statuses => [.. Description.GetProperty("responses").EnumerateObject().Select(response => int.Parse(response.Name))];

    /// <summary>Whether a path is one of its own.</summary>
    public bool IsAt(string path)
    {
        string[] pieces = path.Split('/');
        string[] pattern = Path.Split('/');
        return pieces.Length == pattern.Length
            && pattern.Zip(pieces).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    /// <summary>Holds an answer against what is described: its status, its headers and its type.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="toHead">Whether it answers HEAD.</param>
    /// <returns>The schema of the answer's body; null when it has none.</returns>
    public JsonElement? AssertDescribed(Reply reply, bool toHead)
    {
        Assert.True(
            Description.GetProperty("responses").TryGetProperty($"{reply.Status}", out JsonElement named),
            $"{Id} answers {reply.Status}, which is not described: {reply.Text}");
        JsonElement response = ApiDescription.Resolve(named);
        if (!toHead && response.TryGetProperty("headers", out JsonElement headers))
            AssertHeaders(headers, reply);
        if (!response.TryGetProperty("content", out JsonElement content))
        {
            Assert.Empty(reply.Body);
            Assert.Null(reply["Content-Type"]);
            return null;
        }

        if (toHead)
        {
            Assert.Empty(reply.Body);
            return null;
        }

        string type = reply["Content-Type"]!.Split(';', 2)[0];
        Assert.True(content.TryGetProperty(type, out JsonElement media), $"{Id} answers {reply.Status} as {type}, which is not described.");
        return type.EndsWith("json", StringComparison.Ordinal) ? media.GetProperty("schema") : null;
    }

    private void AssertHeaders(JsonElement headers, Reply reply)
    {
        foreach (JsonProperty header in headers.EnumerateObject())
        {
            JsonElement described = ApiDescription.Resolve(header.Value);
            if (described.TryGetProperty("required", out JsonElement isRequired) && isRequired.GetBoolean())
                Assert.True(reply[header.Name] is not null, $"{Id} answers {reply.Status} without {header.Name}.");
            if (reply[header.Name] is { } value && described.GetProperty("schema").GetProperty("type").GetString() == "integer")
                Assert.True(int.Parse(value) >= described.GetProperty("schema").GetProperty("minimum").GetInt32(), $"{header.Name}: {value}");
        }
    }
}
