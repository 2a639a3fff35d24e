using Automua.Core.Model;
using Automua.Core.Settings;
using Automua.Functions.Http;
using Automua.Functions.Lookup;

namespace Automua.Functions.Functions.Settings;

/// <summary>Answers people, and programs that help them, with what to type into a mail app that finds no settings by itself.</summary>
internal sealed class SettingsEndpoint(AccountLookup accounts) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        (EmailAddress? address, string? problem) = RequestedAddress.Of(asked);
        if (problem is not null)
            return Answer.Problem(400, problem);
        return await accounts.FindAsync(new Requested(asked.Host, address?.Domain, address), cancellation) switch
        {
            // With an address the login names are that mailbox's.
            AccountFound(var account, var isTenant) => Answer.Document(
                MediaTypes.Json,
                account,
                SettingsWriter.Write,
                isTenant && address is null ? CacheClass.Tenant : CacheClass.Personal),
            _ => Answer.NotFound,
        };
    }
}
