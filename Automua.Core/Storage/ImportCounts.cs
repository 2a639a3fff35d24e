namespace Automua.Core.Storage;

/// <summary>How many of a kind were touched.</summary>
/// <param name="Added">New ones.</param>
/// <param name="Changed">Known ones that differ now.</param>
/// <param name="Unchanged">Known ones that were as the document says.</param>
/// <param name="Removed">Known ones that are gone.</param>
public readonly record struct ImportCounts(int Added, int Changed, int Unchanged, int Removed);
