namespace Automua.Functions.Checking;

/// <summary>How a kind of mail apps fares.</summary>
internal enum ClientState
{
    /// <summary>It finds all that it looks for.</summary>
    Works,

    /// <summary>It finds enough, in another place than the best, or something beside it is wrong.</summary>
    WorksPartly,

    /// <summary>It does not find what it needs.</summary>
    Fails,

    /// <summary>What the domain offers cannot be told to it.</summary>
    NotServed,
}
