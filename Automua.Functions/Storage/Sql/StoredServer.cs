using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>A row of a table of servers.</summary>
/// <typeparam name="T">What it is in the model.</typeparam>
/// <param name="Server">The server; null when the row is wrong.</param>
/// <param name="Fault">What is wrong.</param>
internal readonly record struct StoredServer<T>(T? Server, RowFault? Fault)
    where T : class;
