using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;

namespace Automua.Functions.Checking;

/// <summary>Finds domains as this service serves them.</summary>
/// <param name="store">The store.</param>
/// <param name="options">How the service runs.</param>
internal sealed class ServedDomains(IConfigurationStore store, AutomuaOptions options)
{
    /// <summary>The name at which the service is reached from outside; null when it is not configured.</summary>
    public DomainName? ServiceHost => options.ServiceHost;

    /// <summary>Finds a domain, by its own name or by a pattern.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="serviceHost">The name at which the service is reached.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    /// <returns>The domain; or what is wrong with it; or neither, when it is not stored.</returns>
    public async Task<(ServedDomain? Domain, RowFault? Fault)> FindAsync(
        DomainName name, DomainName serviceHost, CancellationToken cancellation) =>
        await store.FindAsync(name, DomainMatch.Any, cancellation) switch
        {
            DomainFound(var configuration) => (
                new ServedDomain(new MailAccount(name, configuration), serviceHost, options.PaccSubmissionKey)
                {
                    SignsProfiles = options.SignCertificate is not null,
                },
                null),
            DomainSpoiled(var fault) => (null, fault),
            _ => (null, null),
        };
}
