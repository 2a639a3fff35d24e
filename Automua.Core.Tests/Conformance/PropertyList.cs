using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Automua.Core.Tests.Conformance;

/// <summary>Reads an XML property list into dictionaries, lists, strings, numbers, dates, octets and truth values.</summary>
public static class PropertyList
{
    public static IReadOnlyDictionary<string, object> Read(byte[] document)
    {
        Assert.Contains(
            "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">",
            XmlAnswer.Text(document),
            StringComparison.Ordinal);
        XElement root = XmlAnswer.Root(document, DtdProcessing.Ignore);
        Assert.Equal("plist", root.Name.LocalName);
        return (IReadOnlyDictionary<string, object>)Value(Assert.Single(root.Elements()));
    }

    private static object Value(XElement element) => element.Name.LocalName switch
    {
        "dict" => Dictionary(element),
        "array" => element.Elements().Select(Value).ToList(),
        "string" => element.Value,
        "integer" => int.Parse(element.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "real" => double.Parse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture),
        "date" => DateTimeOffset.ParseExact(element.Value, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        "data" => Convert.FromBase64String(element.Value),
        "true" => true,
        "false" => false,
        _ => throw new FormatException($"<{element.Name}> is not part of a property list of this kind."),
    };

    private static Dictionary<string, object> Dictionary(XElement element)
    {
        Dictionary<string, object> members = [];
        foreach (XElement[] pair in element.Elements().Chunk(2))
        {
            Assert.Equal(2, pair.Length);
            Assert.Equal("key", pair[0].Name.LocalName);
            members.Add(pair[0].Value, Value(pair[1]));
        }

        return members;
    }
}
