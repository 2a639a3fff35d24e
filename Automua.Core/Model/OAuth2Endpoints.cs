namespace Automua.Core.Model;

/// <summary>Where a mail app gets a token (draft-ietf-mailmaint-autoconfig, section "OAuth2").</summary>
/// <param name="Issuer">The authorization server's name, such as <c>login.example.com</c>.</param>
/// <param name="Scope">The scopes to ask for, separated by blanks.</param>
/// <param name="AuthorizationUrl">The authorization end point.</param>
/// <param name="TokenUrl">The token end point.</param>
public sealed record OAuth2Endpoints(string Issuer, string Scope, string AuthorizationUrl, string TokenUrl);
