using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>Requests whose target goes over the wire as it is written: nothing in it is decoded or put right.</summary>
internal static class Asking
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Asks by GET.</summary>
    /// <param name="program">Whom to ask.</param>
    /// <param name="target">Path and query, beginning with a slash.</param>
    /// <param name="host">The host asked; where the program listens when null.</param>
    /// <param name="headers">Further headers.</param>
    public static Task<Reply> GetAsync(
        this AutomuaProgram program, string target, string? host = null, params (string Name, string Value)[] headers) =>
        program.SendAsync(HttpMethod.Get, target, null, host, headers);

    /// <summary>Asks by any method.</summary>
    public static async Task<Reply> SendAsync(
        this AutomuaProgram program,
        HttpMethod method,
        string target,
        HttpContent? content = null,
        string? host = null,
        params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri($"{program.BaseAddress.GetLeftPart(UriPartial.Authority)}{target}", AsWritten))
        {
            Content = content,
        };
        request.Headers.Host = host;
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await program.Client.SendAsync(request);
        return await Reply.OfAsync(response);
    }
}
