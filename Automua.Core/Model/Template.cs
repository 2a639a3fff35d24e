using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Automua.Core.Model;

/// <summary>
/// Text with placeholders of Mozilla's kind. It is taken apart once, when it is read, and expanded in one pass, so that
/// what a value brings in is never expanded again.
/// </summary>
public sealed class Template : IEquatable<Template>
{
    /// <summary>The placeholder for the whole address.</summary>
    public const string EmailAddress = "%EMAILADDRESS%";

    /// <summary>The placeholder for what stands before the <c>@</c>.</summary>
    public const string EmailLocalPart = "%EMAILLOCALPART%";

    /// <summary>The placeholder for the domain asked about.</summary>
    public const string EmailDomain = "%EMAILDOMAIN%";

    /// <summary>The placeholder for the user's full name.</summary>
    public const string RealName = "%REALNAME%";

    private const int ShortestUnknownPlaceholder = 4;

    private static readonly ImmutableArray<string> Placeholders = [EmailAddress, EmailLocalPart, EmailDomain, RealName];

    /// <summary>The login name of most mail hosters: the address itself.</summary>
    public static readonly Template WholeAddress = new(EmailAddress, [EmailAddress]);

    // Literal stretches and placeholders, in order; a placeholder is the very string constant, found by reference.
    private readonly ImmutableArray<string> _parts;

    private Template(string text, ImmutableArray<string> parts)
    {
        Text = text;
        _parts = parts;
        IsLiteral = !parts.Any(IsPlaceholder);
        NeedsMailbox = parts.Any(part => IsPlaceholder(part) && !ReferenceEquals(part, EmailDomain));
    }

    /// <summary>The template as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether the text holds no placeholder at all.</summary>
    public bool IsLiteral { get; }

    /// <summary>Whether the text says nothing without a mailbox: it names the address, its local part or the user's name.</summary>
    public bool NeedsMailbox { get; }

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text; white space around it is dropped.</param>
    /// <param name="template">The template, when the text is one.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out Template? template, [NotNullWhen(false)] out string? error)
    {
        template = null;
        string trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0)
        {
            error = "is empty";
            return false;
        }

        if (PlainText.ProblemOf(trimmed) is { } problem)
        {
            error = problem;
            return false;
        }

        ImmutableArray<string>.Builder parts = ImmutableArray.CreateBuilder<string>();
        int literal = 0;
        for (int percent = trimmed.IndexOf('%'); percent >= 0; percent = NextPercent(trimmed, percent))
        {
            string? placeholder = Placeholders.FirstOrDefault(
                candidate => trimmed.AsSpan(percent).StartsWith(candidate, StringComparison.Ordinal));
            if (placeholder is null)
            {
                if (UnknownPlaceholderAt(trimmed, percent) is not { } unknown)
                    continue;
                error = $"has the unknown placeholder {unknown}; known are {string.Join(", ", Placeholders)}";
                return false;
            }

            if (percent > literal)
                parts.Add(trimmed[literal..percent]);
            parts.Add(placeholder);
            literal = percent + placeholder.Length;
            percent = literal - 1;
        }

        if (literal < trimmed.Length)
            parts.Add(trimmed[literal..]);
        template = new Template(trimmed, parts.ToImmutable());
        error = null;
        return true;
    }

    /// <summary>Reads a template that is known to be one, such as a constant.</summary>
    /// <exception cref="FormatException">The text is not a template.</exception>
    public static Template Parse(string text) =>
        TryParse(text, out Template? template, out string? error)
            ? template
            : throw new FormatException($"A template {error}.");

    /// <summary>Puts the values in the placeholders' places, once.</summary>
    public string Expand(in TemplateValues values)
    {
        if (_parts.Length == 1)
            return ValueOf(_parts[0], values);
        StringBuilder expanded = new(Text.Length * 2);
        foreach (string part in _parts)
            expanded.Append(ValueOf(part, values));
        return expanded.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(Template? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Template);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool IsPlaceholder(string part) =>
        ReferenceEquals(part, EmailAddress) || ReferenceEquals(part, EmailLocalPart)
        || ReferenceEquals(part, EmailDomain) || ReferenceEquals(part, RealName);

    private static string ValueOf(string part, in TemplateValues values) =>
        ReferenceEquals(part, EmailAddress) ? values.EmailAddress
        : ReferenceEquals(part, EmailLocalPart) ? values.EmailLocalPart
        : ReferenceEquals(part, EmailDomain) ? values.EmailDomain
        : ReferenceEquals(part, RealName) ? values.RealName
        : part;

    private static int NextPercent(string text, int percent) =>
        percent + 1 < text.Length ? text.IndexOf('%', percent + 1) : -1;

    // A word between two per cent signs is meant as a placeholder; shorter runs are percent-encoding in URLs (%C3%A9).
    private static string? UnknownPlaceholderAt(string text, int percent)
    {
        int end = percent + 1;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_'))
            end++;
        bool closed = end < text.Length && text[end] == '%';
        return closed && end - percent > ShortestUnknownPlaceholder ? text[percent..(end + 1)] : null;
    }
}
