using System.Text;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>Requests to the manage API; every answer is held against the API's description.</summary>
internal static class ApiAsking
{
    /// <summary>Asks as somebody who shows what stands in the headers, and nothing else.</summary>
    /// <param name="program">Whom to ask.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below the API's root, with its query.</param>
    /// <param name="body">The body; one that begins with an angle bracket is XML.</param>
    /// <param name="host">The host asked; where the program listens when null.</param>
    /// <param name="headers">The headers.</param>
    public static async Task<Reply> AskApiAsync(
        this AutomuaProgram program,
        HttpMethod method,
        string path,
        string? body = null,
        string? host = null,
        params (string Name, string Value)[] headers)
    {
        using StringContent? content = body is null
            ? null
            : new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "application/xml" : "application/json");
        Reply reply = await program.SendAsync(method, ApiDescription.Root + path, content, host, headers);
        ApiRecorder.Note(method, path, body, reply);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
        Assert.DoesNotContain(reply.Headers.Keys, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        return reply;
    }

    /// <summary>Asks as an administrator who knows the key.</summary>
    public static Task<Reply> ManageAsync(
        this AutomuaProgram program, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        program.AskApiAsync(method, path, body, null, [("Authorization", $"Bearer {AutomuaProgram.AdminKey}"), .. headers]);

    /// <summary>Asks by GET as an administrator who knows the key.</summary>
    public static Task<Reply> ManageAsync(this AutomuaProgram program, string path, params (string Name, string Value)[] headers) =>
        program.ManageAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Imports a document, which must succeed.</summary>
    public static async Task<Reply> ImportAsync(this AutomuaProgram program, string document, string query = "")
    {
        Reply reply = await program.ManageAsync(HttpMethod.Post, $"/configuration{query}", document);
        Assert.True(reply.Status == 200, reply.Text);
        return reply;
    }

    /// <summary>Everything that is stored, with passwords.</summary>
    public static async Task<string> ExportAsync(this AutomuaProgram program)
    {
        Reply reply = await program.ManageAsync("/configuration?secrets=true");
        Assert.Equal(200, reply.Status);
        return reply.Text;
    }

    /// <summary>Holds an answer against the rule that everything wrong is told at its place.</summary>
    public static void AssertRefused(this Reply reply, params string[] pointers)
    {
        reply.AssertProblem(400);
        Assert.Equal(pointers, reply.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()!));
    }
}
