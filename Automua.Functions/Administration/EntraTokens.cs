using Automua.Functions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Automua.Functions.Administration;

/// <summary>Judges access tokens of Microsoft Entra: signed JSON Web Tokens (RFC 7519, RFC 8725).</summary>
/// <param name="issuer">Whose tokens, and for whom.</param>
/// <param name="keys">What the issuer publishes.</param>
internal sealed class EntraTokens(EntraIssuer issuer, IssuerKeys keys)
{
    /// <summary>The application role of those who administer.</summary>
    public const string Role = "Automua.Admin";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    // A published key is no secret: with HMAC anybody could sign with it.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    // Each access token has one of them, and no ID token has.
    private static readonly string[] AccessClaims = ["scp", "azp", "appid", "idtyp"];

    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>Whether something has the form of a token: three parts, of which an unsigned one's last is empty.</summary>
    public static bool IsToken(string credential) => credential.Count(c => c == '.') == 2;

    /// <summary>Judges a token.</summary>
    /// <exception cref="IssuerUnavailableException">The keys that would tell whether it is right cannot be read.</exception>
    public async ValueTask<TokenVerdict> JudgeAsync(string token, CancellationToken cancellation)
    {
        TokenValidationResult result = await ValidateAsync(token, await keys.GetAsync(cancellation));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await keys.RenewAsync(cancellation) is { } renewed)
            result = await ValidateAsync(token, renewed);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken right)
            return new TokenRefused(Reason(result.Exception)) { IsForged = !IsSigned(result.Exception) };
        // What tells who signed in has the same issuer and audience, and is for nobody else's eyes (RFC 8725 section 3.12).
        if (!AccessClaims.Any(name => right.TryGetClaim(name, out _)))
            return new TokenRefused("The token is an ID token, not an access token.") { IsForged = false };
        Administrator holder = new(NameOf(right));
        return right.Claims.Any(claim => claim is { Type: "roles", Value: Role })
            ? new TokenAccepted(holder)
            : new TokenLacksRole(holder);
    }

    private Task<TokenValidationResult> ValidateAsync(string token, OpenIdConnectConfiguration published) =>
        _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = published.Issuer,
            ValidAudiences = issuer.Audiences,
            IssuerSigningKeys = published.SigningKeys,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = Algorithms,
            ClockSkew = ClockSkew,
        });

    // A token that a user got has scopes; one that an application got for itself has none. Only identifiers go into the log: the
    // names in a token are often addresses.
    private static string NameOf(JsonWebToken token)
    {
        bool isUser = token.TryGetClaim("scp", out _);
        string[] claims = isUser ? ["oid"] : ["azp", "appid", "oid"];
        foreach (string name in claims)
        {
            if (token.TryGetClaim(name, out System.Security.Claims.Claim claim) && Guid.TryParse(claim.Value, out Guid id))
                return $"{(isUser ? "user" : "application")} {id}";
        }

        return "token without an identifier";
    }

    // The signature is judged first.
    private static bool IsSigned(Exception? problem) => problem is SecurityTokenExpiredException or SecurityTokenNotYetValidException
        or SecurityTokenNoExpirationException or SecurityTokenInvalidAudienceException or SecurityTokenInvalidIssuerException;

    private static string Reason(Exception? problem) => problem switch
    {
        SecurityTokenExpiredException => "The token has expired.",
        SecurityTokenNotYetValidException => "The token is not valid yet.",
        SecurityTokenNoExpirationException => "The token never expires.",
        SecurityTokenInvalidAudienceException => "The token is for another audience than entra_audience.",
        SecurityTokenInvalidIssuerException =>
            "The token is not of the issuer of entra_tenant: it must be one of version 2.0 (requestedAccessTokenVersion).",
        SecurityTokenInvalidSignatureException => "The token is not signed with a key of its issuer.",
        _ => "The token cannot be read.",
    };
}
