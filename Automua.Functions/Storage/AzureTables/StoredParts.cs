using System.Globalization;
using Automua.Core.Storage;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>
/// Reads the directories and providers that an import is about. Where another hand spoilt one, an import is broken off, and a
/// change of one domain goes on as if it were not there.
/// </summary>
/// <param name="reader">What reads.</param>
/// <param name="change">The change of one domain; null for an import.</param>
internal sealed class StoredParts(TableReader reader, DomainChange? change)
{
    private readonly Dictionary<int, RowFault> _directoryFaults = [];

    /// <summary>What is wrong with directories that were left out, by their numbers.</summary>
    public IReadOnlyDictionary<int, RowFault> DirectoryFaults => _directoryFaults;

    /// <summary>What is wrong with the provider that the domain is put to; null when nothing is.</summary>
    public RowFault? OwnerFault { get; private set; }

    /// <summary>All directories.</summary>
    public async Task<IReadOnlyCollection<StoredDirectory>> DirectoriesAsync(CancellationToken cancellation)
    {
        List<StoredDirectory> directories = [];
        foreach (TableEntity entity in await reader.WholeDirectoriesAsync(cancellation))
        {
            if (Read(entity, StoredDirectory.Read, out RowFault? fault) is { } directory)
                directories.Add(directory);
            else if (int.TryParse(entity.RowKey, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
                _directoryFaults[id] = fault!;
        }

        return directories;
    }

    /// <summary>Providers by their row keys; those that are not there are left out.</summary>
    public async Task<Dictionary<string, StoredProvider>> ProvidersAsync(IEnumerable<ProviderHead> heads, CancellationToken cancellation)
    {
        Dictionary<string, StoredProvider> providers = [];
        foreach (TableEntity entity in await reader.WholeProvidersAsync(heads.Select(head => head.Number), cancellation))
        {
            if (Read(entity, StoredProvider.Read, out RowFault? fault) is { } provider)
                providers.Add(provider.Key, provider);
            else if (entity.RowKey == change?.Owner?.Key)
                OwnerFault = fault;
        }

        return providers;
    }

    private T? Read<T>(TableEntity entity, Func<TableEntity, T> read, out RowFault? fault)
        where T : class
    {
        fault = null;
        return change is null ? read(entity) : AzureTable.TryRead(entity, read, out fault);
    }
}
