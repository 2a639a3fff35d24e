using System.Text.Json;
using Automua.Core.Model;

namespace Automua.Functions.Commands;

/// <summary>A domain of a service somewhere else.</summary>
/// <param name="service">The service.</param>
/// <param name="domain">The domain.</param>
/// <param name="serviceHost">The name at which the service is reached; null for what it takes for it.</param>
/// <param name="cancellation">Ends requests.</param>
internal sealed class RemoteDomain(RemoteService service, DomainName domain, DomainName? serviceHost, CancellationToken cancellation)
{
    /// <summary>The records that the domain should publish.</summary>
    /// <param name="format">In which form, <c>zone</c> or <c>json</c>.</param>
    /// <exception cref="RemoteProblemException">The service does not tell them.</exception>
    public Task<byte[]> RecordsAsync(string format) =>
        service.AskAboutAsync(domain, $"dns?format={format}{(serviceHost is null ? "" : $"&service_host={serviceHost}")}", cancellation);

    /// <summary>What the service finds when it looks at the domain from outside: as JSON and for people, and whether all is good.</summary>
    /// <exception cref="RemoteProblemException">The service does not tell it.</exception>
    public async Task<(byte[] Json, string Report, bool IsGood)> CheckAsync()
    {
        byte[] json = await service.AskAboutAsync(domain, serviceHost is null ? "check" : $"check?service_host={serviceHost}", cancellation);
        return service.Understand(() =>
        {
            using JsonDocument report = JsonDocument.Parse(json);
            return (json, $"{report.RootElement.GetProperty("report")}", report.RootElement.GetProperty("good").GetBoolean());
        });
    }
}
