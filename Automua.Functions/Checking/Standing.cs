namespace Automua.Functions.Checking;

/// <summary>How something in the world stands to what is stored here.</summary>
internal enum Standing
{
    /// <summary>It is as it should be.</summary>
    Right,

    /// <summary>It is not there, and mail apps do without.</summary>
    Absent,

    /// <summary>It is not there, and mail apps need it.</summary>
    Missing,

    /// <summary>It is there and says something else.</summary>
    Contradicts,
}
