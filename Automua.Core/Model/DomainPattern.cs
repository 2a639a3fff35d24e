using System.Diagnostics.CodeAnalysis;

namespace Automua.Core.Model;

/// <summary>
/// Which domains a configuration is for: one by its name, all below a parent (<c>*.example.com</c>), or any (<c>*</c>).
/// </summary>
/// <remarks>As in DNS (RFC 4592) an asterisk stands for one or more labels, and the nearest name counts.</remarks>
public sealed class DomainPattern : IEquatable<DomainPattern>
{
    private const string AnyLabels = "*";
    private const string AnyBelow = "*.";

    private DomainPattern(string prefix, DomainName? name)
    {
        Value = prefix + name?.Value;
        UnicodeValue = prefix + name?.UnicodeValue;
        Domain = prefix.Length == 0 ? name : null;
    }

    /// <summary>Every domain.</summary>
    public static DomainPattern Any { get; } = new(AnyLabels, null);

    /// <summary>The pattern as it is stored: lower-case A-labels, perhaps behind an asterisk.</summary>
    public string Value { get; }

    /// <summary>The pattern as people read it; the same text as <see cref="Value"/> when it is plain ASCII.</summary>
    public string UnicodeValue { get; }

    /// <summary>The one domain that is meant; null for a pattern with an asterisk.</summary>
    public DomainName? Domain { get; }

    /// <summary>The pattern that means one domain.</summary>
    public static DomainPattern Of(DomainName domain) => new("", domain);

    /// <summary>Reads a domain name, <c>*.</c> and a domain name, or <c>*</c>.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="pattern">The pattern, when the text is one.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out DomainPattern? pattern, [NotNullWhen(false)] out string? error)
    {
        pattern = null;
        string trimmed = text?.Trim() ?? "";
        if (trimmed == AnyLabels)
        {
            pattern = Any;
            error = null;
            return true;
        }

        bool isBelow = trimmed.StartsWith(AnyBelow, StringComparison.Ordinal);
        if (!DomainName.TryParse(isBelow ? trimmed[AnyBelow.Length..] : trimmed, out DomainName? name, out error))
            return false;
        pattern = isBelow ? new DomainPattern(AnyBelow, name) : Of(name);
        return true;
    }

    /// <summary>Reads a pattern that is known to be one, such as a constant.</summary>
    /// <exception cref="FormatException">The text is not a pattern.</exception>
    public static DomainPattern Parse(string text) =>
        TryParse(text, out DomainPattern? pattern, out string? error)
            ? pattern
            : throw new FormatException($"A domain {error}.");

    /// <summary>The patterns that are for a domain, the nearest first.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="widest">How wide the last of them is.</param>
    public static IEnumerable<DomainPattern> For(DomainName domain, DomainMatch widest)
    {
        ArgumentNullException.ThrowIfNull(domain);
        yield return Of(domain);
        if (widest == DomainMatch.Exact)
            yield break;
        foreach (DomainName parent in domain.Parents)
            yield return new DomainPattern(AnyBelow, parent);
        if (widest == DomainMatch.Any)
            yield return Any;
    }

    /// <inheritdoc/>
    public bool Equals(DomainPattern? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DomainPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
