using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>The description of the manage API (OpenAPI 3.1), as it is shipped.</summary>
internal static class ApiDescription
{
    /// <summary>Where the API is.</summary>
    public const string Root = "/manage/v1";

    /// <summary>The description's file.</summary>
    public static string FileName { get; } = Path.Combine(Repository.Root, "docs", "openapi.json");

    /// <summary>The description.</summary>
    public static JsonElement Document { get; } = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(FileName));

    /// <summary>Every operation.</summary>
    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        .. from path in Document.GetProperty("paths").EnumerateObject()
           from member in path.Value.EnumerateObject()
           where member.Name != "parameters"
           select new ApiOperation(member.Name.ToUpperInvariant(), path.Name, member.Value),
    ];

    /// <summary>The operation that a request is for; HEAD is GET's.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="path">Its path below <see cref="Root"/>, perhaps with a query.</param>
    public static ApiOperation OperationOf(HttpMethod method, string path) => Operations.Single(
        operation => operation.Method == (method == HttpMethod.Head ? "GET" : method.Method) && operation.IsAt(path.Split('?', 2)[0]));

    /// <summary>A part of the description: itself or, when it is a reference, what it refers to.</summary>
    public static JsonElement Resolve(JsonElement part)
    {
        if (!part.TryGetProperty("$ref", out JsonElement reference))
            return part;
        JsonElement found = Document;
        foreach (string name in reference.GetString()!.Split('/').Skip(1))
            found = found.GetProperty(name);
        return found;
    }
}
