namespace Automua.Functions.Site;

/// <summary>What the first page says beside its form.</summary>
internal enum FirstPageState
{
    /// <summary>Nothing: it waits for an address.</summary>
    Waiting,

    /// <summary>That the store holds nothing yet.</summary>
    Empty,

    /// <summary>That what was typed is no address.</summary>
    Malformed,

    /// <summary>That nothing usable is known of the address's domain.</summary>
    Unknown,

    /// <summary>That the store or a directory does not answer.</summary>
    Unavailable,
}
