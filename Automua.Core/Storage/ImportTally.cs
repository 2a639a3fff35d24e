using System.Collections.Immutable;

namespace Automua.Core.Storage;

/// <summary>Notes what an import changes of a kind, one by one.</summary>
public sealed class ImportTally
{
    private readonly List<string> _added = [];
    private readonly List<string> _changed = [];
    private readonly List<string> _removed = [];
    private int _unchanged;

    /// <summary>Everything noted.</summary>
    public ImportChanges Changes => new(Ordered(_added), Ordered(_changed), _unchanged, Ordered(_removed));

    /// <summary>Notes a new one.</summary>
    public void Added(string name) => _added.Add(name);

    /// <summary>Notes a known one, and whether it differs now.</summary>
    public void Known(string name, bool isChanged)
    {
        if (isChanged)
            _changed.Add(name);
        else
            _unchanged++;
    }

    /// <summary>Notes one that is gone.</summary>
    public void Removed(string name) => _removed.Add(name);

    private static ImmutableArray<string> Ordered(List<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
