using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Functions.Tests.Documents;

/// <summary>Import documents, as readers of documents make them.</summary>
internal static class Imports
{
    /// <summary>A mail server on the port that its protocol has for implicit TLS.</summary>
    public static MailServer Server(MailServerType type, string host, int priority = MailServer.DefaultPriority)
    {
        int port = MailServer.DefaultPort(type);
        return new MailServer(type, Template.Parse(host), port, MailServer.DefaultSecurity(type, port)) { Priority = priority };
    }

    /// <summary>An IMAP server.</summary>
    public static MailServer Imap(string host) => Server(MailServerType.Imap, host);

    /// <summary>An SMTP server.</summary>
    public static MailServer Smtp(string host) => Server(MailServerType.Smtp, host);

    /// <summary>An IMAP and an SMTP server whose names show that they belong together.</summary>
    public static ImportedServers Servers(string mark) =>
        new([Imap($"imap.{mark}.example"), Smtp($"smtp.{mark}.example")], []);

    /// <summary>A directory whose host shows what it is.</summary>
    public static DirectoryServer LdapServer(int id, string host = "ldap.example.com") =>
        new(id, host, 636, UseTls: true, "dc=example,dc=com", "(mail={0})", "uid");

    /// <summary>One provider whose domains share their servers, as in a seed.</summary>
    public static ImportDocument Of(string provider, ImportedServers servers, params string[] domains) =>
        Of(provider, servers, null, domains);

    /// <summary>One provider whose domains share their servers and name a directory.</summary>
    public static ImportDocument Of(string provider, ImportedServers servers, int? directoryId, params string[] domains) => new(
        [
            new ImportedProvider(
                new Provider(provider, Provider.ShortNameOf(provider)),
                [.. domains.Select((name, i) => new ImportedDomain(DomainPattern.Parse(name), servers, directoryId, $"/domains/{i}"))],
                "/provider"),
        ],
        []);

    /// <summary>The document with directories of its own.</summary>
    public static ImportDocument With(this ImportDocument document, params DirectoryServer[] directories) => document with
    {
        Directories = [.. directories.Select((server, i) => new ImportedDirectory(server, $"/ldapservers/{i}"))],
    };

    /// <summary>So many domain names, the same ones every time.</summary>
    public static string[] Names(int count, string parent = "many.example") =>
        [.. Enumerable.Range(0, count).Select(i => $"d{i}.{parent}")];

    /// <summary>All mail servers of a domain.</summary>
    public static ImmutableArray<MailServer> MailServers(this DomainConfiguration configuration) =>
        [.. configuration.Incoming, .. configuration.Outgoing, .. configuration.Others];
}
