using Automua.Functions.Configuration;

namespace Automua.Functions.Storage;

/// <summary>
/// Opens the store for work: brings it to this program's schema, or, where the administrator keeps that to himself, refuses
/// one that is not.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="mayMigrate">Whether this program may change the schema.</param>
internal sealed class StoreOpening(IStorePreparation store, bool mayMigrate)
{
    /// <summary>Where the data is, for people; it holds no secret.</summary>
    public string Description => store.Description;

    /// <summary>Opens the store.</summary>
    /// <exception cref="ConfigurationProblemException">The store cannot be used as configured, or its schema is old.</exception>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store cannot be used now; what to do is to try again.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (!mayMigrate && await store.PendingAsync(cancellation) is { Count: > 0 })
        {
            throw new ConfigurationProblemException(
                $"The {Description} is not on the schema of this program, and auto_migrate is no: run 'automua migrate' first.");
        }

        await store.PrepareAsync(cancellation);
    }
}
