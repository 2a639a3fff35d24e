using Automua.Core.Autodiscover;
using Automua.Core.Model;
using Automua.Functions.Http;
using Automua.Functions.Lookup;

namespace Automua.Functions.Functions.AutodiscoverV2;

/// <summary>Answers newer Outlooks and Apple's devices, which ask for Autodiscover's URL before they ask for settings.</summary>
internal sealed class AutodiscoverV2Endpoint(AccountLookup accounts) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        if (AutodiscoverV2Error.OfProtocol(asked.Query("protocol")) is { } refusal)
            return Error(400, refusal);
        (EmailAddress? address, string? problem) = RequestedAddress.Of(asked);
        if (problem is not null)
            return Error(400, AutodiscoverV2Error.InvalidAddress(problem));

        // Kept by nobody: caches take the query and the path for their key, and those hold addresses. No directory is asked: the
        // answer is the same for every mailbox.
        return await accounts.FindAsync(new Requested(asked.Host, address?.Domain), cancellation) switch
        {
            AccountFound(var account, _) => Answer.Written(
                200, MediaTypes.Json, output => AutodiscoverV2Writer.Write(AuthorityOf(asked, account), output)),
            _ when address is null => Error(400, AutodiscoverV2Error.AddressMissing),
            _ => Error(404, AutodiscoverV2Error.UnknownDomain),
        };
    }

    // A client can ask by a host that no URL can name; then there is the one where clients look first.
    private static string AuthorityOf(Asked asked, MailAccount account) =>
        asked.SecureAuthority ?? $"autodiscover.{account.Domain.Value}";

    private static Answer Error(int status, AutodiscoverV2Error error) =>
        Answer.Written(status, MediaTypes.Json, output => AutodiscoverV2Writer.WriteError(error, output));
}
