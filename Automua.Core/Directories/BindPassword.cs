namespace Automua.Core.Directories;

/// <summary>
/// How the password to bind with is written: as it is, or as <c>env:</c> and the name of the environment variable that holds it.
/// </summary>
public static class BindPassword
{
    private const string FromEnvironment = "env:";

    // What the program and Azure keep in the environment is nobody's to send to a server of their choice.
    private static readonly string[] Others =
        ["AUTOMUA_", "IDENTITY_", "MSI_", "AZURE", "APPLICATIONINSIGHTS", "APPSETTING_", "WEBSITE_", "FUNCTIONS_", "CUSTOMCONNSTR_"];

    /// <summary>The name of the environment variable that holds the password; null when the text is the password itself.</summary>
    public static string? VariableOf(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return password.StartsWith(FromEnvironment, StringComparison.Ordinal) ? password[FromEnvironment.Length..] : null;
    }

    /// <summary>
    /// What is wrong with a password, as the rest of a sentence that begins with the field's name and never repeats it; null when
    /// nothing is.
    /// </summary>
    /// <param name="password">The password; null for none.</param>
    /// <param name="user">The distinguished name to bind as; null for an anonymous bind.</param>
    public static string? ProblemOf(string? password, string? user) =>
        password is not null ? VariableOf(password) is { } name ? ProblemOfVariable(name) : null
        // RFC 4513 section 5.1.2.
        : user is null ? null : "is missing: servers take a bind_user without a password for nobody, and answer as to anybody";

    private static string? ProblemOfVariable(string name) =>
        !IsName(name)
            ? $"has no name of an environment variable behind {FromEnvironment}; allowed are letters, digits and underscores, and no digit first"
        : Others.Any(other => name.StartsWith(other, StringComparison.OrdinalIgnoreCase))
            ? $"names an environment variable that is not a directory's; names do not begin with {string.Join(", ", Others)}"
        : null;

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
