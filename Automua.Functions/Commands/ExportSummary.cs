namespace Automua.Functions.Commands;

/// <summary>What an export does not tell.</summary>
/// <param name="LeftOut">What could not be written, in sentences.</param>
/// <param name="Masked">How many passwords were masked.</param>
internal sealed record ExportSummary(IReadOnlyList<string> LeftOut, int Masked);
