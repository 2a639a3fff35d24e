using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>Reads the domains of a JSON document: names, or objects with a name.</summary>
internal static class DomainsReader
{
    /// <summary>Reads the domains of a seed, which all have the same servers.</summary>
    public static ImmutableArray<ImportedDomain> OfSeed(JsonPlace list, ImportedServers servers) =>
        Read(list.RequiredItems("domain names"), servers, [], haveServers: false);

    /// <summary>Reads the domains of a provider, which may have servers of their own.</summary>
    /// <param name="list">The list.</param>
    /// <param name="servers">The provider's servers, for domains without any of their own.</param>
    /// <param name="seen">Where domains were named before; those that are read are added.</param>
    public static ImmutableArray<ImportedDomain> OfProvider(
        JsonPlace list, ImportedServers servers, Dictionary<DomainPattern, string> seen) =>
        Read(list.OptionalItems("domain names"), servers, seen, haveServers: true);

    private static ImmutableArray<ImportedDomain> Read(
        IReadOnlyList<JsonPlace> items, ImportedServers servers, Dictionary<DomainPattern, string> seen, bool haveServers)
    {
        ImmutableArray<ImportedDomain>.Builder domains = ImmutableArray.CreateBuilder<ImportedDomain>();
        foreach (JsonPlace item in items)
        {
            JsonPlace place = item;
            int? directoryId = null;
            bool saysDirectory = false;
            ImportedServers own = servers;
            if (!item.IsString)
            {
                if (!item.IsObject("a domain name or an object"))
                    continue;
                if (haveServers)
                    item.Knows("name", "ldapserver_id", "servers");
                else
                    item.Knows("name", "ldapserver_id");
                place = item["name"];
                saysDirectory = item["ldapserver_id"].IsNamed;
                directoryId = item["ldapserver_id"].OptionalNumber(0, int.MaxValue);
                if (haveServers && item["servers"].IsThere)
                    own = ServersReader.OfProvider(item["servers"]);
            }

            DomainPattern? name = place.Required<DomainPattern>(DomainPattern.TryParse, DocumentLimits.Pattern);
            if (name is null)
                continue;
            if (seen.TryAdd(name, place.Pointer))
                domains.Add(new ImportedDomain(name, own, directoryId, item.Pointer) { KeepsDirectory = !saysDirectory });
            else
                place.Fault($"names {name} a second time; the first is {seen[name]}");
        }

        return domains.ToImmutable();
    }
}
