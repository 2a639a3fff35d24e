namespace Automua.Functions.Checking;

/// <summary>What is answered where a mail app asks.</summary>
/// <param name="Expected">What was asked, and what should be answered.</param>
/// <param name="Standing">How the answer stands to that.</param>
internal sealed record AnswerFinding(ExpectedAnswer Expected, Standing Standing) : Finding(Expected.Subject, Standing);
