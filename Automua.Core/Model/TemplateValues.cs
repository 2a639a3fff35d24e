namespace Automua.Core.Model;

/// <summary>What stands in for the placeholders of a <see cref="Template"/>.</summary>
/// <param name="EmailAddress">For <c>%EMAILADDRESS%</c>.</param>
/// <param name="EmailLocalPart">For <c>%EMAILLOCALPART%</c>.</param>
/// <param name="EmailDomain">For <c>%EMAILDOMAIN%</c>.</param>
/// <param name="RealName">For <c>%REALNAME%</c>.</param>
public readonly record struct TemplateValues(
    string EmailAddress, string EmailLocalPart, string EmailDomain, string RealName)
{
    /// <summary>
    /// The values for a client that fills in the mailbox by itself: the domain is known, the rest stays a placeholder.
    /// A real name is not known to such an answer, so the address stands in for it.
    /// </summary>
    public static TemplateValues ForAnyMailbox(DomainName domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return new(Template.EmailAddress, Template.EmailLocalPart, domain.Value, Template.EmailAddress);
    }

    /// <summary>The values of one mailbox; the address stands in for a real name that is not known.</summary>
    public static TemplateValues ForMailbox(EmailAddress address, DomainName domain, string? realName)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(domain);
        return new(address.Text, address.LocalPart, domain.Value, realName ?? address.Text);
    }

    /// <summary>
    /// The values as they stand in a URL: percent-encoded (RFC 3986 section 2.1), the <c>@</c> as it is. Placeholders that
    /// stand for themselves stay.
    /// </summary>
    public TemplateValues ForUrl() =>
        EmailAddress == Template.EmailAddress
            ? this
            : new(Escape(EmailAddress), Escape(EmailLocalPart), EmailDomain, Escape(RealName));

    private static string Escape(string value) =>
        Uri.EscapeDataString(value).Replace("%40", "@", StringComparison.Ordinal);
}
