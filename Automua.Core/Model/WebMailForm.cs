namespace Automua.Core.Model;

/// <summary>A log-in form of a web mail page, for clients that fill it in.</summary>
/// <param name="Url">The page that holds the form; it may hold placeholders.</param>
/// <param name="UserName">What to put into the user name's field.</param>
public sealed record WebMailForm(Template Url, Template UserName)
{
    /// <summary>The field for the user name; null when it is not described.</summary>
    public WebMailFormElement? UserNameField { get; init; }

    /// <summary>The field for the password; null when it is not described.</summary>
    public WebMailFormElement? PasswordField { get; init; }

    /// <summary>The button that logs in; null when it is not described.</summary>
    public WebMailFormElement? LoginButton { get; init; }
}
