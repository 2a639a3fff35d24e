using Automua.Core.Storage;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>One change of the table as its plan says, in one attempt or several.</summary>
internal sealed class TablesImport(AzureTable table)
{
    // Of several attempts the first one tells: what it wrote is no longer new to the next.
    private Imported? _result;

    /// <summary>Whether an attempt has begun to write: what it left, the next one finishes.</summary>
    public bool IsBegun => _result is not null;

    /// <summary>Plans and writes.</summary>
    /// <param name="planner">What works the plan out.</param>
    /// <param name="kind">What is begun, for whoever must finish it.</param>
    /// <param name="lease">The turn to write.</param>
    /// <param name="cancellation">Ends the attempt before something is written.</param>
    public async Task<ImportResult> RunAsync(ImportPlanner planner, UnfinishedWork kind, WriterLease lease, CancellationToken cancellation)
    {
        ImportPlan plan = await planner.PlanAsync(cancellation);
        if (!plan.Faults.IsEmpty)
            return new ImportRefused(plan.Faults);
        cancellation.ThrowIfCancellationRequested();
        _result ??= plan.Result;
        // Half an import is of use to nobody: from here on it goes to its end.
        if (plan.IsAnythingToWrite)
            await new ImportWriter(table.Bulk, plan, lease).RunAsync(kind);
        await lease.FinishAsync();
        return _result;
    }
}
