using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Automua.Core.Mobileconfig;

/// <summary>Identifiers that follow from a name: UUIDs of version 5 (RFC 9562 section 5.5).</summary>
public static class StableIdentifier
{
    /// <summary>Makes the identifier of a name within a namespace; the same two give the same one, for ever.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 9562 prescribes SHA-1; nothing depends on its strength.")]
    public static Guid Create(Guid @namespace, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int length = Encoding.UTF8.GetByteCount(name);
        Span<byte> input = length <= 512 ? stackalloc byte[16 + length] : new byte[16 + length];
        @namespace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input[16..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Writes an identifier as Apple's profiles have it: upper case with hyphens.</summary>
    public static string ToPayloadUuid(Guid identifier) =>
        string.Create(36, identifier, static (text, value) =>
        {
            value.TryFormat(text, out _, "D");
            for (int i = 0; i < text.Length; i++)
                text[i] = char.ToUpperInvariant(text[i]);
        });
}
