using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Http;

namespace Automua.Functions.Functions.ManageProvider;

/// <summary>Shows a provider, without its domains.</summary>
internal sealed class ManageProviderEndpoint(IConfigurationStore store) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        await store.ReadProviderAsync(KeyIn(asked.RouteValue("id")!), cancellation) is { } provider
            ? Answer.Entry(200, output => EntryWriter.Write(provider, output))
            : Answer.Problem(404, "No provider of that id, or of that name without an id, is stored.");

    // Names hold slashes, which servers leave encoded in paths.
    private static string KeyIn(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
