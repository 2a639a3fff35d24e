using Automua.Core.Model;
using Automua.Functions.Http;

namespace Automua.Functions.Lookup;

/// <summary>Reads the address that a client sends in a path or in a query.</summary>
internal static class RequestedAddress
{
    /// <summary>The address, or a sentence that says what is wrong with it; both null when the request names none.</summary>
    public static (EmailAddress? Address, string? Problem) Of(Asked asked) => Of(TextIn(asked));

    /// <summary>The address in a path or in a query, as it was written; null when the request names none.</summary>
    public static string? TextIn(Asked asked)
    {
        string? text = (asked.RouteValue("email") ?? asked.Query("emailaddress", "email"))?.Trim();
        // A plus that some hop took for a blank: only a quoted string has blanks before the @.
        return text?.StartsWith('"') == false ? text.Replace(' ', '+') : text;
    }

    /// <summary>The address in a text, or a sentence that says what is wrong with it; both null when the text is.</summary>
    public static (EmailAddress? Address, string? Problem) Of(string? text)
    {
        if (text is null)
            return (null, null);
        return EmailAddress.TryParse(text.Trim(), out EmailAddress? address, out string? error)
            ? (address, null)
            : (null, $"The e-mail address {error}.");
    }
}
