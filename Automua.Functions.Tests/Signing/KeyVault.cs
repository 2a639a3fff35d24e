using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Signing;

/// <summary>
/// What a program meets on Azure, as far as it signs: a Key Vault with one certificate, which speaks the vault's REST interface
/// behind TLS and a proxy, and the endpoint at which a managed identity gets its token.
/// </summary>
internal sealed class KeyVault : IAsyncDisposable
{
    private const string Host = "acme.vault.azure.net";
    private const string Token = "token-of-the-identity";
    private const string IdentitySecret = "secret-of-the-endpoint";
    private const string Version = "0123456789abcdef0123456789abcdef";

    private readonly X509Certificate2 _certificate;
    private readonly string _chain;
    private readonly string _contentType;
    private readonly string _trusted;
    private readonly WebApplication _web;
    private ProxyToOne _proxy = null!;

    private KeyVault(WebApplication web, X509Certificate2 certificate, string chain, string contentType, string trusted)
    {
        _web = web;
        _certificate = certificate;
        _chain = chain;
        _contentType = contentType;
        _trusted = trusted;
    }

    /// <summary>The status with which certificates are answered; 200 for the certificate.</summary>
    public int CertificateStatus { get; set; } = 200;

    /// <summary>The status with which secrets are answered; 200 for the secret, which holds the chain.</summary>
    public int SecretStatus { get; set; } = 200;

    /// <summary>The status with which signing is answered; 200 for a signature.</summary>
    public int SignStatus { get; set; } = 200;

    /// <summary>The algorithms that were asked for.</summary>
    public List<string> Algorithms { get; } = [];

    /// <summary>The client ids for which tokens were asked for.</summary>
    public List<string?> Identities { get; } = [];

    /// <summary>Opens a vault with a certificate.</summary>
    /// <param name="authority">Who vouches for the vault's host.</param>
    /// <param name="issued">The certificate.</param>
    /// <param name="isPem">Whether its secret is PEM; else it is PFX.</param>
    public static async Task<KeyVault> OpenAsync(CertificateAuthority authority, IssuedCertificate issued, bool isPem = false)
    {
        IssuedCertificate site = await authority.IssueAsync(usage: $"subjectAltName=DNS:{Host}\nextendedKeyUsage=serverAuth");
        string siteFile = await authority.PackAsync(site, "");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        X509Certificate2 siteCertificate = X509CertificateLoader.LoadPkcs12FromFile(siteFile, "");
        X509Certificate2Collection siteChain = [X509CertificateLoader.LoadCertificateFromFile(authority.IntermediateFile)];
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0);
            server.Listen(IPAddress.Loopback, 0, vault => vault.UseHttps(https =>
            {
                https.ServerCertificate = siteCertificate;
                https.ServerCertificateChain = siteChain;
            }));
        });

        string secret = isPem
            ? await File.ReadAllTextAsync(issued.KeyFile) + await File.ReadAllTextAsync(issued.ChainFile)
            : Convert.ToBase64String(await File.ReadAllBytesAsync(await authority.PackAsync(issued, "")));
        KeyVault vault = new(
            builder.Build(),
            X509Certificate2.CreateFromPemFile(issued.LeafFile, issued.KeyFile),
            secret,
            isPem ? "application/x-pem-file" : "application/x-pkcs12",
            authority.RootFile);
        await vault.StartAsync();
        return vault;
    }

    /// <summary>The environment of a program that signs with the certificate of the vault.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["AUTOMUA_SIGN_CERTIFICATE"] = $"https://{Host}/certificates/profiles",
        ["IDENTITY_ENDPOINT"] = $"{AddressOf("http")}/token",
        ["IDENTITY_HEADER"] = IdentitySecret,
        ["HTTPS_PROXY"] = _proxy.Address,
        ["NO_PROXY"] = "127.0.0.1",
        ["SSL_CERT_FILE"] = _trusted,
    };

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _web.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task StartAsync()
    {
        _web.MapGet("/token", context => GiveTokenAsync(context));
        _web.MapGet("/certificates/profiles", context => AnswerAsync(context, CertificateStatus, Certificate));
        _web.MapGet($"/secrets/profiles/{Version}", context => AnswerAsync(context, SecretStatus, Secret));
        _web.MapPost($"/keys/profiles/{Version}/sign", context => AnswerAsync(context, SignStatus, Sign));
        await _web.StartAsync();
        _proxy = new ProxyToOne(new Uri(AddressOf("https")).Port);
    }

    private string AddressOf(string scheme) => _web.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Single(address => address.StartsWith($"{scheme}://", StringComparison.Ordinal));

    private Task GiveTokenAsync(HttpContext context)
    {
        Assert.Equal(IdentitySecret, context.Request.Headers["X-IDENTITY-HEADER"]);
        Assert.Equal("https://vault.azure.net", context.Request.Query["resource"]);
        Identities.Add(context.Request.Query["client_id"]);
        return context.Response.WriteAsync(new JsonObject
        {
            ["access_token"] = Token,
            ["expires_on"] = $"{DateTimeOffset.UtcNow.AddHours(8).ToUnixTimeSeconds()}",
            ["resource"] = "https://vault.azure.net",
            ["token_type"] = "Bearer",
        }.ToJsonString());
    }

    private static async Task AnswerAsync(HttpContext context, int status, Func<JsonElement?, JsonObject> answer)
    {
        bool isKnown = context.Request.Headers.Authorization == $"Bearer {Token}" && context.Request.Query["api-version"] == "7.4";
        context.Response.StatusCode = isKnown ? status : 401;
        if (context.Response.StatusCode != 200)
        {
            await context.Response.WriteAsync("""{"error": {"code": "Refused", "message": "No."}}""");
            return;
        }

        JsonElement? request = HttpMethods.IsPost(context.Request.Method)
            ? (await JsonDocument.ParseAsync(context.Request.Body)).RootElement
            : null;
        await context.Response.WriteAsync(answer(request).ToJsonString());
    }

    private JsonObject Certificate(JsonElement? request) => new()
    {
        ["id"] = $"https://{Host}/certificates/profiles/{Version}",
        ["kid"] = $"https://{Host}/keys/profiles/{Version}",
        ["sid"] = $"https://{Host}/secrets/profiles/{Version}",
        ["cer"] = Convert.ToBase64String(_certificate.RawData),
        ["contentType"] = _contentType,
    };

    private JsonObject Secret(JsonElement? request) => new()
    {
        ["id"] = $"https://{Host}/secrets/profiles/{Version}",
        ["value"] = _chain,
        ["contentType"] = _contentType,
    };

    private JsonObject Sign(JsonElement? request)
    {
        Algorithms.Add(request!.Value.GetProperty("alg").GetString()!);
        byte[] digest = System.Buffers.Text.Base64Url.DecodeFromChars(request.Value.GetProperty("value").GetString());
        using RSA? rsa = _certificate.GetRSAPrivateKey();
        using ECDsa? ecdsa = _certificate.GetECDsaPrivateKey();
        byte[] signature = rsa?.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ?? ecdsa!.SignHash(digest);
        return new JsonObject
        {
            ["kid"] = $"https://{Host}/keys/profiles/{Version}",
            ["value"] = System.Buffers.Text.Base64Url.EncodeToString(signature),
        };
    }
}
