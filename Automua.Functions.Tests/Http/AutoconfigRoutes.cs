namespace Automua.Functions.Tests.Http;

/// <summary>The paths at which Thunderbird and its kin ask.</summary>
internal static class AutoconfigRoutes
{
    /// <summary>The path that Thunderbird tries first.</summary>
    public const string First = "/mail/config-v1.1.xml";

    /// <summary>Those that take the address in the query.</summary>
    public static readonly string[] WithQuery =
    [
        First,
        "/.well-known/autoconfig/mail/config-v1.1.xml",
        "/v1.1/mail/config-v1.1.xml",
        "/.well-known/mail-v1.xml",
    ];

    /// <summary>All of them, for a domain.</summary>
    public static IEnumerable<string> For(string domain) =>
        [.. WithQuery.Select(path => $"{path}?emailaddress=user@{domain}"), $"/v1.1/{domain}"];
}
