namespace Automua.Core.Model;

/// <summary>An element of a form: an HTML <c>id</c>, a <c>name</c>, or both.</summary>
/// <param name="Id">The element's id; null when it has none.</param>
/// <param name="Name">The element's name; null when it has none.</param>
public sealed record WebMailFormElement(string? Id, string? Name);
