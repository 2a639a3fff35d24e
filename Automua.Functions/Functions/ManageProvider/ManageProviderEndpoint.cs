using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Http;

namespace Automua.Functions.Functions.ManageProvider;

/// <summary>Shows a provider, without its domains.</summary>
internal sealed class ManageProviderEndpoint(IConfigurationStore store) : IEndpoint
{
    private const string EncodedSlash = "%2F";

    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        await FindAsync(asked.RouteValue("id")!, cancellation) is { } provider
            ? Answer.Entry(200, output => EntryWriter.Write(provider, output))
            : Answer.Problem(404, "No provider of that id, or of that name without an id, is stored.");

    // Of a path, slashes alone come encoded; but a name may also look so.
    private async Task<ExportedProvider?> FindAsync(string key, CancellationToken cancellation)
    {
        ExportedProvider? provider = await store.ReadProviderAsync(key, cancellation);
        return provider is null && key.Contains(EncodedSlash, StringComparison.OrdinalIgnoreCase)
            ? await store.ReadProviderAsync(key.Replace(EncodedSlash, "/", StringComparison.OrdinalIgnoreCase), cancellation)
            : provider;
    }
}
