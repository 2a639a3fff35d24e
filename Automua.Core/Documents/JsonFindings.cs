namespace Automua.Core.Documents;

/// <summary>What was found wrong with a JSON document, or was passed over; all places of one document share it.</summary>
internal sealed class JsonFindings
{
    private const int MostFaults = 1000;

    private readonly List<DocumentFault> _faults = [];
    private readonly List<DocumentFault> _warnings = [];

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<DocumentFault> Faults => _faults;

    /// <summary>What was passed over, or may not be what its author meant.</summary>
    public IReadOnlyList<DocumentFault> Warnings => _warnings;

    /// <summary>What becomes of members that nobody reads.</summary>
    public OtherMembers Others { get; set; }

    public void Fault(string pointer, string detail)
    {
        if (_faults.Count < MostFaults)
            _faults.Add(new DocumentFault(pointer, detail));
        else if (_faults.Count == MostFaults)
            _faults.Add(new DocumentFault("", $"has further faults; these are the first {MostFaults}"));
    }

    public void Warn(string pointer, string detail)
    {
        if (_warnings.Count < MostFaults)
            _warnings.Add(new DocumentFault(pointer, detail));
    }
}
