using System.Collections.Immutable;
using Automua.Core.Directories;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>Reads the LDAP servers of a JSON document.</summary>
internal static class DirectoriesReader
{
    private const int LdapsPort = 636;

    /// <summary>Reads a list of LDAP servers, which may be missing.</summary>
    /// <param name="list">The list.</param>
    /// <param name="seen">The numbers of those read before; those that are read are added.</param>
    public static ImmutableArray<ImportedDirectory> Read(JsonPlace list, HashSet<int> seen)
    {
        ImmutableArray<ImportedDirectory>.Builder directories = ImmutableArray.CreateBuilder<ImportedDirectory>();
        foreach (JsonPlace item in list.OptionalItems("LDAP servers"))
        {
            if (!item.IsObject() || ReadDirectory(item) is not { } directory)
                continue;
            if (seen.Add(directory.Id))
            {
                directories.Add(new ImportedDirectory(directory, item.Pointer)
                {
                    KeepsPassword = directory.BindPassword == NativeWriter.MaskedPassword,
                });
            }
            else
            {
                item["id"].Fault($"is {directory.Id} a second time");
            }
        }

        return directories.ToImmutable();
    }

    private static DirectoryServer? ReadDirectory(JsonPlace item)
    {
        item.Knows(
            "id", "name", "port", "use_ssl", "allow_plain", "search_base", "search_filter", "attr_uid", "attr_cn", "bind_user",
            "bind_password");
        int? id = item["id"].RequiredNumber(0, int.MaxValue);
        string? host = item["name"].Required<string>(DirectoryHost.TryParse, DocumentLimits.Host + 1);
        int port = item["port"].OptionalNumber(1, MailServer.LastPort) ?? LdapsPort;
        bool useTls = item["use_ssl"].OptionalFlag() ?? port == LdapsPort;
        bool allowPlain = item["allow_plain"].OptionalFlag() ?? false;
        if (useTls && allowPlain)
            item["allow_plain"].Fault(DirectoryServer.PlainProblem);
        string? searchBase = item["search_base"].RequiredText(DocumentLimits.SearchBase);
        string filter = item["search_filter"].OptionalText(DocumentLimits.SearchBase) ?? "(mail={0})";
        if (!SearchFilter.TryParse(filter, out _, out string? problem))
            item["search_filter"].Fault(problem);
        string uid = ReadAttribute(item["attr_uid"]) ?? "uid";
        // A null that is written says that there is none to ask for.
        string? cn = ReadAttribute(item["attr_cn"]) ?? (item["attr_cn"].IsNamed ? null : "cn");
        string? bindUser = item["bind_user"].OptionalText(DocumentLimits.BindUser);
        string? bindPassword = ReadPassword(item["bind_password"], bindUser);
        if (id is not { } number || host is null || searchBase is null)
            return null;
        return new DirectoryServer(number, host, port, useTls, searchBase, filter, uid)
        {
            CnAttribute = cn,
            BindUser = bindUser,
            BindPassword = bindPassword,
            AllowPlain = allowPlain,
        };
    }

    private static string? ReadAttribute(JsonPlace place)
    {
        string? name = place.OptionalText(DocumentLimits.Word);
        if (name is not null && !AttributeDescription.IsValid(name))
            place.Fault(AttributeDescription.Problem);
        return name;
    }

    private static string? ReadPassword(JsonPlace place, string? user)
    {
        string? password = place.OptionalSecret(DocumentLimits.BindPassword);
        bool isRead = password is not null || !place.IsThere;
        if (isRead && BindPassword.ProblemOf(password, user) is { } problem)
            place.Fault(problem);
        return password;
    }
}
