namespace Automua.Core.Model;

/// <summary>A text for people.</summary>
/// <param name="Language">The language it is written in (BCP 47, such as <c>de</c>); null when that is not said.</param>
/// <param name="Text">The text.</param>
public sealed record LocalizedText(string? Language, string Text);
