using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Automua.Core.Model;

namespace Automua.Core.Tests.Conformance;

/// <summary>Holds Autodiscover's requests and answers against schemas written from [MS-OXDSCLI], the POX reference and [MS-ASCMD].</summary>
public static class AutodiscoverXsd
{
    private static readonly XmlSchemaSet Schemas = Load(
        "autodiscover-outlook-request.xsd", "autodiscover-mobilesync-request.xsd", "autodiscover-response.xsd",
        "autodiscover-outlook-response.xsd", "autodiscover-mobilesync-response.xsd");

    /// <summary>Asserts that a document is valid; a rule for answers, whatever their model.</summary>
    public static void IsValid(byte[] document, MailAccount? account) => Assert.Empty(FaultsOf(document));

    /// <summary>Everything that is wrong with a document; nothing when it is valid.</summary>
    public static IReadOnlyList<string> FaultsOf(byte[] document)
    {
        List<string> faults = [];
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            Schemas = Schemas,
            ValidationType = ValidationType.Schema,
            // A root of which no schema knows is a mere warning otherwise.
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        settings.ValidationEventHandler += (_, found) => faults.Add($"Line {found.Exception.LineNumber}: {found.Message}");
        try
        {
            using MemoryStream stream = new(document);
            using XmlReader reader = XmlReader.Create(stream, settings);
            XElement root = XDocument.Load(reader).Root!;
            if (faults.Count == 0)
                faults.AddRange(ActionFaultsOf(root));
        }
        catch (XmlException malformed)
        {
            faults.Add(malformed.Message);
        }

        return faults;
    }

    // What XSD 1.0 has no word for: an element that depends on another's value.
    private static IEnumerable<string> ActionFaultsOf(XElement root)
    {
        foreach (XElement account in root.Descendants().Where(element => element.Name.LocalName == "Account"))
        {
            string action = XmlAnswer.ValueOf(account, "Action");
            string content = action switch
            {
                "settings" => "Protocol",
                "redirectAddr" => "RedirectAddr",
                _ => "RedirectUrl",
            };
            if (account.Elements().Last().Name.LocalName != content)
                yield return $"The action '{action}' goes with {content}.";
        }
    }

    private static XmlSchemaSet Load(params string[] files)
    {
        XmlSchemaSet schemas = new() { XmlResolver = new XmlUrlResolver() };
        schemas.ValidationEventHandler += (_, found) => throw found.Exception;
        foreach (string file in files)
            schemas.Add(null, SchemaFolder.PathOf(file));
        schemas.Compile();
        return schemas;
    }
}
