using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>
/// Reads seeds: version 1 (automua, automx2 before 2026.1: domains are names) and version 2 (automx2 2026.1: domains are
/// objects that may name an LDAP server). Everything that is wrong is found at once.
/// </summary>
public static class SeedReader
{
    private const int DeepestValue = 16;
    private const int LdapsPort = 636;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = DeepestValue,
        AllowDuplicateProperties = false,
    };

    private static readonly string[] SeedMembers = ["version", "provider", "domains", "servers", "ldapservers"];
    private static readonly string[] DomainMembers = ["name", "ldapserver_id"];
    private static readonly string[] ServerMembers = ["type", "name", "port", "prio"];
    private static readonly string[] DavServerMembers = ["type", "url", "port"];

    private static readonly string[] DirectoryMembers =
    [
        "id", "name", "port", "use_ssl", "search_base", "search_filter", "attr_uid", "attr_cn", "bind_user", "bind_password",
    ];

    /// <summary>Reads a seed from UTF-8, with or without BOM.</summary>
    public static DocumentReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8.Span))
            return new DocumentReading(null, [new DocumentFault("", "is not JSON: text is not UTF-8")], []);
        List<DocumentFault> faults = [];
        List<DocumentFault> warnings = [];
        ImportDocument? document = null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(utf8, Options);
            document = ReadSeed(new JsonPlace(json.RootElement, "", faults), faults, warnings);
        }
        catch (JsonException problem)
        {
            faults.Add(new DocumentFault("", SyntaxProblem(problem)));
        }
        catch (InvalidOperationException)
        {
            // How System.Text.Json refuses to make a string of "\ud800".
            faults.Add(new DocumentFault("", "has half of a surrogate pair in a string"));
        }

        return new DocumentReading(document, [.. faults], [.. warnings]);
    }

    private static string SyntaxProblem(JsonException problem) =>
        problem.LineNumber is { } line
            ? $"is not JSON (line {line + 1}, octet {(problem.BytePositionInLine ?? 0) + 1}), or nested deeper than {DeepestValue} levels"
            : "is not JSON: a member stands twice in one object";

    private static ImportDocument? ReadSeed(JsonPlace seed, List<DocumentFault> faults, List<DocumentFault> warnings)
    {
        if (!seed.IsObject())
            return null;
        WarnOfUnknownMembers(seed, SeedMembers, warnings);
        seed["version"].OptionalNumber(1, 2);
        string? name = seed["provider"].RequiredText(Provider.LongestName);
        int faultsBefore = faults.Count;
        ImmutableArray<ImportedDirectory> directories = ReadDirectories(seed["ldapservers"], warnings);
        bool areDirectoriesRead = faults.Count == faultsBefore;
        ImportedServers servers = ReadServers(seed["servers"], warnings);
        ImmutableArray<ImportedDomain> domains = ReadDomains(seed["domains"], servers, warnings);
        // Whether a domain names a directory that there is cannot be said while one of them is wrong.
        if (!areDirectoriesRead)
            domains = [.. domains.Select(domain => domain with { DirectoryId = null, KeepsDirectory = true })];
        if (name is null)
            return null;
        Provider provider = new(name, Provider.ShortNameOf(name));
        return new ImportDocument([new ImportedProvider(provider, domains, seed["provider"].Pointer)], directories);
    }

    private static ImmutableArray<ImportedDomain> ReadDomains(
        JsonPlace list, ImportedServers servers, List<DocumentFault> warnings)
    {
        ImmutableArray<ImportedDomain>.Builder domains = ImmutableArray.CreateBuilder<ImportedDomain>();
        Dictionary<DomainName, string> seen = [];
        foreach (JsonPlace item in list.RequiredItems("domain names"))
        {
            JsonPlace place = item;
            int? directoryId = null;
            bool saysDirectory = false;
            if (!item.IsString)
            {
                if (!item.IsObject("a domain name or an object"))
                    continue;
                WarnOfUnknownMembers(item, DomainMembers, warnings);
                place = item["name"];
                saysDirectory = item["ldapserver_id"].IsThere;
                directoryId = item["ldapserver_id"].OptionalNumber(0, int.MaxValue);
            }

            DomainName? name = place.Required<DomainName>(DomainName.TryParse, DocumentLimits.Host + 1);
            if (name is null)
                continue;
            if (seen.TryAdd(name, place.Pointer))
                domains.Add(new ImportedDomain(name, servers, directoryId, item.Pointer) { KeepsDirectory = !saysDirectory });
            else
                place.Fault($"names {name} a second time; the first is {seen[name]}");
        }

        return domains.ToImmutable();
    }

    private static ImportedServers ReadServers(JsonPlace list, List<DocumentFault> warnings)
    {
        ImmutableArray<MailServer>.Builder mail = ImmutableArray.CreateBuilder<MailServer>();
        ImmutableArray<DavServer>.Builder dav = ImmutableArray.CreateBuilder<DavServer>();
        bool anyFault = false;
        IReadOnlyList<JsonPlace> items = list.RequiredItems("servers");
        foreach (JsonPlace item in items)
        {
            if (!item.IsObject())
                anyFault = true;
            else if (item["type"] is { IsString: true } type && Vocabularies.DavServerType.TryParse(type.Text, out DavServerType davType, out _))
                AddOrFault(dav, ReadDavServer(item, davType, warnings), ref anyFault);
            else
                AddOrFault(mail, ReadMailServer(item, warnings), ref anyFault);
        }

        if (items.Count > 0 && mail.Count == 0 && !anyFault)
            list.Fault("has no mail server (imap, pop or smtp)");
        else if (!anyFault && !(mail.Any(server => server.IsIncoming) && mail.Any(server => server.IsOutgoing)))
            warnings.Add(new DocumentFault(list.Pointer, "has no incoming or no outgoing mail server: mail apps need both"));
        return new ImportedServers(mail.ToImmutable(), dav.ToImmutable());
    }

    private static void AddOrFault<T>(ImmutableArray<T>.Builder servers, T? server, ref bool anyFault)
        where T : class
    {
        if (server is null)
            anyFault = true;
        else
            servers.Add(server);
    }

    private static MailServer? ReadMailServer(JsonPlace item, List<DocumentFault> warnings)
    {
        WarnOfUnknownMembers(item, ServerMembers, warnings);
        MailServerType? type = ReadMailServerType(item["type"]);
        Template? host = item["name"].Required<Template>(HostTemplate.TryParse, DocumentLimits.Host + 1);
        JsonPlace portPlace = item["port"];
        int? port = portPlace.OptionalNumber(1, MailServer.LastPort);
        int? priority = item["prio"].OptionalNumber(int.MinValue, int.MaxValue);
        if (type is not { } known || host is null)
            return null;
        int usedPort = port ?? MailServer.DefaultPort(known);
        return new MailServer(known, host, usedPort, MailServer.DefaultSecurity(known, usedPort))
        {
            Priority = priority ?? MailServer.DefaultPriority,
        };
    }

    // A seed's type is a mail or a DAV server's: an unknown one is told of all of them.
    private static MailServerType? ReadMailServerType(JsonPlace place)
    {
        string? word = place.RequiredText(DocumentLimits.Word);
        if (word is null)
            return null;
        if (Vocabularies.MailServerType.TryParse(word, out MailServerType type, out string? problem))
            return type;
        place.Fault($"{problem}, {Vocabularies.DavServerType.AllowedWords}");
        return null;
    }

    private static DavServer? ReadDavServer(JsonPlace item, DavServerType type, List<DocumentFault> warnings)
    {
        WarnOfUnknownMembers(item, DavServerMembers, warnings);
        Template? url = item["url"].Required<Template>(UrlTemplate.TryParse, DocumentLimits.Url);
        int? port = item["port"].OptionalNumber(0, MailServer.LastPort);
        if (url is null)
            return null;
        return new DavServer(type, url)
        {
            Port = port ?? 0,
            DomainRequired = true,
        };
    }

    private static ImmutableArray<ImportedDirectory> ReadDirectories(JsonPlace list, List<DocumentFault> warnings)
    {
        ImmutableArray<ImportedDirectory>.Builder directories = ImmutableArray.CreateBuilder<ImportedDirectory>();
        HashSet<int> seen = [];
        foreach (JsonPlace item in list.OptionalItems("LDAP servers"))
        {
            if (!item.IsObject() || ReadDirectory(item, warnings) is not { } directory)
                continue;
            if (seen.Add(directory.Id))
                directories.Add(new ImportedDirectory(directory, item.Pointer));
            else
                item["id"].Fault($"is {directory.Id} a second time");
        }

        return directories.ToImmutable();
    }

    private static DirectoryServer? ReadDirectory(JsonPlace item, List<DocumentFault> warnings)
    {
        WarnOfUnknownMembers(item, DirectoryMembers, warnings);
        JsonPlace idPlace = item["id"];
        int? id = idPlace.RequiredNumber(0, int.MaxValue);
        Template? host = item["name"].Required<Template>(HostTemplate.TryParse, DocumentLimits.Host + 1);
        if (host is { IsLiteral: false })
            item["name"].Fault("is the name of an LDAP server and can hold no placeholder");
        int port = item["port"].OptionalNumber(1, MailServer.LastPort) ?? LdapsPort;
        bool useTls = item["use_ssl"].OptionalFlag() ?? port == LdapsPort;
        string? searchBase = item["search_base"].RequiredText(DocumentLimits.SearchBase);
        string filter = item["search_filter"].OptionalText(DocumentLimits.SearchBase) ?? "(mail={0})";
        if (!filter.Contains("{0}", StringComparison.Ordinal))
            item["search_filter"].Fault("lacks {0}, which stands for the e-mail address");
        string uid = item["attr_uid"].OptionalText(DocumentLimits.Word) ?? "uid";
        string cn = item["attr_cn"].OptionalText(DocumentLimits.Word) ?? "cn";
        string? bindUser = item["bind_user"].OptionalText(DocumentLimits.BindUser);
        string? bindPassword = item["bind_password"].OptionalText(DocumentLimits.BindPassword);
        if (id is not { } number || host is null || searchBase is null)
            return null;
        return new DirectoryServer(number, host.Text, port, useTls, searchBase, filter, uid)
        {
            CnAttribute = cn,
            BindUser = bindUser,
            BindPassword = bindPassword,
        };
    }

    // Members of other programs' seeds do no harm, but a misspelt one should not pass unseen. A leading underscore or dollar
    // marks a comment or a schema.
    private static void WarnOfUnknownMembers(JsonPlace place, string[] known, List<DocumentFault> warnings)
    {
        foreach (string member in place.Members)
        {
            if (!known.Contains(member) && !member.StartsWith('_') && !member.StartsWith('$'))
                warnings.Add(new DocumentFault(place[member].Pointer, $"is not read; known here are {string.Join(", ", known)}"));
        }
    }
}
