using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Storage;

/// <summary>The endpoint at which a managed identity gets its tokens on Azure.</summary>
internal sealed class IdentityEndpoint : IAsyncDisposable
{
    private const string Secret = "header-of-the-endpoint";

    private readonly WebApplication _web;

    private IdentityEndpoint(WebApplication web) => _web = web;

    /// <summary>The token that it gives; null when it gives none.</summary>
    public string? Token { get; set; }

    /// <summary>For what and for whom tokens were asked.</summary>
    public List<(string? Resource, string? Client)> Asked { get; } = [];

    /// <summary>The environment of a program that has the identity.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["IDENTITY_ENDPOINT"] = $"{_web.Urls.Single()}/token",
        ["IDENTITY_HEADER"] = Secret,
        ["AZURE_CLIENT_ID"] = "client-of-the-identity",
    };

    /// <summary>Starts the endpoint.</summary>
    public static async Task<IdentityEndpoint> StartAsync(string? token)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication web = builder.Build();
        web.Urls.Add("http://127.0.0.1:0");
        IdentityEndpoint endpoint = new(web) { Token = token };
        web.MapGet("/token", endpoint.GiveTokenAsync);
        await web.StartAsync();
        return endpoint;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private Task GiveTokenAsync(HttpContext context)
    {
        lock (Asked)
            Asked.Add((context.Request.Query["resource"], context.Request.Query["client_id"]));
        if (context.Request.Headers["X-IDENTITY-HEADER"] != Secret || Token is null)
        {
            context.Response.StatusCode = 400;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsync(new JsonObject
        {
            ["access_token"] = Token,
            ["expires_on"] = $"{DateTimeOffset.UtcNow.AddHours(8).ToUnixTimeSeconds()}",
            ["resource"] = (string?)context.Request.Query["resource"],
            ["token_type"] = "Bearer",
        }.ToJsonString());
    }
}
