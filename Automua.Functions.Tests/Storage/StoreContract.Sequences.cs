using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using FsCheck.Xunit;

namespace Automua.Functions.Tests.Storage;

public abstract partial class StoreContract
{
    [Property(Arbitrary = [typeof(StoreSteps)], MaxTest = 60, EndSize = 20)]
    public async Task Any_sequence_of_steps_comes_to_what_a_simple_model_says(StoreStep[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        await Store.PurgeAsync(CancellationToken.None);
        StoreModel model = new();
        foreach (StoreStep step in steps)
        {
            await TakeAsync(step, model);
            Assert.Equal(model.Counts.Providers > 0, await Store.HoldsDataAsync(CancellationToken.None));
        }

        // At the end alone: what a shorter sequence comes to is a sequence of its own.
        foreach (DomainName name in StoreSteps.Names)
        {
            foreach (DomainMatch widest in Enum.GetValues<DomainMatch>())
                AssertSame(model.Find(name, widest), await FindAsync(name.Value, widest));
            foreach (ProviderNameKind kind in Enum.GetValues<ProviderNameKind>())
                AssertSame(model.FindProvider(name, kind), await Store.FindProviderAsync(name, kind, CancellationToken.None));
        }

        foreach (DomainPattern pattern in StoreSteps.Patterns)
            Assert.Equal(model.Read(pattern), await Store.ReadDomainAsync(pattern, CancellationToken.None));
        Assert.Equal(model.Providers, await Store.ListProvidersAsync(CancellationToken.None));
        Assert.Equal(model.Counts, await Store.CountAsync(CancellationToken.None));
        Assert.Equal(model.Counts, await Store.PurgeAsync(CancellationToken.None));
    }

    private async Task TakeAsync(StoreStep step, StoreModel model)
    {
        if (step.Put is { } entry)
            AssertSame(model.Put(entry), await PutAsync(entry));
        else if (step.Removed is { } name)
            Assert.Equal(model.Remove(name), await RemoveAsync(name.Value));
        else if (step.Document is { } document)
            AssertSame(model.Import(document, step.Mode), await ImportAsync(document, step.Mode));
        else
            Assert.Equal(model.Purge(), await Store.PurgeAsync(CancellationToken.None));
    }

    private static void AssertSame(ImportResult expected, ImportResult actual)
    {
        if (expected is ImportRefused refused)
            Assert.Equal(PointersOf(refused), PointersOf(Assert.IsType<ImportRefused>(actual)));
        else
            Assert.Equal(expected, actual);
    }

    private static IEnumerable<string> PointersOf(ImportRefused refused) =>
        refused.Faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal);

    private static void AssertSame(DomainConfiguration? expected, DomainLookup lookup)
    {
        if (expected is null)
        {
            Assert.Same(DomainNotFound.Instance, lookup);
            return;
        }

        DomainConfiguration found = Assert.IsType<DomainFound>(lookup).Configuration;
        Assert.Equal(expected.Name, found.Name);
        Assert.Equal(expected.Provider.Name, found.Provider.Name);
        Assert.Equal(ProviderDetails.Write(expected.Provider), ProviderDetails.Write(found.Provider));
        Assert.Equal(expected.Incoming, found.Incoming);
        Assert.Equal(expected.Outgoing, found.Outgoing);
        Assert.Equal(expected.DavServers, found.DavServers);
        Assert.Equal(expected.Directory, found.Directory);
        Assert.Equal(expected.Siblings, found.Siblings);
    }
}
