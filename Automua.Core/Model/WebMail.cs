namespace Automua.Core.Model;

/// <summary>Where users read mail in a browser.</summary>
/// <param name="LoginPage">The page to open; it may hold placeholders.</param>
/// <param name="LoginForm">How a client may fill in that page's form; null when it may not.</param>
public sealed record WebMail(Template LoginPage, WebMailForm? LoginForm = null);
