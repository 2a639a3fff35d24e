namespace Automua.Functions.Administration;

/// <summary>What <see cref="EntraTokens"/> says of a token.</summary>
internal abstract record TokenVerdict;
