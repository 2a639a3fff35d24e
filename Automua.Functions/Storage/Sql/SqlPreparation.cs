using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>Brings a database, an empty one or one of the reference system, to this program's schema.</summary>
internal abstract class SqlPreparation(SqlDialect dialect, ISqlEcho? echo) : IStorePreparation
{
    /// <inheritdoc/>
    public string Description => dialect.Description;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellation)
    {
        try
        {
            return await Migrator.PendingAsync(dialect, echo, cancellation);
        }
        catch (DbException problem)
        {
            throw Unusable(problem);
        }
    }

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await ArrangeAsync(cancellation);
            await Migrator.MigrateAsync(dialect, echo, cancellation);
        }
        catch (DbException problem)
        {
            throw Unusable(problem);
        }
    }

    /// <summary>What comes before the schema.</summary>
    protected virtual Task ArrangeAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>What the database's refusal means for the program.</summary>
    protected abstract Exception Unusable(DbException problem);
}
