using Automua.Functions.Configuration;
using Automua.Functions.Http;
using Automua.Functions.Site;

namespace Automua.Functions.Functions.Manage;

/// <summary>
/// Shows administrators their page. Anybody may see it: it holds nothing but the way to sign in, and the API behind it wants a
/// credential.
/// </summary>
/// <param name="issuer">Whose tokens administrators may show; null when none is accepted.</param>
internal sealed class ManageEndpoint(EntraIssuer? issuer) : IEndpoint
{
    private const string Service = "'self'";

    private readonly ReadOnlyMemory<byte> _page = ManagePage.Write(issuer);
    private readonly string _connections = issuer is { ClientId: not null } ? $"{Service} {issuer.Origin}" : Service;

    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        new(Answer.ScriptedPage(_page, _connections));
}
