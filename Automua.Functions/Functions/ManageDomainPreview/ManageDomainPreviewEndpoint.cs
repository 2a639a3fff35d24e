using Automua.Core.Model;
using Automua.Core.Pacc;
using Automua.Functions.Administration;
using Automua.Functions.Checking;
using Automua.Functions.Http;
using Automua.Functions.Lookup;

namespace Automua.Functions.Functions.ManageDomainPreview;

/// <summary>Shows what every kind of mail app is answered about a mailbox of a domain, side by side.</summary>
internal sealed class ManageDomainPreviewEndpoint(
    ServedDomainAnswer domains, AccountLookup accounts, PaccSubmissionKey submission) : IEndpoint
{
    // Every domain has this mailbox (RFC 2142 section 5).
    private const string AnyMailbox = "postmaster";

    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        domains.AboutAsync(asked, domain => PreviewAsync(asked, domain, cancellation), cancellation);

    private async ValueTask<Answer> PreviewAsync(Asked asked, ServedDomain domain, CancellationToken cancellation)
    {
        (EmailAddress? named, string? problem) = RequestedAddress.Of(asked);
        if (problem is not null)
            return Answer.Problem(400, problem);
        if (named is not null && !named.Domain.Equals(domain.Name))
            return Answer.Problem(400, $"The e-mail address is not one of {domain.Name}.");
        if (named is not null)
        {
            // As mail apps are answered: with what a directory knows of the mailbox.
            return await accounts.FindAsync(new Requested(null, named.Domain, named), cancellation) is AccountFound(var account, _)
                ? AnswerOf(account, domain.ServiceHost)
                : Answer.NotFound;
        }

        return EmailAddress.TryParse($"{AnyMailbox}@{domain.Name}", out EmailAddress? any, out problem)
            ? AnswerOf(domain.Account with { Address = any }, domain.ServiceHost)
            : Answer.Problem(400, $"No address can have such a domain: it {problem}.");
    }

    private Answer AnswerOf(MailAccount mailbox, DomainName serviceHost) => Answer.Json(200, json =>
    {
        json.WriteString("domain"u8, mailbox.Domain.Value);
        json.WriteString("emailaddress"u8, mailbox.Address!.Text);
        json.WriteStartArray("answers"u8);
        foreach (PreviewedAnswer answer in DialectPreview.Of(mailbox, serviceHost, submission))
        {
            json.WriteStartObject();
            json.WriteString("dialect"u8, answer.Dialect);
            json.WriteString("title"u8, answer.Title);
            json.WriteString("request"u8, answer.Request);
            if (answer.Document is { } document)
            {
                json.WriteString("media_type"u8, answer.MediaType);
                json.WriteString("body"u8, document.Span);
            }
            else
            {
                json.WriteString("problem"u8, answer.Problem);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
