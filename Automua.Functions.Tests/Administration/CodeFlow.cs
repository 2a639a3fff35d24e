using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Tests.Administration;

/// <summary>
/// How an issuer signs people in for a single-page application: it hands out a code, and a token for the code to whoever proves
/// to have asked for it (RFC 6749 section 4.1, RFC 7636). It asks nobody for a password.
/// </summary>
internal sealed class CodeFlow
{
    /// <summary>The client id of the application.</summary>
    public const string Client = "DDDDDDDD-1111-2222-3333-444444444444";

    private readonly TokenIssuer _issuer;
    private readonly ConcurrentDictionary<string, IQueryCollection> _asked = [];

    /// <summary>Adds the flow's two places to an issuer.</summary>
    public CodeFlow(TokenIssuer issuer, WebApplication web)
    {
        _issuer = issuer;
        web.MapGet($"/{TokenIssuer.Tenant}/oauth2/v2.0/authorize", Authorize);
        web.MapPost($"/{TokenIssuer.Tenant}/oauth2/v2.0/token", (Delegate)RedeemAsync);
    }

    /// <summary>Whether the user says no.</summary>
    public bool IsDenied { get; set; }

    /// <summary>The role that tokens have.</summary>
    public string Role { get; set; } = "Automua.Admin";

    /// <summary>The nonce that every answer has; null for the right one.</summary>
    public string? Nonce { get; set; }

    /// <summary>The tokens that were handed out.</summary>
    public ConcurrentQueue<string> Tokens { get; } = [];

    private IResult Authorize(HttpContext context)
    {
        IQueryCollection asked = context.Request.Query;
        if (!asked["client_id"].ToString().Equals(Client, StringComparison.OrdinalIgnoreCase)
            || asked["response_type"] != "code"
            || asked["response_mode"] != "fragment"
            || asked["code_challenge_method"] != "S256"
            || asked["scope"] != $"openid {TokenIssuer.Audience}/.default"
            || asked["state"].ToString().Length < 22
            || asked["nonce"].ToString().Length < 22)
            return Results.BadRequest(asked.ToString());
        string code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _asked[code] = asked;
        string answer = IsDenied ? "error=access_denied&error_description=The+user+said+no." : $"code={code}";
        return Results.Redirect($"{asked["redirect_uri"]}#{answer}&state={Uri.EscapeDataString(asked["state"].ToString())}");
    }

    private async Task<IResult> RedeemAsync(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        IFormCollection form = await context.Request.ReadFormAsync();
        string proof = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        // A code is good once.
        if (form["grant_type"] != "authorization_code"
            || !_asked.TryRemove(form["code"].ToString(), out IQueryCollection? asked)
            || asked["code_challenge"] != proof
            || asked["redirect_uri"] != form["redirect_uri"]
            || asked["client_id"] != form["client_id"])
            return Results.Json(new JsonObject { ["error"] = "invalid_grant", ["error_description"] = "The code is not right." }, statusCode: 400);
        string token = _issuer.Issue(claims => claims["roles"] = new JsonArray(Role));
        Tokens.Enqueue(token);
        return Results.Json(new JsonObject
        {
            ["token_type"] = "Bearer",
            ["access_token"] = token,
            ["id_token"] = _issuer.Issue(claims =>
            {
                claims["aud"] = Client;
                claims["nonce"] = Nonce ?? asked["nonce"].ToString();
            }),
        });
    }
}
