using System.Formats.Asn1;
using System.Text;

namespace Automua.Functions.Tests.Directories;

/// <summary>Messages of a server (RFC 4511).</summary>
internal static class ServerMessage
{
    /// <summary>The end of a search that went well.</summary>
    public static byte[] Done(int number) => Result(number, 5, 0);

    /// <summary>The end of a search that the server does not want.</summary>
    public static byte[] Refused(int number, byte code) => Result(number, 5, code);

    /// <summary>That the client is let in.</summary>
    public static byte[] Bound(int number) => Result(number, 1, 0);

    /// <summary>The answer to StartTLS.</summary>
    public static byte[] Extended(int number, byte code) => Result(number, 24, code);

    /// <summary>An entry that has one value of each attribute.</summary>
    public static byte[] Entry(int number, params (string Attribute, string Value)[] values) => Message(number, writer =>
    {
        using (writer.PushSequence(Application(4)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes("uid=scripted,dc=example,dc=com"));
            using (writer.PushSequence())
            {
                foreach ((string attribute, string value) in values)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
                        using (writer.PushSetOf())
                            writer.WriteOctetString(Encoding.UTF8.GetBytes(value));
                    }
                }
            }
        }
    });

    private static byte[] Result(int number, int operation, byte code) => Message(number, writer =>
    {
        using (writer.PushSequence(Application(operation)))
        {
            writer.WriteEncodedValue([0x0A, 1, code]);
            writer.WriteOctetString([]);
            writer.WriteOctetString([]);
        }
    });

    private static byte[] Message(int number, Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(number);
            write(writer);
        }

        return writer.Encode();
    }

    private static Asn1Tag Application(int operation) => new(TagClass.Application, operation);
}
