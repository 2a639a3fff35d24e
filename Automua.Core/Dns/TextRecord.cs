using System.Globalization;
using System.Text;

namespace Automua.Core.Dns;

/// <summary>Says something in text: TXT (RFC 1035 section 3.3.14).</summary>
/// <param name="Owner">The name under which it stands.</param>
/// <param name="Purpose">What the record is published for.</param>
/// <param name="Text">The text, whole.</param>
public sealed record TextRecord(string Owner, DnsPurpose Purpose, string Text) : DnsRecord(Owner, Purpose)
{
    /// <summary>The most octets of one of the strings of which a text consists.</summary>
    public const int LongestString = 255;

    /// <inheritdoc/>
    public override string Type => "TXT";

    /// <summary>The text in quotes; a long one in several strings, which readers put together again.</summary>
    public override string Data
    {
        get
        {
            byte[] octets = Encoding.UTF8.GetBytes(Text);
            StringBuilder data = new(octets.Length + 2);
            data.Append('"');
            for (int i = 0; i < octets.Length; i++)
            {
                if (i > 0 && i % LongestString == 0)
                    data.Append("\" \"");
                Append(data, octets[i]);
            }

            return data.Append('"').ToString();
        }
    }

    private static void Append(StringBuilder data, byte octet)
    {
        if (octet is < 0x20 or >= 0x7F)
            data.Append(CultureInfo.InvariantCulture, $"\\{octet:D3}");
        else if (octet is (byte)'"' or (byte)'\\')
            data.Append('\\').Append((char)octet);
        else
            data.Append((char)octet);
    }
}
