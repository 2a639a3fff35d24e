using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Administration;

/// <summary>Which tokens open: each wrong one is right but for one thing.</summary>
public sealed class EntraTokenTests(EntraProgram shared) : IClassFixture<EntraProgram>
{
    private static readonly Dictionary<string, Func<TokenIssuer, string>> WrongTokens = new()
    {
        ["for another audience"] = issuer => issuer.Issue(claims => claims["aud"] = "00000003-0000-0000-c000-000000000000"),
        ["for no audience"] = issuer => issuer.Issue(claims => claims.Remove("aud")),
        ["of another issuer"] = issuer => issuer.Issue(claims => claims["iss"] = "https://issuer.example/v2.0"),
        ["of another tenant"] = issuer => issuer.Issue(
            claims => claims["iss"] = issuer.Name.Replace(TokenIssuer.Tenant, TokenIssuer.Application, StringComparison.Ordinal)),
        ["of no issuer"] = issuer => issuer.Issue(claims => claims.Remove("iss")),
        ["expired"] = issuer => issuer.Issue(claims => claims["exp"] = TokenIssuer.Time(TimeSpan.FromMinutes(-10))),
        ["not yet valid"] = issuer => issuer.Issue(claims => claims["nbf"] = TokenIssuer.Time(TimeSpan.FromMinutes(10))),
        ["without an end"] = issuer => issuer.Issue(claims => claims.Remove("exp")),
        ["by a key without a name"] = issuer => issuer.Issue(changeHeader: header => header.Remove("kid")),
        ["by a key that is not published"] = issuer => issuer.Issue(changeHeader: header => header["kid"] = "other"),
        ["by another's key of the same name"] = issuer => TokenIssuer.Sign(issuer.Header(), issuer.Claims(), SignWithOther),
        ["by a key in the token"] = issuer => SignWithEnclosed(issuer),
        ["unsigned"] = issuer => Unsigned(issuer, "none"),
        ["unsigned in capitals"] = issuer => Unsigned(issuer, "NONE"),
        ["unsigned but for the name of the algorithm"] = issuer => Unsigned(issuer, "RS256"),
        ["by HMAC with the public key"] = issuer => SignByHmac(issuer, Encoding.ASCII.GetBytes(issuer.PublicKey)),
        ["by HMAC with nothing"] = issuer => SignByHmac(issuer, []),
        ["with other claims than were signed"] = issuer => Exchange(issuer),
        ["empty parts"] = _ => "..",
        ["no JSON"] = _ => "YQ.YQ.YQ",
        ["no base64"] = _ => "!.!.!",
        ["encrypted in form"] = _ => "a.b.c.d.e",
    };

