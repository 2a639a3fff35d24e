using System.Security.Cryptography;

namespace Automua.Core.Pacc;

/// <summary>
/// The DNS record by which a client knows that a document is the domain's own (draft-ietf-mailmaint-pacc, the TXT record
/// <c>_ua-auto-config</c>): a digest of the document's octets. Any change of the document needs a new record.
/// </summary>
public static class PaccDigest
{
    /// <summary>The label before the domain's name under which the TXT record stands.</summary>
    public const string RecordLabel = "_ua-auto-config";

    /// <summary>The value of the TXT record for a document.</summary>
    /// <param name="document">The octets of the document, as they are sent.</param>
    public static string RecordValue(ReadOnlySpan<byte> document)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, digest);
        return $"v=UAAC1; a=sha256; d={Convert.ToBase64String(digest)}";
    }
}
