using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Http;
using Automua.Functions.Lookup;
using Automua.Functions.Site;

namespace Automua.Functions.Functions.Site;

/// <summary>
/// Shows people how to set up their mailbox: a form that asks for the address, and the page that answers it. The form sends the
/// address in the body, so that it stands in no URL; links may name it in the query.
/// </summary>
internal sealed class SiteEndpoint(IConfigurationStore store, AccountLookup accounts) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        SiteTexts texts = LanguageOf(asked);
        string? typed = asked.IsSafe
            ? RequestedAddress.TextIn(asked)
            : await asked.FormBodyAsync("emailaddress", cancellation);
        (EmailAddress? address, string? problem) = RequestedAddress.Of(typed is "" ? null : typed);
        AccountResult found = problem is null
            ? await accounts.FindAsync(new Requested(asked.Host, address?.Domain, address), cancellation)
            : new AccountNotFound();
        string? provider = found is AccountFound { Account: { Address: null } host } ? host.ProviderName : null;

        return (found, address) switch
        {
            _ when problem is not null => First(FirstPageState.Malformed, 400),
            (AccountFound { Account: var account }, not null) => Settings(account),
            (_, not null) => First(FirstPageState.Unknown, 404),
            _ when provider is null && !await store.HoldsDataAsync(cancellation) => First(FirstPageState.Empty, 200),
            _ => First(FirstPageState.Waiting, 200),
        };

        Answer First(FirstPageState state, int status) => Answer.Page(FirstPage.Write(texts, provider, typed, state), status);

        Answer Settings(MailAccount account)
        {
            try
            {
                return Answer.Page(AccountPage.Write(texts, account, ProfileUrlOf(account, asked)));
            }
            catch (UnusableConfigurationException)
            {
                return First(FirstPageState.Unknown, 404);
            }
        }
    }

    /// <inheritdoc/>
    public Answer WhenUnavailable(Asked asked) => Answer.Page(
        FirstPage.Write(LanguageOf(asked), null, null, FirstPageState.Unavailable), 503, RequestPipeline.RetryAfter);

    private static SiteTexts LanguageOf(Asked asked) => SiteLanguages.Choose(asked.Header("Accept-Language"));

    private static string? ProfileUrlOf(MailAccount account, Asked asked)
    {
        if (asked.SecureAuthority is not { } authority || !HasProfile(account))
            return null;
        // Asked directly by http there may be no https; behind a proxy there is.
        string scheme = asked.Scheme == "http" && !asked.IsKnownAsPlain ? "http" : "https";
        return $"{scheme}://{authority}/mobileconfig?emailaddress={Uri.EscapeDataString(account.Address!.Text)}";
    }

    private static bool HasProfile(MailAccount account)
    {
        try
        {
            using PooledBuffer profile = new();
            ProfileWriter.Write(account, profile);
            return true;
        }
        catch (UnusableConfigurationException)
        {
            return false;
        }
    }
}
