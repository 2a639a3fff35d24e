using System.Security.Cryptography;
using System.Text;
using Automua.Core.Autodiscover;
using Automua.Core.Model;
using Automua.Functions.Http;
using Automua.Functions.Lookup;

namespace Automua.Functions.Functions.Autodiscover;

/// <summary>Answers Outlook and its kin: Autodiscover's POX requests ([MS-OXDSCLI] section 3), by POST and by GET.</summary>
internal sealed class AutodiscoverEndpoint(AccountLookup accounts, TimeProvider clock, HttpLog log) : IEndpoint
{
    private const string Function = "Autodiscover";
    private const string HostPrefix = "autodiscover.";

    private static readonly uint ServerId = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)));

    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        asked.IsSafe ? AnswerGetAsync(asked, cancellation) : AnswerPostAsync(asked, cancellation);

    // Clients that ask by GET name no mailbox, as a rule: they get what the host tells.
    private async ValueTask<Answer> AnswerGetAsync(Asked asked, CancellationToken cancellation)
    {
        // [MS-OXDISCO]: who asks without TLS wants to learn where TLS is, and not settings that anybody on the way can change. The
        // port goes, it is that of plain http; the query goes, it can hold an address.
        if (asked.IsKnownAsPlain && asked.Host is { } host && host.Value.StartsWith(HostPrefix, StringComparison.Ordinal))
            return Answer.Redirect(AutodiscoverUrl.At(host.Value));
        (EmailAddress? address, string? problem) = RequestedAddress.Of(asked);
        if (problem is not null)
            return Answer.Problem(400, problem);
        return await accounts.FindAsync(new Requested(asked.Host, address?.Domain, address), cancellation) switch
        {
            AccountFound(var account, var isTenant) => Answer.Document(
                MediaTypes.TextXml,
                account,
                AutodiscoverWriter.Write,
                isTenant && address is null ? CacheClass.Tenant : CacheClass.Personal),
            _ => Answer.NotFound,
        };
    }

    private async ValueTask<Answer> AnswerPostAsync(Asked asked, CancellationToken cancellation)
    {
        AutodiscoverRequest request;
        using (PooledBuffer body = await asked.ReadBodyAsync(Asked.LargestBody, cancellation))
            request = AutodiscoverRequest.Read(body.Written);
        if (request.Error is { } error)
            return Error(error, request.Schema);
        try
        {
            Requested requested = new(asked.Host, request.Address!.Domain, request.Address);
            return await accounts.FindAsync(requested, cancellation) switch
            {
                AccountFound(var account, _) => Settings(account, request.Schema),
                AccountSpoiled => Error(AutodiscoverError.NoSettings, request.Schema),
                _ => Error(AutodiscoverError.UnknownDomain, request.Schema),
            };
        }
        catch (Exception problem) when (RequestPipeline.IsUnexpected(problem))
        {
            // Clients understand an error in a document, and what is no document they take for another service's page.
            log.Failed(Function, problem);
            return Error(AutodiscoverError.InternalError, request.Schema);
        }
    }

    private Answer Settings(MailAccount account, AutodiscoverSchema schema)
    {
        bool isMobileSync = schema == AutodiscoverSchema.MobileSync;
        try
        {
            return Answer.Document(
                MediaTypes.TextXml,
                account,
                isMobileSync ? MobileSyncWriter.Write : AutodiscoverWriter.Write,
                CacheClass.Personal);
        }
        catch (UnusableConfigurationException) when (isMobileSync)
        {
            // Most providers have no ActiveSync, and nothing is wrong with them.
            return Error(AutodiscoverError.ProviderNotAvailable, schema);
        }
        catch (UnusableConfigurationException reason)
        {
            log.Unusable(Function, reason.Message);
            return Error(AutodiscoverError.NoSettings, schema);
        }
    }

    private Answer Error(AutodiscoverError error, AutodiscoverSchema schema) =>
        Answer.Written(200, MediaTypes.TextXml, output => AutodiscoverWriter.WriteError(
            error, schema, TimeOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), ServerId, output));
}
