using System.Formats.Asn1;
using System.Text;

namespace Automua.Core.Directories;

/// <summary>The messages of a client (RFC 4511 section 4), as octets.</summary>
public static class LdapRequest
{
    /// <summary>The name of the operation after which TLS begins (RFC 4511 section 4.14).</summary>
    public const string StartTlsName = "1.3.6.1.4.1.1466.20037";

    private const int Version = 3;
    private const int BindTag = 0;
    private const int SearchTag = 3;
    private const int ExtendedTag = 23;

    private static readonly Asn1Tag Simple = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag RequestName = new(TagClass.ContextSpecific, 0);

    private enum Scope
    {
        WholeSubtree = 2,
    }

    private enum Aliases
    {
        Always = 3,
    }

    /// <summary>Says who asks, by name and password (section 4.2); both empty for nobody.</summary>
    /// <param name="id">The message's number.</param>
    /// <param name="name">The distinguished name.</param>
    /// <param name="password">The password.</param>
    public static byte[] Bind(int id, string name, string password) => Message(id, writer =>
    {
        using (writer.PushSequence(Operation(BindTag)))
        {
            writer.WriteInteger(Version);
            WriteText(writer, name);
            WriteText(writer, password, Simple);
        }
    });

    /// <summary>Asks for TLS on this connection.</summary>
    /// <param name="id">The message's number.</param>
    public static byte[] StartTls(int id) => Message(id, writer =>
    {
        using (writer.PushSequence(Operation(ExtendedTag)))
            WriteText(writer, StartTlsName, RequestName);
    });

    /// <summary>Searches for entries (section 4.5.1).</summary>
    /// <param name="id">The message's number.</param>
    /// <param name="search">What for.</param>
    /// <param name="seconds">After how many seconds the server may give up.</param>
    public static byte[] Search(int id, DirectorySearch search, int seconds) => Message(id, writer =>
    {
        using (writer.PushSequence(Operation(SearchTag)))
        {
            WriteText(writer, search.Base);
            writer.WriteEnumeratedValue(Scope.WholeSubtree);
            writer.WriteEnumeratedValue(Aliases.Always);
            writer.WriteInteger(DirectorySearch.MostEntries);
            writer.WriteInteger(seconds);
            writer.WriteBoolean(false);
            search.Filter.Write(writer, search.Address);
            using (writer.PushSequence())
            {
                foreach (string attribute in search.Attributes)
                    WriteText(writer, attribute);
            }
        }
    });

    private static byte[] Message(int id, Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            write(writer);
        }

        return writer.Encode();
    }

    private static Asn1Tag Operation(int number) => new(TagClass.Application, number, isConstructed: true);

    private static void WriteText(AsnWriter writer, string text, Asn1Tag? tag = null) =>
        writer.WriteOctetString(Encoding.UTF8.GetBytes(text), tag);
}
