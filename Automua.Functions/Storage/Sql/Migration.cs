namespace Automua.Functions.Storage.Sql;

/// <summary>One step of the schema.</summary>
/// <param name="Number">Its number; steps run in this order, each once.</param>
/// <param name="Name">What it does, in a few words.</param>
/// <param name="Statements">The statements, which find nothing to do where the schema is already so.</param>
internal sealed record Migration(int Number, string Name, params string[] Statements)
{
    /// <summary>
    /// A query whose number other than 0 says that the schema is already so, for statements that cannot find that out by
    /// themselves; null when they can.
    /// </summary>
    public string? Unless { get; init; }
}