    public static TheoryData<string> Wrong => new(WrongTokens.Keys);

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_token_is_401(string kind)
    {
        string token = WrongTokens[kind](shared.Issuer);
        Reply reply = await shared.Program.GetAsync(
            "/initdb", null, ("Authorization", $"Bearer {token}"), ("X-Forwarded-For", Clients.NewAddress()));
        reply.AssertProblem(401);
        Assert.Equal("Bearer realm=\"automua\", error=\"invalid_token\"", reply["WWW-Authenticate"]);
        Assert.DoesNotContain(token, reply.Text, StringComparison.Ordinal);
        Assert.Equal("empty", (await shared.Program.GetAsync("/readyz")).Json.GetProperty("store").GetString());
        Assert.DoesNotContain(token, shared.Program.Log.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_token_opens()
    {
        string[] tokens =
        [
            shared.Issuer.Issue(),
            shared.Issuer.Issue(claims => claims.Remove("scp")),
            shared.Issuer.Issue(claims => claims["aud"] = $"api://{TokenIssuer.Audience}"),
            shared.Issuer.Issue(claims => claims["roles"] = new JsonArray("Automua.Admin")),
        ];
        foreach (string token in tokens)
            Assert.Equal(200, (await shared.Program.KnockAsync(token)).Status);
    }

    [Fact]
    public async Task The_key_opens_as_well() =>
        Assert.Equal(200, (await shared.Program.KnockAsync(AutomuaProgram.AdminKey)).Status);

    [Fact]
    public async Task A_token_is_no_key()
    {
        Reply reply = await shared.Program.GetAsync(
            "/initdb", null, ("x-functions-key", shared.Issuer.Issue()), ("X-Forwarded-For", Clients.NewAddress()));
        reply.AssertProblem(401);
    }

    [Fact]
    public async Task A_right_token_without_the_role_is_403()
    {
        string address = Clients.NewAddress();
        Action<JsonObject>[] changes =
        [
            claims => claims.Remove("roles"),
            claims => claims["roles"] = new JsonArray(),
            claims => claims["roles"] = new JsonArray("Reader"),
            claims => claims["roles"] = new JsonArray("automua.admin"),
            claims => claims["roles"] = new JsonArray("Automua.Admin.Not", "Automua.Admi"),
            claims => claims["roles"] = "Automua.Admin Reader",
            claims => Rename(claims, "role"),
            claims => Rename(claims, "groups"),
        ];
        foreach (Action<JsonObject> change in changes)
        {
            Reply reply = await shared.Program.GetAsync(
                "/initdb", null, ("Authorization", $"Bearer {shared.Issuer.Issue(change)}"), ("X-Forwarded-For", address));
            reply.AssertProblem(403);
            Assert.Contains("insufficient_scope", reply["WWW-Authenticate"], StringComparison.Ordinal);
            Assert.Contains("Automua.Admin", reply.Text, StringComparison.Ordinal);
        }

        // Who shows right tokens guesses nothing: the client is not slowed down.
        Assert.Equal(200, (await shared.Program.KnockAsync(shared.Issuer.Issue(), address)).Status);
        await shared.Program.WaitForLogAsync($"refused to user {TokenIssuer.User} from {address}");
    }

    [Fact]
    public async Task What_the_platform_says_of_a_user_is_not_believed()
    {
        Reply reply = await shared.Program.GetAsync(
            "/initdb",
            null,
            ("x-ms-client-principal", Convert.ToBase64String(Encoding.UTF8.GetBytes(shared.Issuer.Claims().ToJsonString()))),
            ("x-ms-client-principal-id", TokenIssuer.User),
            ("X-Forwarded-For", Clients.NewAddress()));
        reply.AssertProblem(401);
    }

    private static void Rename(JsonObject claims, string name)
    {
        claims.Remove("roles");
        claims[name] = new JsonArray("Automua.Admin");
    }

    private static byte[] SignWithOther(byte[] signed)
    {
        using RSA other = RSA.Create(2048);
        return other.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string SignWithEnclosed(TokenIssuer issuer)
    {
        using RSA other = RSA.Create(2048);
        RSAParameters key = other.ExportParameters(includePrivateParameters: false);
        JsonObject header = issuer.Header();
        header["kid"] = "enclosed";
        header["jwk"] = new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = "enclosed",
            ["n"] = System.Buffers.Text.Base64Url.EncodeToString(key.Modulus),
            ["e"] = System.Buffers.Text.Base64Url.EncodeToString(key.Exponent),
        };
        return TokenIssuer.Sign(
            header, issuer.Claims(), signed => other.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Unsigned(TokenIssuer issuer, string algorithm)
    {
        JsonObject header = issuer.Header();
        header["alg"] = algorithm;
        return TokenIssuer.Sign(header, issuer.Claims(), _ => []);
    }

    private static string SignByHmac(TokenIssuer issuer, byte[] key)
    {
        JsonObject header = issuer.Header();
        header["alg"] = "HS256";
        return TokenIssuer.Sign(header, issuer.Claims(), signed => HMACSHA256.HashData(key, signed));
    }

    private static string Exchange(TokenIssuer issuer)
    {
        string[] lesser = issuer.Issue(claims => claims.Remove("roles")).Split('.');
        string[] right = issuer.Issue().Split('.');
        return $"{lesser[0]}.{right[1]}.{lesser[2]}";
    }
}
