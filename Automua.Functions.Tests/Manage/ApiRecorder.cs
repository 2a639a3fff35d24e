using System.Collections.Concurrent;
using System.Text.Json;
using Automua.Functions.Tests.Http;

[assembly: AssemblyFixture(typeof(Automua.Functions.Tests.Manage.ApiRecorder))]

namespace Automua.Functions.Tests.Manage;

/// <summary>
/// Holds what tests sent to the manage API and got from it against the API's description: bodies against their schemas when all
/// tests have ended, as one run of the validator costs as much as many.
/// </summary>
public sealed class ApiRecorder : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<(string Schema, string Text), string> Bodies = [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IGrouping<string, KeyValuePair<(string Schema, string Text), string>> group in Bodies.GroupBy(body => body.Key.Schema))
        {
            foreach (KeyValuePair<(string Schema, string Text), string>[] some in group.Chunk(500))
            {
                string faults = await SchemaJudge.FaultsAsync(group.Key, [.. some.Select(body => (body.Value, body.Key.Text))]);
                Assert.True(faults.Length == 0, faults);
            }
        }
    }

    /// <summary>Holds one answer against the description, and notes what is to be held against schemas.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="path">Its path below the API's root, with its query.</param>
    /// <param name="sent">Its body.</param>
    /// <param name="reply">The answer.</param>
    internal static void Note(HttpMethod method, string path, string? sent, Reply reply)
    {
        ApiOperation operation = ApiDescription.OperationOf(method, path);
        if (operation.AssertDescribed(reply, method == HttpMethod.Head) is { } schema)
            Bodies.TryAdd((schema.GetRawText(), reply.Text), $"{operation.Id} {reply.Status}");
        // What is taken is as it is described; what is not taken may be anything.
        if (sent is not null && sent.StartsWith('{') && reply.Status is 200 or 201)
            Bodies.TryAdd((RequestSchema(operation).GetRawText(), sent), $"{operation.Id} request");
    }

    private static JsonElement RequestSchema(ApiOperation operation) =>
        operation.Description.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
}
