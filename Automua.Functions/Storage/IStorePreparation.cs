namespace Automua.Functions.Storage;

/// <summary>What a store needs before it can be asked.</summary>
internal interface IStorePreparation
{
    /// <summary>Where the data is, for people; it holds no secret.</summary>
    string Description { get; }

    /// <summary>Brings the store to this program's schema.</summary>
    /// <exception cref="Configuration.ConfigurationProblemException">The store cannot be used as configured.</exception>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store cannot be used now; what to do is to try again.</exception>
    Task PrepareAsync(CancellationToken cancellation);
}
