namespace Automua.Functions.Administration;

/// <summary>The token is right, but its holder is no administrator.</summary>
/// <param name="Holder">Its holder.</param>
internal sealed record TokenLacksRole(Administrator Holder) : TokenVerdict;
