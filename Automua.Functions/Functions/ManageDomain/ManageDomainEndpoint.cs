using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Functions.ManageDomain;

/// <summary>One domain, or one pattern: GET shows it, PUT stores it, DELETE removes it; the latter two if nobody else changed it.</summary>
internal sealed class ManageDomainEndpoint(IConfigurationStore store, AuditLog audit) : IEndpoint
{
    private const string NotStored = "No domain of that name is stored.";

    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        if (!DomainPattern.TryParse(asked.RouteValue("name"), out DomainPattern? name, out string? problem))
            return Answer.Problem(400, $"The domain {problem}.");
        if (HttpMethods.IsPut(asked.Method))
            return await PutAsync(asked, name, cancellation);
        if (HttpMethods.IsDelete(asked.Method))
            return await RemoveAsync(asked, name, cancellation);
        return await store.ReadDomainAsync(name, cancellation) switch
        {
            { Entry: { } entry } => Answer.Entry(200, output => EntryWriter.Write(entry, output)),
            { Fault: { } fault } => Answer.Problem(409, $"The domain is stored with a fault: {fault}. PUT it to mend it."),
            _ => Answer.Problem(404, NotStored),
        };
    }

    private async ValueTask<Answer> PutAsync(Asked asked, DomainPattern name, CancellationToken cancellation)
    {
        DomainDraftReading reading;
        using (PooledBuffer body = await asked.ReadBodyAsync(ConfigurationChanges.LargestDocument, cancellation))
            reading = DomainDraftReader.Read(body.Written);
        if (reading.Draft is not { } draft)
            return Refused(reading.Faults);
        if (draft.Name is { } named && !named.Equals(name))
            return Refused([new DocumentFault("/name", $"is {named}, and the path names {name}")]);

        DomainReading stored = await store.ReadDomainAsync(name, cancellation);
        if ((draft.Provider ?? stored.Entry?.Provider) is not { } provider)
            return Refused([new DocumentFault("/provider", "is missing: the id of a provider that is stored, or the name of one without an id")]);
        ImportedServers servers = draft.Servers
            ?? (await store.ReadProviderAsync(provider, cancellation))?.Servers ?? ImportedServers.None;

        // Asked again where nobody else can write; what it was then is what was replaced.
        bool isNew = false;
        Precondition expected = Precondition.Of(asked);
        DomainEntry entry = new(name, provider, servers, draft.DirectoryId);
        ImportResult result = await store.PutDomainAsync(
            entry,
            found =>
            {
                isNew = !found.IsStored;
                return expected.IsMet(found);
            },
            cancellation);
        switch (result)
        {
            case Imported(var providers, var domains):
                audit.Changed(asked, $"stored the domain {name}", providers.Counts, domains.Counts);
                return Answer.Entry(isNew ? 201 : 200, output => EntryWriter.Write(entry, output));
            case ImportRefused(var faults):
                return Refused(faults);
            default:
                return Outdated;
        }
    }

    private async ValueTask<Answer> RemoveAsync(Asked asked, DomainPattern name, CancellationToken cancellation)
    {
        switch (await store.RemoveDomainAsync(name, Precondition.Of(asked).IsMet, cancellation))
        {
            case DomainRemoval.Removed:
                audit.Changed(asked, $"removed the domain {name}", default, new ImportCounts(0, 0, 0, 1));
                return Answer.Empty(204);
            case DomainRemoval.NotFound:
                return Answer.Problem(404, NotStored);
            default:
                return Outdated;
        }
    }

    private static Answer Outdated => Answer.Problem(
        412, "The domain is not stored as the request expects it: somebody else changed, added or removed it. Nothing was changed.");

    private static Answer Refused(ImmutableArray<DocumentFault> faults) =>
        ChangeAnswer.Refused(faults, "Nothing was stored: the domain has the errors listed.");
}
