namespace Automua.Core.Documents;

/// <summary>What becomes of members of a JSON object that nobody reads.</summary>
internal enum OtherMembers
{
    /// <summary>They may be there: what a newer program stored is not lost on an older one.</summary>
    Ignored,

    /// <summary>They are passed over and reported: documents of other programs hold some.</summary>
    Reported,

    /// <summary>They are faults: the format is this program's, so one of them is a misspelt member.</summary>
    Refused,
}
