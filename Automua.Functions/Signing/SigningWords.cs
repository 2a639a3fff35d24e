namespace Automua.Functions.Signing;

/// <summary>The words for how the signing certificate stands.</summary>
internal static class SigningWords
{
    /// <summary>The word for a state; null is no certificate.</summary>
    public static string Of(SigningState? state) => state switch
    {
        null => "unavailable",
        SigningState.Valid => "valid",
        SigningState.ExpiresSoon => "expires_soon",
        SigningState.Expired => "expired",
        _ => "not_yet_valid",
    };
}
