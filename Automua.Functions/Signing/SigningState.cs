namespace Automua.Functions.Signing;

/// <summary>Whether profiles can be signed.</summary>
internal enum SigningState
{
    /// <summary>They can.</summary>
    Valid,

    /// <summary>They can, and in a few weeks no longer.</summary>
    ExpiresSoon,

    /// <summary>The certificate's time is over: devices would not trust it.</summary>
    Expired,

    /// <summary>The certificate's time has not begun: devices would not trust it.</summary>
    NotYetValid,
}
