using System.Diagnostics.CodeAnalysis;

namespace Automua.Core.Model;

/// <summary>Makes a value of the model from text, such as <see cref="DomainName.TryParse"/> does.</summary>
/// <param name="text">The text.</param>
/// <param name="result">The value, when the text is one.</param>
/// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
/// <typeparam name="T">The value's type.</typeparam>
public delegate bool TextReading<T>(
    string? text, [NotNullWhen(true)] out T? result, [NotNullWhen(false)] out string? error);
