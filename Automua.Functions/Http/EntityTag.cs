using System.IO.Hashing;

namespace Automua.Functions.Http;

/// <summary>Validators of what is answered (RFC 9110 section 8.8.3).</summary>
internal static class EntityTag
{
    private const string Weak = "W/";
    /// <summary>A strong validator of a body: equal octets have equal ones.</summary>
    /// <remarks>Nobody gains by making two bodies with one validator, so the hash need not keep anybody from it.</remarks>
    public static string Of(ReadOnlySpan<byte> body) => $"\"{XxHash128.HashToUInt128(body):x32}\"";

    /// <summary>Whether a validator is in a list, as <c>If-None-Match</c> compares (section 13.1.2): weakly; <c>*</c> is any.</summary>
    /// <param name="list">The header's value: validators parted by commas.</param>
    /// <param name="tag">A strong validator; null for what has none.</param>
    public static bool IsKnown(string? list, string? tag) =>
        Parts(list).Any(candidate => candidate == "*" || (tag is not null && (candidate == tag || candidate == Weak + tag)));

    /// <summary>Whether a validator is in a list, as <c>If-Match</c> compares (section 13.1.1): strongly; <c>*</c> is any.</summary>
    /// <param name="list">The header's value: validators parted by commas.</param>
    /// <param name="tag">A strong validator; null for what has none.</param>
    public static bool IsMatched(string? list, string? tag) =>
        Parts(list).Any(candidate => candidate == "*" || (tag is not null && candidate == tag));

    // A validator may hold a comma, but none of ours does.
    private static string[] Parts(string? list) => (list ?? "").Split(',', StringSplitOptions.TrimEntries);
}
