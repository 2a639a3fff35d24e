using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>Reads the mail and DAV servers of a JSON document, which stand in one list.</summary>
internal static class ServersReader
{
    private static readonly string[] SeedMembers = ["type", "name", "port", "prio"];
    private static readonly string[] NativeMembers = [.. SeedMembers, "socket_type", "user_name", "authentication"];
    private static readonly string[] SeedDavMembers = ["type", "url", "port"];
    private static readonly string[] NativeDavMembers = [.. SeedDavMembers, "domain_required", "user_name"];

    /// <summary>Reads the servers of a seed: at least one for mail, each with little more than its name.</summary>
    public static ImportedServers OfSeed(JsonPlace list)
    {
        IReadOnlyList<JsonPlace> items = list.RequiredItems("servers");
        ImportedServers? servers = Read(items, SeedMembers, SeedDavMembers);
        if (items.Count > 0 && servers is { Mail.IsEmpty: true })
            list.Fault("has no mail server (imap, pop or smtp)");
        else if (servers is not null)
            WarnOfMissing(list, servers);
        return servers ?? ImportedServers.None;
    }

    /// <summary>Reads the servers of a provider, or of one of its domains; there may be none.</summary>
    public static ImportedServers OfProvider(JsonPlace list)
    {
        ImportedServers? servers = Read(list.OptionalItems("servers"), NativeMembers, NativeDavMembers);
        if (servers is { Mail.IsEmpty: false })
            WarnOfMissing(list, servers);
        return servers ?? ImportedServers.None;
    }

    private static void WarnOfMissing(JsonPlace list, ImportedServers servers)
    {
        if (!(servers.Mail.Any(server => server.IsIncoming) && servers.Mail.Any(server => server.IsOutgoing)))
            list.Warn("has no incoming or no outgoing mail server: mail apps need both");
    }

    // Null when any of them is wrong: then nothing can be said of the whole.
    private static ImportedServers? Read(IReadOnlyList<JsonPlace> items, string[] members, string[] davMembers)
    {
        ImmutableArray<MailServer>.Builder mail = ImmutableArray.CreateBuilder<MailServer>();
        ImmutableArray<DavServer>.Builder dav = ImmutableArray.CreateBuilder<DavServer>();
        bool anyFault = false;
        foreach (JsonPlace item in items)
        {
            if (!item.IsObject())
                anyFault = true;
            else if (item["type"] is { IsString: true } type && Vocabularies.DavServerType.TryParse(type.Text, out DavServerType davType, out _))
                AddOrFault(dav, ReadDavServer(item, davType, davMembers), ref anyFault);
            else
                AddOrFault(mail, ReadMailServer(item, members), ref anyFault);
        }

        return anyFault ? null : new ImportedServers(mail.ToImmutable(), dav.ToImmutable());
    }

    private static void AddOrFault<T>(ImmutableArray<T>.Builder servers, T? server, ref bool anyFault)
        where T : class
    {
        if (server is null)
            anyFault = true;
        else
            servers.Add(server);
    }

    private static MailServer? ReadMailServer(JsonPlace item, string[] members)
    {
        item.Knows(members);
        bool isNative = ReferenceEquals(members, NativeMembers);
        MailServerType? type = ReadMailServerType(item["type"]);
        Template? host = item["name"].Required<Template>(HostTemplate.TryParse, DocumentLimits.Host + 1);
        int? port = item["port"].OptionalNumber(1, MailServer.LastPort);
        int? priority = item["prio"].OptionalNumber(int.MinValue, int.MaxValue);
        ConnectionSecurity? security = isNative && item["socket_type"].IsThere
            ? item["socket_type"].RequiredWord(Vocabularies.ConnectionSecurity)
            : null;
        Template? userName = isNative ? ReadUserName(item["user_name"]) : Template.WholeAddress;
        ImmutableArray<AuthenticationMethod> methods = isNative ? ReadAuthentication(item["authentication"]) : [];
        if (type is not { } known || host is null || userName is null)
            return null;
        int usedPort = port ?? MailServer.DefaultPort(known);
        MailServer server = new(known, host, usedPort, security ?? MailServer.DefaultSecurity(known, usedPort))
        {
            Priority = priority ?? MailServer.DefaultPriority,
            UserName = userName,
        };
        return methods.IsEmpty ? server : server with { Authentication = methods };
    }

    // A server's type is a mail or a DAV server's: an unknown one is told of all of them.
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

    private static Template? ReadUserName(JsonPlace place) =>
        place.IsThere ? place.Required<Template>(Template.TryParse, DocumentLimits.UserName) : Template.WholeAddress;

    // One word, or a list of them in order of preference.
    private static ImmutableArray<AuthenticationMethod> ReadAuthentication(JsonPlace place)
    {
        if (!place.IsThere)
            return [];
        IReadOnlyList<JsonPlace> words = place.IsString ? [place] : place.RequiredItems("authentication methods");
        ImmutableArray<AuthenticationMethod>.Builder methods = ImmutableArray.CreateBuilder<AuthenticationMethod>(words.Count);
        foreach (JsonPlace word in words)
        {
            if (word.RequiredWord(Vocabularies.AuthenticationMethod) is { } method && !methods.Contains(method))
                methods.Add(method);
        }

        return methods.ToImmutable();
    }

    private static DavServer? ReadDavServer(JsonPlace item, DavServerType type, string[] members)
    {
        item.Knows(members);
        bool isNative = ReferenceEquals(members, NativeDavMembers);
        Template? url = item["url"].Required<Template>(UrlTemplate.TryParse, DocumentLimits.Url);
        int? port = item["port"].OptionalNumber(0, MailServer.LastPort);
        bool? domainRequired = isNative ? item["domain_required"].OptionalFlag() : null;
        Template? userName = isNative ? ReadUserName(item["user_name"]) : Template.WholeAddress;
        if (url is null || userName is null)
            return null;
        return new DavServer(type, url)
        {
            Port = port ?? 0,
            // The reference system's default, for its own seeds.
            DomainRequired = domainRequired ?? !isNative,
            UserName = userName,
        };
    }
}
