using Automua.Functions.Configuration;
using Microsoft.Data.Sqlite;

namespace Automua.Functions.Storage.Sql;

/// <summary>Makes an SQLite database, or brings an existing one, the reference system's too, to this program's schema.</summary>
internal sealed class SqlitePreparation(SqliteDialect dialect, SqliteUri uri, ISqlEcho? echo) : IStorePreparation
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
        catch (SqliteException problem)
        {
            throw Unusable(problem);
        }
    }

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await dialect.UseWriteAheadLogAsync(cancellation);
            await Migrator.MigrateAsync(dialect, echo, cancellation);
        }
        catch (SqliteException problem)
        {
            throw Unusable(problem);
        }
    }

    private ConfigurationProblemException Unusable(SqliteException problem) =>
        new($"The {Description} cannot be used as the database: {Reason(problem)}.");

    private string Reason(SqliteException problem)
    {
        string? directory = Path.GetDirectoryName(Path.GetFullPath(uri.Path ?? "."));
        if (uri.Path is null || directory is null || Directory.Exists(directory))
            return problem.Message.TrimEnd('.');
        string hint = Path.IsPathRooted(uri.Path) ? "" : "; an absolute path takes four slashes: sqlite:////var/lib/automua/db.sqlite";
        return $"the directory {directory} does not exist{hint}";
    }
}
