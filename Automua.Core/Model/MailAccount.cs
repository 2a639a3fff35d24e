namespace Automua.Core.Model;

/// <summary>
/// The answer to one request, before any dialect: what a mail app needs to know of a domain and, when an address came
/// along, of a mailbox.
/// </summary>
/// <param name="Domain">The domain asked about.</param>
/// <param name="Configuration">What the store says of it.</param>
/// <param name="Address">The mailbox; null when the request named none.</param>
public sealed record MailAccount(DomainName Domain, DomainConfiguration Configuration, EmailAddress? Address = null)
{
    /// <summary>The user's full name, when the request or the directory told it.</summary>
    public string? RealName { get; init; }

    /// <summary>The login name that the directory told; it stands before every template.</summary>
    public string? DirectoryLogin { get; init; }

    /// <summary>Who offers the mailbox.</summary>
    public Provider Provider => Configuration.Provider;

    /// <summary>The provider's name for people: some are made of placeholders.</summary>
    public string ProviderName =>
        Provider.Name.Contains('%', StringComparison.Ordinal) && Template.TryParse(Provider.Name, out Template? name, out _)
            ? name.Expand(Values)
            : Provider.Name;

    /// <summary>What stands in for placeholders; the placeholders themselves when no mailbox is known.</summary>
    public TemplateValues Values => Address is null
        ? TemplateValues.ForAnyMailbox(Domain)
        : TemplateValues.ForMailbox(Address, Domain, RealName);

    /// <summary>The host name of a server for this domain: literal, lower-case A-labels.</summary>
    public string HostOf(MailServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (server.Host.IsLiteral)
            return server.Host.Text;
        string host = server.Host.Expand(TemplateValues.ForAnyMailbox(Domain));
        return DomainName.TryParse(host, out DomainName? name, out _) ? name.Value : host.ToLowerInvariant();
    }

    /// <summary>Where a JMAP server's session is found, see <see cref="JmapUrl"/>.</summary>
    public string JmapUrlOf(MailServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return JmapUrl.At(HostOf(server), server.Port, server.Security);
    }

    /// <summary>
    /// The address under which the mailbox is known where it is hosted; null when it is hosted here, when no mailbox is known,
    /// or when this very address is the one.
    /// </summary>
    public EmailAddress? Redirect =>
        Address is not null
        && Provider.RedirectAddress is { } elsewhere
        && EmailAddress.TryParse(elsewhere.Expand(Values), out EmailAddress? redirect, out _)
        // A client that is sent to where it came from asks again and again.
        && !redirect.Text.Equals(Address.Text, StringComparison.OrdinalIgnoreCase)
            ? redirect
            : null;

    /// <summary>The login name that a template gives for this mailbox.</summary>
    public string LoginOf(Template userName)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return DirectoryLogin ?? userName.Expand(Values);
    }
}
