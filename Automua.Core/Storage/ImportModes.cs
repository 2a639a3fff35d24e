using Automua.Core.Model;

namespace Automua.Core.Storage;

/// <summary>The words by which administrators choose an <see cref="ImportMode"/>.</summary>
public static class ImportModes
{
    /// <summary>The words; that of the mode without a choice comes first.</summary>
    public static readonly Vocabulary<ImportMode> Words = new(
        ("merge", ImportMode.Merge), ("replace", ImportMode.Replace), ("create", ImportMode.Create));
}
