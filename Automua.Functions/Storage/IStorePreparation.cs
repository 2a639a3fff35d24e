namespace Automua.Functions.Storage;

/// <summary>What a store needs before it can be asked.</summary>
internal interface IStorePreparation
{
    /// <summary>Where the data is, for people; it holds no secret.</summary>
    string Description { get; }

    /// <summary>What <see cref="PrepareAsync"/> would change of the schema, in a few words for each change; it changes nothing itself.</summary>
    /// <exception cref="Configuration.ConfigurationProblemException">The store cannot be used as configured.</exception>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store cannot be used now; what to do is to try again.</exception>
    /// <remarks>A store without a schema that changes with the program has nothing to tell.</remarks>
    Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Brings the store to this program's schema.</summary>
    /// <exception cref="Configuration.ConfigurationProblemException">The store cannot be used as configured.</exception>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store cannot be used now; what to do is to try again.</exception>
    Task PrepareAsync(CancellationToken cancellation);
}
