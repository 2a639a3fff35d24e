namespace Automua.Functions.Tests.Documents;

/// <summary>A document that both the reader and the schema judge.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Text">The JSON text.</param>
/// <param name="Rule">The rule by which the reader may refuse it while the schema cannot; null when both must agree.</param>
internal sealed record JudgedDocument(string Name, string Text, UnsayableRule? Rule = null);
