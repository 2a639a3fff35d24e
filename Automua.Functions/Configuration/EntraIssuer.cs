namespace Automua.Functions.Configuration;

/// <summary>Whose access tokens administrators may show: those of a tenant of Microsoft Entra, for this service.</summary>
/// <param name="Tenant">The tenant, by its id or by one of its domains.</param>
/// <param name="Audience">The service as an application of the tenant: its client id, or its application id URI.</param>
/// <param name="Authority">Where the tenant's cloud is, without a slash at the end.</param>
internal sealed record EntraIssuer(string Tenant, string Audience, string Authority)
{
    /// <summary>The cloud that is meant when none is configured.</summary>
    public const string PublicCloud = "https://login.microsoftonline.com";

    /// <summary>The administrators' page as an application of the tenant that gets tokens for its users; null when it gets none.</summary>
    public string? ClientId { get; init; }

    /// <summary>What the page asks a token for: all that its user may do with the service.</summary>
    public string Scope => $"{Audience}/.default";

    /// <summary>The origin of the tenant's cloud (RFC 6454 section 6.2).</summary>
    public string Origin
    {
        get
        {
            Uri authority = new(Authority);
            return authority.IsDefaultPort
                ? $"{authority.Scheme}://{authority.IdnHost}"
                : $"{authority.Scheme}://{authority.IdnHost}:{authority.Port}";
        }
    }

    /// <summary>Where the issuer describes itself (OpenID Connect Discovery 1.0 section 4).</summary>
    public string MetadataAddress => $"{Authority}/{Tenant}/v2.0/.well-known/openid-configuration";

    /// <summary>Whether it is asked without TLS, which is for this machine alone.</summary>
    public bool IsPlain => Authority.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Every audience by which tokens may name the service: one with a client id has an application id URI made of it.</summary>
    public IReadOnlyList<string> Audiences =>
        Guid.TryParse(Audience, out Guid client) ? [Audience, $"{client}", $"api://{client}"] : [Audience];
}
