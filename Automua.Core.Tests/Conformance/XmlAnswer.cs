using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Automua.Core.Tests.Conformance;

/// <summary>Reads answers as strictly as XML allows.</summary>
public static class XmlAnswer
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Text(byte[] document) => Strict.GetString(document);

    /// <summary>The root element; text nodes are kept as they are.</summary>
    public static XElement Root(byte[] document, DtdProcessing dtd = DtdProcessing.Prohibit)
    {
        XmlReaderSettings settings = new() { DtdProcessing = dtd, XmlResolver = null };
        using MemoryStream stream = new(document);
        using XmlReader reader = XmlReader.Create(stream, settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    /// <summary>Asserts that each element holds elements or one plain text, never nothing, never CDATA, never a comment.</summary>
    public static void HoldsElementsOrText(XElement root, params ReadOnlySpan<string> mayBeEmpty)
    {
        foreach (XElement element in root.DescendantsAndSelf())
        {
            Assert.All(element.Nodes(), node => Assert.True(node.NodeType is XmlNodeType.Element or XmlNodeType.Text, $"{node.NodeType} in {element.Name}"));
            if (element.HasElements)
                Assert.All(element.Nodes().OfType<XText>(), text => Assert.True(string.IsNullOrWhiteSpace(text.Value), $"Mixed content in {element.Name}"));
            else
                Assert.True(element.Value.Length > 0 || mayBeEmpty.Contains(element.Name.LocalName), $"{element.Name} is empty");
        }
    }

    /// <summary>Asserts that an element has exactly these children, in this order, and gives their values.</summary>
    public static void HasChildren(XElement element, params (string Name, string Value)[] expected) =>
        Assert.Equal(expected, element.Elements().Select(child => (child.Name.LocalName, child.Value)));

    public static string ValueOf(XElement element, string name) =>
        Assert.Single(element.Elements(), child => child.Name.LocalName == name).Value;

    /// <summary>Asserts that none of the attributes but these is there, and each of them is.</summary>
    public static void HasAttributes(XElement element, params (string Name, string Value)[] expected) =>
        Assert.Equal(expected, element.Attributes().Select(attribute => (attribute.Name.LocalName, attribute.Value)));
}
