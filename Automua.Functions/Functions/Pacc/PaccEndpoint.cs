using Automua.Core.Model;
using Automua.Core.Pacc;
using Automua.Functions.Http;
using Automua.Functions.Lookup;

namespace Automua.Functions.Functions.Pacc;

/// <summary>
/// Answers at <c>ua-auto-config.D</c> with the configuration of D (draft-ietf-mailmaint-pacc); at a host of another name
/// with that of an address's domain.
/// </summary>
internal sealed class PaccEndpoint(AccountLookup accounts, PaccSubmissionKey submission) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        (EmailAddress? address, string? problem) = RequestedAddress.Of(asked);
        return await accounts.FindAsync(new Requested(asked.Host, address?.Domain), cancellation) switch
        {
            AccountFound(var account, var isTenant) => Answer.Document(
                MediaTypes.Json,
                account,
                (found, output) => PaccWriter.Write(found, submission, output),
                isTenant ? CacheClass.Tenant : CacheClass.Personal),
            _ when problem is not null => Answer.Problem(400, problem),
            _ => Answer.NotFound,
        };
    }
}
