namespace Automua.Functions.Storage.Sql;

/// <summary>
/// One step of the schema. It only adds, or makes room: programs of before go on with the schema that it leaves.
/// </summary>
/// <param name="Number">Its number, the same for all databases; steps run in this order, each once.</param>
/// <param name="Name">What it does, in a few words.</param>
/// <param name="Statements">The statements.</param>
internal sealed record Migration(int Number, string Name, params MigrationStatement[] Statements);
