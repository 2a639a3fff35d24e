using Automua.Core.Model;
using Automua.Functions.Http;

namespace Automua.Functions.Lookup;

/// <summary>Reads the address that a client sends in a path or in a query.</summary>
internal static class RequestedAddress
{
    /// <summary>The address, or a sentence that says what is wrong with it; both null when the request names none.</summary>
    public static (EmailAddress? Address, string? Problem) Of(Asked asked) =>
        Of(asked.RouteValue("email") ?? asked.Query("emailaddress", "email"));

    /// <summary>The address in a text, or a sentence that says what is wrong with it; both null when the text is.</summary>
    public static (EmailAddress? Address, string? Problem) Of(string? text)
    {
        if (text is null)
            return (null, null);
        // A plus that some hop took for a blank: only a quoted string has blanks before the @.
        text = text.Trim();
        if (!text.StartsWith('"'))
            text = text.Replace(' ', '+');
        return EmailAddress.TryParse(text, out EmailAddress? address, out string? error)
            ? (address, null)
            : (null, $"The e-mail address {error}.");
    }
}
