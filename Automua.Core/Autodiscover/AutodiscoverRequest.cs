using System.Text;
using System.Xml;
using Automua.Core.Model;

namespace Automua.Core.Autodiscover;

/// <summary>What a client asks by POST ([MS-OXDSCLI] section 2.2.3).</summary>
/// <param name="Schema">The schema it wants the answer in.</param>
/// <param name="Address">The mailbox; null when <paramref name="Error"/> says why there is none.</param>
/// <param name="Error">What is wrong with the request; null when it can be answered.</param>
public sealed record AutodiscoverRequest(AutodiscoverSchema Schema, EmailAddress? Address, AutodiscoverError? Error)
{
    private const int DeepestElement = 32;
    private const string AddressElement = "EMailAddress";
    private const string SchemaElement = "AcceptableResponseSchema";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>
    /// Reads a request from its bytes, whatever media type it was sent with: UTF-8 with or without BOM, UTF-16 with BOM, any
    /// prefix, any order of elements. What the XML declaration says of the encoding does not count: clients are wrong there.
    /// </summary>
    public static AutodiscoverRequest Read(ReadOnlyMemory<byte> body)
    {
        if (Decode(body.Span) is not { } text)
            return Invalid;
        try
        {
            using StringReader characters = new(text);
            using XmlReader xml = XmlReader.Create(characters, Settings);
            return Read(xml);
        }
        catch (XmlException)
        {
            return Invalid;
        }
    }

    private static AutodiscoverRequest Invalid { get; } =
        new(AutodiscoverSchema.Outlook, null, AutodiscoverError.InvalidRequest);

    private static AutodiscoverRequest Read(XmlReader xml)
    {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "Autodiscover"
            || xml.NamespaceURI is not (AutodiscoverNamespaces.OutlookRequest or AutodiscoverNamespaces.MobileSyncRequest))
            return Invalid;

        AutodiscoverSchema fallback = xml.NamespaceURI == AutodiscoverNamespaces.MobileSyncRequest
            ? AutodiscoverSchema.MobileSync
            : AutodiscoverSchema.Outlook;
        AutodiscoverSchema? schema = null;
        bool anySchemaAsked = false;
        string? address = null;
        bool more = xml.Read();
        while (more)
        {
            if (xml.Depth > DeepestElement)
                return Invalid;
            if (xml.NodeType != XmlNodeType.Element)
            {
                more = xml.Read();
                continue;
            }

            switch (xml.LocalName)
            {
                case AddressElement:
                    // Read whether or not it is the first of its name: reading is what moves on.
                    string sent = xml.ReadElementContentAsString();
                    address ??= sent;
                    break;
                case SchemaElement:
                    anySchemaAsked = true;
                    AutodiscoverSchema? asked = SchemaNamed(xml.ReadElementContentAsString().Trim());
                    schema ??= asked;
                    break;
                default:
                    more = xml.Read();
                    break;
            }

            more = !xml.EOF;
        }

        AutodiscoverSchema chosen = schema ?? fallback;
        if (anySchemaAsked && schema is null)
            return new(chosen, null, AutodiscoverError.ProviderNotAvailable);
        if (address is null)
            return new(chosen, null, AutodiscoverError.InvalidRequest);
        return EmailAddress.TryParse(address, out EmailAddress? mailbox, out _)
            ? new(chosen, mailbox, null)
            : new(chosen, null, AutodiscoverError.InvalidAddress);
    }

    private static AutodiscoverSchema? SchemaNamed(string name) => name switch
    {
        AutodiscoverNamespaces.OutlookResponse => AutodiscoverSchema.Outlook,
        AutodiscoverNamespaces.MobileSyncResponse => AutodiscoverSchema.MobileSync,
        _ => null,
    };

    private static string? Decode(ReadOnlySpan<byte> body)
    {
        (Encoding encoding, int mark) = body switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (StrictEncoding.Utf8, 3),
            [0xFF, 0xFE, ..] => (StrictEncoding.Utf16, 2),
            [0xFE, 0xFF, ..] => (StrictEncoding.Utf16BigEndian, 2),
            _ => (StrictEncoding.Utf8, 0),
        };
        try
        {
            return encoding.GetString(body[mark..]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static class StrictEncoding
    {
        public static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
        public static readonly Encoding Utf16 = new UnicodeEncoding(false, false, throwOnInvalidBytes: true);
        public static readonly Encoding Utf16BigEndian = new UnicodeEncoding(true, false, throwOnInvalidBytes: true);
    }
}
