namespace Automua.Functions.Administration;

/// <summary>The token is right and its holder may administer.</summary>
/// <param name="Administrator">Its holder.</param>
internal sealed record TokenAccepted(Administrator Administrator) : TokenVerdict;
