using System.Xml.Linq;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Autoconfig;

/// <summary>Reads values out of a clientConfig file and notes what is wrong with them, or not kept, and where.</summary>
internal sealed class XmlFindings
{
    private const int MostFindings = 1000;

    private readonly Dictionary<(XElement Parent, XName Name), Dictionary<XElement, int>> _alike = [];

    public List<DocumentFault> Faults { get; } = [];

    public List<DocumentFault> Warnings { get; } = [];

    /// <summary>The way to an element, such as <c>/clientConfig/emailProvider/incomingServer[2]</c>.</summary>
    public string PathOf(XElement element)
    {
        if (element.Parent is not { } parent)
            return $"/{element.Name.LocalName}";
        Dictionary<XElement, int> alike = Alike(parent, element.Name);
        return $"{PathOf(parent)}/{element.Name.LocalName}{(alike.Count > 1 ? $"[{alike[element]}]" : "")}";
    }

    public void Fault(XElement element, string detail) => Add(Faults, element, detail);

    public void Warn(XElement element, string detail) => Add(Warnings, element, detail);

    public void NotKept(XElement element) => Warn(element, "is not kept");

    /// <summary>Reports the elements whose names are not among these.</summary>
    /// <param name="parent">Whose elements.</param>
    /// <param name="once">The names of those of which the first counts.</param>
    /// <param name="often">The names of those of which all count.</param>
    public void ReportOthers(XElement parent, ReadOnlySpan<string> once, params ReadOnlySpan<string> often)
    {
        HashSet<string> seen = [];
        foreach (XElement element in parent.Elements())
        {
            string name = element.Name.LocalName;
            if (!often.Contains(name) && !(once.Contains(name) && seen.Add(name)))
                NotKept(element);
        }
    }

    /// <summary>The children of a name, whatever their namespace.</summary>
    public static IEnumerable<XElement> Children(XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name);

    /// <summary>An element's text: trimmed, white space within as one blank, not empty, not too long.</summary>
    public string? Text(XElement element, int longest)
    {
        string text = string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string? problem = text.Length == 0 ? "is empty"
            : text.Length > longest ? $"is longer than {longest} characters"
            : PlainText.ProblemOf(text);
        if (problem is null)
            return text;
        Fault(element, problem);
        return null;
    }

    /// <summary>A child that must be there; the first, if there are several.</summary>
    public XElement? RequiredChild(XElement parent, string name)
    {
        XElement? child = parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);
        if (child is null)
            Fault(parent, $"has no {name}");
        return child;
    }

    /// <summary>The text of a child that must be there.</summary>
    public string? RequiredText(XElement parent, string name, int longest) =>
        RequiredChild(parent, name) is { } child ? Text(child, longest) : null;

    /// <summary>A child that must be there and that some reader of the model understands.</summary>
    public T? Required<T>(XElement parent, string name, TextReading<T> read)
        where T : class
    {
        if (RequiredChild(parent, name) is not { } child)
            return null;
        if (read(child.Value, out T? result, out string? error))
            return result;
        Fault(child, error);
        return null;
    }

    /// <summary>A child that must be there and hold a word of a vocabulary.</summary>
    public T? RequiredWord<T>(XElement parent, string name, Vocabulary<T> vocabulary)
        where T : struct, Enum
    {
        if (RequiredChild(parent, name) is not { } child)
            return null;
        if (vocabulary.TryParse(child.Value, out T value, out string? error))
            return value;
        Fault(child, error);
        return null;
    }

    /// <summary>An attribute's text; null when it is missing, empty, or not text.</summary>
    public string? Attribute(XElement element, string name, int longest)
    {
        string? text = ((string?)element.Attribute(name))?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        string? problem = text.Length > longest ? $"is longer than {longest} characters" : PlainText.ProblemOf(text);
        if (problem is null)
            return text;
        Fault(element, $"has an attribute {name} that {problem}");
        return null;
    }

    /// <summary>An attribute that holds a template; null when it is missing or no template.</summary>
    public Template? AttributeTemplate(XElement element, string name)
    {
        if (Template.TryParse((string?)element.Attribute(name), out Template? template, out string? error))
            return template;
        Fault(element, $"has an attribute {name} that {error}");
        return null;
    }

    private void Add(List<DocumentFault> findings, XElement element, string detail)
    {
        if (findings.Count < MostFindings)
            findings.Add(new DocumentFault(PathOf(element), detail));
        else if (findings.Count == MostFindings)
            findings.Add(new DocumentFault("", $"has further findings; these are the first {MostFindings}"));
    }

    // The places of all elements of one name under one parent, counted once.
    private Dictionary<XElement, int> Alike(XElement parent, XName name)
    {
        if (!_alike.TryGetValue((parent, name), out Dictionary<XElement, int>? places))
        {
            places = [];
            foreach (XElement element in parent.Elements(name))
                places.Add(element, places.Count + 1);
            _alike.Add((parent, name), places);
        }

        return places;
    }
}
