using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Administration;

/// <summary>An issuer of tokens, as Microsoft Entra is one: it publishes its name and its keys, and signs with the newest.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    /// <summary>The issuer's tenant.</summary>
    public const string Tenant = "11111111-2222-3333-4444-555555555555";

    /// <summary>The client id of the service.</summary>
    public const string Audience = "66666666-7777-8888-9999-aaaaaaaaaaaa";

    /// <summary>The user whom tokens are for.</summary>
    public const string User = "bbbbbbbb-0000-0000-0000-000000000001";

    /// <summary>The application that got the tokens.</summary>
    public const string Application = "cccccccc-0000-0000-0000-000000000002";

    private readonly WebApplication _web;
    private RSA _key = RSA.Create(2048);
    private int _generation = 1;
    private int _readings;

    private TokenIssuer(WebApplication web)
    {
        _web = web;
        SignIn = new CodeFlow(this, web);
    }

    /// <summary>How it signs people in.</summary>
    public CodeFlow SignIn { get; }

    /// <summary>Whether it answers with errors.</summary>
    public bool IsDown { get; set; }

    /// <summary>How often its description was asked for.</summary>
    public int Readings => Volatile.Read(ref _readings);

    /// <summary>Its name in tokens.</summary>
    public string Name => $"{Authority}/{Tenant}/v2.0";

    /// <summary>The name of the newest key.</summary>
    public string KeyName => $"key-{_generation}";

    /// <summary>The newest key without its private part, as a file.</summary>
    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The environment of a program that takes the issuer's tokens, and tells clients apart by what a proxy says.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["AUTOMUA_ENTRA_TENANT"] = Tenant,
        ["AUTOMUA_ENTRA_AUDIENCE"] = Audience,
        ["AUTOMUA_ENTRA_AUTHORITY"] = Authority,
        ["AUTOMUA_PROXY_COUNT"] = "1",
    };

    private string Authority => _web.Urls.Single();

    /// <summary>Starts an issuer.</summary>
    public static async Task<TokenIssuer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication web = builder.Build();
        web.Urls.Add("http://127.0.0.1:0");
        TokenIssuer issuer = new(web);
        web.MapGet($"/{Tenant}/v2.0/.well-known/openid-configuration", issuer.DescribeAsync);
        web.MapGet("/keys", issuer.ShowKeysAsync);
        await web.StartAsync();
        return issuer;
    }

    /// <summary>Signs with a new key from now on, and forgets the old one.</summary>
    public void Rotate()
    {
        _key.Dispose();
        _key = RSA.Create(2048);
        _generation++;
    }

    /// <summary>What a right token of an administrator says.</summary>
    public JsonObject Claims() => new()
    {
        ["iss"] = Name,
        ["aud"] = Audience,
        ["iat"] = Time(TimeSpan.Zero),
        ["nbf"] = Time(TimeSpan.FromMinutes(-1)),
        ["exp"] = Time(TimeSpan.FromHours(1)),
        ["oid"] = User,
        ["azp"] = Application,
        ["scp"] = "access",
        ["preferred_username"] = "admin@example.com",
        ["roles"] = new JsonArray("Reader", "Automua.Admin"),
    };

    /// <summary>The header of a right token.</summary>
    public JsonObject Header() => new() { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyName };

    /// <summary>A token that is right but for what is changed in it.</summary>
    public string Issue(Action<JsonObject>? change = null, Action<JsonObject>? changeHeader = null)
    {
        JsonObject claims = Claims();
        change?.Invoke(claims);
        JsonObject header = Header();
        changeHeader?.Invoke(header);
        return Sign(header, claims, signed => _key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>A token that is signed by whatever signs.</summary>
    public static string Sign(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        string signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>A time of a token: seconds, counted from now.</summary>
    public static long Time(TimeSpan fromNow) => (DateTimeOffset.UtcNow + fromNow).ToUnixTimeSeconds();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _key.Dispose();
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private Task DescribeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _readings);
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return AnswerAsync(context, new JsonObject
        {
            ["issuer"] = Name,
            ["jwks_uri"] = $"{Authority}/keys",
            ["authorization_endpoint"] = $"{Authority}/{Tenant}/oauth2/v2.0/authorize",
            ["token_endpoint"] = $"{Authority}/{Tenant}/oauth2/v2.0/token",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        });
    }

    private Task ShowKeysAsync(HttpContext context)
    {
        RSAParameters key = _key.ExportParameters(includePrivateParameters: false);
        return AnswerAsync(context, new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = KeyName,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            }),
        });
    }

    private Task AnswerAsync(HttpContext context, JsonObject answer)
    {
        if (IsDown)
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }
}
