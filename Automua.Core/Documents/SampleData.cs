using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>
/// The built-in example: one provider with example.com, example.net and example.org (RFC 2606 section 3), which differ in
/// their servers as real domains do.
/// </summary>
public static class SampleData
{
    private static readonly MailServer PrimarySmtp = Server(MailServerType.Smtp, "primary-smtp.example.com", 587);
    private static readonly MailServer SecondarySmtp = Server(MailServerType.Smtp, "secondary-smtp.example.com", 587);

    private static readonly DavServer Calendars =
        new(DavServerType.CalDav, Template.Parse("https://caldav.example.com/")) { Port = 443 };

    private static readonly DavServer Contacts =
        new(DavServerType.CardDav, Template.Parse("https://carddav.example.com/")) { DomainRequired = true };

    /// <summary>The example as a document.</summary>
    public static ImportDocument Document { get; } = new(
        [new ImportedProvider(new Provider("Big Corporation, Inc.", "BigCorp"), Domains(), "/provider")], []);

    private static ImmutableArray<ImportedDomain> Domains() =>
    [
        Domain("example.com", [PrimarySmtp, Server(MailServerType.Imap, "imap1.example.com", 143)], [Calendars, Contacts]),
        Domain("example.net", [PrimarySmtp, Server(MailServerType.Imap, "imap2.example.com", 143)], [Contacts]),
        Domain("example.org", [SecondarySmtp, Server(MailServerType.Pop, "pop1.example.com", 110)], []),
    ];

    private static ImportedDomain Domain(string name, ImmutableArray<MailServer> mail, ImmutableArray<DavServer> dav) =>
        new(DomainPattern.Parse(name), new ImportedServers(mail, dav), null, "/domains");

    private static MailServer Server(MailServerType type, string host, int port) =>
        new(type, Template.Parse(host), port, MailServer.DefaultSecurity(type, port));
}
