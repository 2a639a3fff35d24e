using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using Automua.Functions.Http;
using Automua.Functions.Lookup;
using Automua.Functions.Site;

namespace Automua.Functions.Functions.Mobileconfig;

/// <summary>Answers Apple's devices with a configuration profile, and people without an address with a form that asks for it.</summary>
internal sealed class MobileconfigEndpoint(AccountLookup accounts) : IEndpoint
{
    private const int LongestName = 128;

    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        (EmailAddress? address, string? problem) = RequestedAddress.Of(asked);
        if (problem is not null)
            return Answer.Problem(400, problem);
        if (address is null)
            return Answer.Page(Pages.ProfileForm);
        string? name = asked.FormQuery("name");
        if (name is not null && (name.Length > LongestName || PlainText.ProblemOf(name) is not null))
            return Answer.Problem(400, $"The name is longer than {LongestName} characters or holds control characters.");

        return await accounts.FindAsync(new Requested(asked.Host, address.Domain, address, name), cancellation) switch
        {
            AccountFound(var account, _) => Profile(account),
            _ => Answer.NotFound,
        };
    }

    private static Answer Profile(MailAccount account)
    {
        try
        {
            return Answer.Attachment(
                MediaTypes.AppleProfile, account, ProfileWriter.Write, $"{account.Domain.Value}.mobileconfig");
        }
        catch (UnusableConfigurationException reason)
        {
            return Answer.Problem(422, reason.Message);
        }
    }
}
