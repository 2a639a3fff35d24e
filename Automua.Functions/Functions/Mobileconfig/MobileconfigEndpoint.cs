using System.Buffers;
using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using Automua.Functions.Http;
using Automua.Functions.Lookup;
using Automua.Functions.Signing;
using Automua.Functions.Site;

namespace Automua.Functions.Functions.Mobileconfig;

/// <summary>Answers Apple's devices with a configuration profile, and people without an address with a form that asks for it.</summary>
/// <param name="accounts">Finds accounts.</param>
/// <param name="signer">What signs profiles; null when they are not signed.</param>
internal sealed class MobileconfigEndpoint(AccountLookup accounts, ProfileSigner? signer) : IEndpoint
{
    /// <summary>The longest name of a user, in UTF-16 code units.</summary>
    public const int LongestName = 128;

    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        (EmailAddress? address, string? problem) = RequestedAddress.Of(asked);
        if (problem is not null)
            return Answer.Problem(400, problem);
        if (address is null)
            return Answer.Page(ProfileFormPage.Write(SiteLanguages.Choose(asked.Header("Accept-Language"))));
        string? name = asked.FormQuery("name");
        if (name is not null && (name.Length > LongestName || PlainText.ProblemOf(name) is not null))
            return Answer.Problem(400, $"The name is longer than {LongestName} characters or holds control characters.");

        return await accounts.FindAsync(new Requested(asked.Host, address.Domain, address, name), cancellation) switch
        {
            AccountFound(var account, _) => await ProfileAsync(account, cancellation),
            _ => Answer.NotFound,
        };
    }

    private async ValueTask<Answer> ProfileAsync(MailAccount account, CancellationToken cancellation)
    {
        string fileName = $"{account.Domain.Value}.mobileconfig";
        try
        {
            if (signer is null)
                return Answer.Attachment(MediaTypes.AppleProfile, fileName, output => ProfileWriter.Write(account, output));
            using PooledBuffer profile = new();
            ProfileWriter.Write(account, profile);
            return await signer.SignAsync(profile.Written, cancellation) is { } signed
                ? Answer.Attachment(MediaTypes.AppleProfile, fileName, output => output.Write(signed))
                : Answer.TryAgain(RequestPipeline.RetryAfter, "The profile cannot be signed just now.");
        }
        catch (UnusableConfigurationException reason)
        {
            return Answer.Problem(422, reason.Message);
        }
    }
}
