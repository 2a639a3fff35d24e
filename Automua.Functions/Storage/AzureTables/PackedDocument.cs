using System.IO.Compression;
using System.Security.Cryptography;
using Automua.Core.Documents;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>A document as entities hold it: compressed, and in as many binary properties as it takes.</summary>
/// <param name="Digest">What tells it from others: equal documents have equal ones.</param>
/// <param name="Parts">The compressed octets, cut to the size of a property.</param>
internal sealed record PackedDocument(string Digest, byte[][] Parts)
{
    /// <summary>
    /// The most octets that what a document is made of may take when it is compressed; two such pieces and what else there is
    /// stay below an entity's limit of 1 MiB.
    /// </summary>
    public const int LargestPiece = 400 * 1024;

    // Table Storage: 64 KiB a property.
    private const int LargestPart = 64 * 1024;
    private const string PartName = "Document";
    private const int Quality = 5;
    private const int Window = 18;
    private const int DigestLength = 16;

    /// <summary>How many octets it takes.</summary>
    public int Size => Parts.Sum(part => part.Length);

    /// <summary>Whether a document is more than may stand in one place.</summary>
    public static bool IsTooLarge(byte[] document) => document.Length > LargestPiece && Pack(document).Size > LargestPiece;

    /// <summary>What is said of the part of an import that is too large.</summary>
    /// <param name="pointer">Where it stands.</param>
    public static DocumentFault TooLarge(string pointer) => new(
        pointer,
        $"says more than Azure Table Storage keeps in one place: its servers and details may take {LargestPiece / 1024} KiB when compressed");

    /// <summary>Packs a document.</summary>
    public static PackedDocument Pack(ReadOnlySpan<byte> document)
    {
        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(document.Length)];
        if (!BrotliEncoder.TryCompress(document, packed, out int length, Quality, Window))
            throw new InvalidOperationException("A document cannot be compressed.");
        return new PackedDocument(DigestOf(document), [.. packed.AsSpan(0, length).ToArray().Chunk(LargestPart)]);
    }

    /// <summary>What tells a document from others.</summary>
    public static string DigestOf(ReadOnlySpan<byte> document) =>
        Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, DigestLength));

    /// <summary>What tells an entity's packed document from others; it is not <see cref="Digest"/>, which takes unpacking.</summary>
    public static string DigestOf(TableEntity entity)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] part in PartsOf(entity))
            hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, DigestLength));
    }

    /// <summary>Puts the document into an entity.</summary>
    public void AddTo(TableEntity entity)
    {
        for (int i = 0; i < Parts.Length; i++)
            entity[$"{PartName}{i}"] = Parts[i];
    }

    /// <summary>Unpacks the document of an entity.</summary>
    /// <exception cref="InvalidDataException">The entity holds none.</exception>
    public static byte[] Unpack(TableEntity entity)
    {
        using MemoryStream packed = new();
        foreach (byte[] part in PartsOf(entity))
            packed.Write(part);
        packed.Position = 0;
        using BrotliStream stream = new(packed, CompressionMode.Decompress);
        using MemoryStream document = new();
        stream.CopyTo(document);
        return document.Length > 0 ? document.ToArray() : throw new InvalidDataException("There is no document.");
    }

    private static IEnumerable<byte[]> PartsOf(TableEntity entity)
    {
        for (int i = 0; entity.TryGetValue($"{PartName}{i}", out object? part) && part is not null; i++)
            yield return part as byte[] ?? throw new InvalidDataException("The document is no octets.");
    }
}
