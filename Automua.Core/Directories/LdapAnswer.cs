using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Text;

namespace Automua.Core.Directories;

/// <summary>A message of a server (RFC 4511 section 4).</summary>
/// <param name="Id">The number of the request that it answers; 0 when it answers none (section 4.4).</param>
public abstract record LdapAnswer(int Id)
{
    /// <summary>The most octets of a message that are read: a few attributes of one entry are far less.</summary>
    public const int LargestMessage = 256 * 1024;

    private const int EntryTag = 4;
    private const int ReferenceTag = 19;
    private const int IntermediateTag = 25;
    private const AsnEncodingRules Rules = AsnEncodingRules.BER;

    /// <summary>How long the message is whose first octets these are.</summary>
    /// <param name="start">What has come so far.</param>
    /// <param name="length">The octets of the whole message; null while too few have come to tell.</param>
    /// <returns>Whether it can be a message: if not, nothing that follows makes sense.</returns>
    public static bool TryReadLength(ReadOnlySpan<byte> start, out int? length)
    {
        const byte Sequence = 0x30;
        const byte Long = 0x80;
        const int MostLengthOctets = 4;
        length = null;
        if (start.IsEmpty)
            return true;
        if (start[0] != Sequence)
            return false;
        if (start.Length < 2)
            return true;
        int octets = start[1] & ~Long;
        if ((start[1] & Long) == 0)
        {
            length = 2 + octets;
            return true;
        }

        if (octets is 0 or > MostLengthOctets)
            return false;
        if (start.Length < 2 + octets)
            return true;
        long content = 0;
        foreach (byte octet in start.Slice(2, octets))
            content = (content << 8) | octet;
        if (content > LargestMessage)
            return false;
        length = 2 + octets + (int)content;
        return true;
    }

    /// <summary>Reads a whole message.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> message, [NotNullWhen(true)] out LdapAnswer? answer)
    {
        try
        {
            AsnReader reader = new(message, Rules);
            AsnReader sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            answer = sequence.TryReadInt32(out int id) && id >= 0 ? Read(id, sequence) : null;
        }
        catch (AsnContentException)
        {
            answer = null;
        }

        return answer is not null;
    }

    private static LdapAnswer? Read(int id, AsnReader message)
    {
        Asn1Tag tag = message.PeekTag();
        if (tag.TagClass != TagClass.Application)
            return null;
        switch (tag.TagValue)
        {
            case EntryTag:
                return ReadEntry(id, message.ReadSequence(tag));
            case (int)LdapOperation.Bind or (int)LdapOperation.Search or (int)LdapOperation.Extended:
                return ReadResult(id, (LdapOperation)tag.TagValue, message.ReadSequence(tag));
            case ReferenceTag or IntermediateTag:
                return new LdapAside(id);
            default:
                return null;
        }
    }

    private static LdapEntry ReadEntry(int id, AsnReader entry)
    {
        // The entry's name, which nobody asks for.
        entry.ReadOctetString();
        Dictionary<string, ReadOnlyMemory<byte>> values = new(StringComparer.OrdinalIgnoreCase);
        AsnReader attributes = entry.ReadSequence();
        while (attributes.HasData)
        {
            AsnReader attribute = attributes.ReadSequence();
            string name = Encoding.UTF8.GetString(attribute.ReadOctetString());
            AsnReader each = attribute.ReadSetOf(skipSortOrderValidation: true);
            if (each.HasData)
                values.TryAdd(name, each.ReadOctetString());
        }

        return new LdapEntry(id, values);
    }

    // A referral and what else a result may say behind it tell nothing that counts here.
    private static LdapResult? ReadResult(int id, LdapOperation operation, AsnReader result)
    {
        ReadOnlySpan<byte> code = result.ReadEnumeratedBytes().Span;
        if (code.Length > 2)
            return null;
        int number = 0;
        foreach (byte octet in code)
            number = (number << 8) | octet;
        // The last entry that was there, and words that may repeat what was asked.
        result.ReadOctetString();
        result.ReadOctetString();
        return new LdapResult(id, operation, (LdapResultCode)number);
    }
}
