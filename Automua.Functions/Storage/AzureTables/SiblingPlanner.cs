using Automua.Core.Model;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Plans the domains that a change does not name, and that are told with those it names.</summary>
/// <param name="reader">What reads them.</param>
/// <param name="directories">The directories of the plan, to which those are added that only answers hold any more.</param>
/// <param name="providers">The providers of the plan.</param>
/// <param name="domains">The domains of the plan, to which these are added.</param>
internal sealed class SiblingPlanner(
    TableReader reader,
    Dictionary<int, PlannedDirectory> directories,
    Dictionary<string, PlannedProvider> providers,
    Dictionary<DomainPattern, PlannedDomain> domains)
{
    /// <summary>Takes in whom the changes concern: domains that are told together change together.</summary>
    public async Task PlanAsync(CancellationToken cancellation)
    {
        foreach (PlannedDomain domain in domains.Values)
        {
            PlannedProvider provider = providers[domain.Provider];
            bool isChanged = !domain.IsSame || (domain.DirectoryId is { } id && directories[id].IsWritten);
            provider.IsTouched |= isChanged && provider.Listed is not null;
        }

        foreach (PlannedProvider provider in providers.Values.Where(provider => provider.IsWritten && provider.Listed is not null))
        {
            DomainPattern[] others = [.. provider.Listed!.Where(name => !domains.ContainsKey(name))];
            Dictionary<DomainPattern, long> spoilt = [];
            foreach (TableEntity entity in await reader.WholeDomainsAsync(others, cancellation))
            {
                StoredDomain stored = StoredDomain.Read(entity);
                if (stored.Provider != provider.Key)
                    continue;
                // What another hand spoilt stays as it is, and nobody is told of it.
                if (AnswerReader.TryReadAnswer(entity) is not { } answer)
                {
                    spoilt.Add(stored.Name, stored.Number);
                    continue;
                }

                // One that another hand removed stays in the answers that hold it.
                if (answer.Directory is { } directory)
                    directories.TryAdd(directory.Id, new PlannedDirectory(new StoredDirectory(directory), directory));
                domains.Add(stored.Name, new PlannedDomain(
                    stored.Name,
                    stored.Number,
                    stored.Provider,
                    answer.Directory?.Id,
                    answer.Servers,
                    stored.Servers,
                    stored));
            }

            foreach (DomainPattern missing in others.Where(name => !domains.ContainsKey(name) && !spoilt.ContainsKey(name)))
                provider.Drop(missing);
            provider.Arrange(name => domains.TryGetValue(name, out PlannedDomain? domain) ? domain.Number : spoilt[name]);
        }
    }
}
