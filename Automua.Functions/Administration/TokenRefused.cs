namespace Automua.Functions.Administration;

/// <summary>The token is wrong.</summary>
/// <param name="Reason">What is wrong, a sentence that repeats nothing of the token.</param>
internal sealed record TokenRefused(string Reason) : TokenVerdict
{
    /// <summary>Whether it may be anybody's: it cannot be read, or its issuer did not sign it.</summary>
    public required bool IsForged { get; init; }
}
