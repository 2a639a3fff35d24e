namespace Automua.Functions.Storage.Sql;

/// <summary>A statement of a <see cref="Migration"/>.</summary>
/// <param name="Sql">The statement, which finds nothing to do where the schema is already so, unless <paramref name="Unless"/> is asked.</param>
/// <param name="Unless">
/// A query whose number other than 0 says that the schema is already so, for statements that cannot find that out by
/// themselves; null when they can.
/// </param>
internal sealed record MigrationStatement(string Sql, string? Unless = null)
{
    /// <summary>Whether <see cref="Sql"/> is a query whose answer is the statement to run.</summary>
    public bool IsMadeByQuery { get; init; }

    /// <summary>A statement that finds out by itself.</summary>
    public static implicit operator MigrationStatement(string sql) => FromString(sql);

    /// <summary>A statement that finds out by itself.</summary>
    public static MigrationStatement FromString(string sql) => new(sql);
}
