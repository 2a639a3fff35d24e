using System.Data.Common;
using Automua.Functions.Configuration;

namespace Automua.Functions.Storage.Sql;

/// <summary>Makes an SQLite database, or brings an existing one to this program's schema.</summary>
internal sealed class SqlitePreparation(SqliteDialect dialect, SqliteUri uri, ISqlEcho? echo) : SqlPreparation(dialect, echo)
{
    /// <inheritdoc/>
    protected override Task ArrangeAsync(CancellationToken cancellation) => dialect.UseWriteAheadLogAsync(cancellation);

    /// <inheritdoc/>
    /// <remarks>A file that cannot be used is not going to mend itself.</remarks>
    protected override Exception Unusable(DbException problem) =>
        new ConfigurationProblemException($"The {Description} cannot be used as the database: {Reason(problem)}.");

    private string Reason(DbException problem)
    {
        string? directory = Path.GetDirectoryName(Path.GetFullPath(uri.Path ?? "."));
        if (uri.Path is null || directory is null || Directory.Exists(directory))
            return problem.Message.TrimEnd('.');
        string hint = Path.IsPathRooted(uri.Path) ? "" : "; an absolute path takes four slashes: sqlite:////var/lib/automua/db.sqlite";
        return $"the directory {directory} does not exist{hint}";
    }
}
