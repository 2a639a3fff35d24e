using System.Globalization;
using System.Text.Json;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>
/// A value in a JSON document together with the way to it. Reads values of a kind, and notes what is wrong with them among
/// the document's findings.
/// </summary>
internal readonly struct JsonPlace(JsonElement value, string pointer, JsonFindings findings)
{
    public string Pointer => pointer;

    public bool IsAnObject => value.ValueKind == JsonValueKind.Object;

    public bool IsString => value.ValueKind == JsonValueKind.String;

    public string Text => value.GetString()!;

    public void Fault(string detail) => findings.Fault(pointer, detail);

    public void Warn(string detail) => findings.Warn(pointer, detail);

    /// <summary>
    /// Says which members of an object are read, so that a misspelt one does not pass unseen. A leading underscore or dollar
    /// marks a comment or a schema.
    /// </summary>
    public void Knows(params ReadOnlySpan<string> members)
    {
        if (findings.Others == OtherMembers.Ignored)
            return;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (members.Contains(member.Name) || member.Name.StartsWith('_') || member.Name.StartsWith('$'))
                continue;
            if (findings.Others == OtherMembers.Refused)
                this[member.Name].Fault($"is not a member; known here are {string.Join(", ", members!)}");
            else
                this[member.Name].Warn($"is not read; known here are {string.Join(", ", members!)}");
        }
    }

    /// <summary>The place of a member, whether or not there is one.</summary>
    public JsonPlace this[string name] =>
        new(value.TryGetProperty(name, out JsonElement member) ? member : default, $"{pointer}/{Escape(name)}", findings);

    /// <summary>Whether the document has the member, be it null.</summary>
    public bool IsNamed => value.ValueKind != JsonValueKind.Undefined;

    /// <summary>Whether the document has a value there that is not null.</summary>
    public bool IsThere => !IsAbsent;

    public bool IsObject(string expected = "an object")
    {
        if (value.ValueKind == JsonValueKind.Object)
            return true;
        Fault($"is {Kind()}, not {expected}");
        return false;
    }

    /// <summary>Whether the value is an object; of its members these are read.</summary>
    public bool IsObjectOf(params ReadOnlySpan<string> members)
    {
        if (!IsObject())
            return false;
        Knows(members);
        return true;
    }

    /// <summary>The places of an array that must be there and may be empty.</summary>
    public IReadOnlyList<JsonPlace> RequiredList(string what)
    {
        if (IsAbsent)
            Fault($"is missing: a list of {what}");
        return OptionalItems(what);
    }

    /// <summary>The places of an array that must be there and hold something.</summary>
    public IReadOnlyList<JsonPlace> RequiredItems(string what)
    {
        IReadOnlyList<JsonPlace> items = RequiredList(what);
        if (items.Count == 0 && value.ValueKind == JsonValueKind.Array)
            Fault($"is an empty list; at least one of {what} is needed");
        return items;
    }

    /// <summary>The places of an array that may be missing.</summary>
    public IReadOnlyList<JsonPlace> OptionalItems(string what)
    {
        if (IsAbsent)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault($"is {Kind()}, not a list of {what}");
            return [];
        }

        List<JsonPlace> items = new(value.GetArrayLength());
        foreach (JsonElement item in value.EnumerateArray())
            items.Add(new JsonPlace(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{items.Count}"), findings));
        return items;
    }

    /// <summary>A text that must be there: trimmed, not empty, without control characters.</summary>
    public string? RequiredText(int longest)
    {
        if (!IsAbsent)
            return OptionalText(longest);
        Fault("is missing");
        return null;
    }

    /// <summary>A text that may be missing.</summary>
    public string? OptionalText(int longest)
    {
        if (IsAbsent)
            return null;
        if (!IsString)
        {
            Fault($"is {Kind()}, not a string");
            return null;
        }

        string text = Text.Trim();
        string? problem = text.Length == 0 ? "is empty"
            : text.Length > longest ? $"is longer than {longest} characters"
            : PlainText.ProblemOf(text);
        if (problem is null)
            return text;
        Fault(problem);
        return null;
    }

    /// <summary>A text that may be missing and is taken to the letter: white space is part of it.</summary>
    public string? OptionalSecret(int longest)
    {
        if (!IsString)
            return OptionalText(longest);
        string? problem = Text.Length == 0 ? "is empty" : Text.Length > longest ? $"is longer than {longest} characters" : null;
        if (problem is null)
            return Text;
        Fault(problem);
        return null;
    }

    /// <summary>A whole number that must be there.</summary>
    public int? RequiredNumber(int least, int most)
    {
        if (!IsAbsent)
            return OptionalNumber(least, most);
        Fault("is missing");
        return null;
    }

    /// <summary>A whole number that may be missing.</summary>
    public int? OptionalNumber(int least, int most)
    {
        if (IsAbsent)
            return null;
        if (value.ValueKind != JsonValueKind.Number)
        {
            Fault($"is {Kind()}, not a number");
            return null;
        }

        if (value.TryGetInt32(out int number) && number >= least && number <= most)
            return number;
        Fault($"is {PlainText.Excerpt(value.GetRawText())}; allowed are whole numbers from {least} to {most}");
        return null;
    }

    /// <summary>A truth value, in JSON's words or in those of INI files, that may be missing.</summary>
    public bool? OptionalFlag()
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            case JsonValueKind.Number when value.TryGetInt32(out int number) && number is 0 or 1:
                return number == 1;
            case JsonValueKind.String when TruthValue.TryParse(Text, out bool flag):
                return flag;
            default:
                Fault($"is {Kind()} {PlainText.Excerpt(value.GetRawText())}; allowed are true, false, and {TruthValue.AllowedWords}");
                return null;
        }
    }

    /// <summary>A text that some reader of the model understands.</summary>
    public T? Required<T>(TextReading<T> reader, int longest)
        where T : class
    {
        string? text = RequiredText(longest);
        if (text is null)
            return null;
        if (reader(text, out T? result, out string? problem))
            return result;
        Fault(problem);
        return null;
    }

    /// <summary>A word of a vocabulary.</summary>
    public T? RequiredWord<T>(Vocabulary<T> vocabulary)
        where T : struct, Enum
    {
        string? text = RequiredText(DocumentLimits.Word);
        if (text is null)
            return null;
        if (vocabulary.TryParse(text, out T result, out string? problem))
            return result;
        Fault(problem);
        return null;
    }

    private bool IsAbsent => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private string Kind() => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "nothing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "the string",
        JsonValueKind.Number => "a number",
        _ => "a truth value",
    };

    // RFC 6901 section 3.
    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
