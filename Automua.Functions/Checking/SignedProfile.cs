using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Automua.Functions.Checking;

/// <summary>A profile that came from outside in a signature: CMS SignedData (RFC 5652 section 5).</summary>
/// <param name="Content">What was signed.</param>
/// <param name="Problem">Why devices would not take the signature for good, as the rest of a sentence; null when they would.</param>
/// <remarks>Whether devices know the authority is theirs to say: it need not be one that web browsers know.</remarks>
internal sealed record SignedProfile(ReadOnlyMemory<byte> Content, string? Problem)
{
    /// <summary>Reads a signed profile; null when it is none.</summary>
    public static SignedProfile? Read(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        SignedCms message = new();
        try
        {
            message.Decode(body.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }

        return new SignedProfile(message.ContentInfo.Content, ProblemOf(message, now));
    }

    private static string? ProblemOf(SignedCms message, DateTimeOffset now)
    {
        if (message.SignerInfos.Count == 0)
            return "is signed by nobody";
        try
        {
            message.CheckSignature(verifySignatureOnly: true);
        }
        catch (CryptographicException)
        {
            return "has a signature that does not fit what it holds";
        }

        return message.SignerInfos[0].Certificate is not { } leaf ? "is signed without a certificate"
            : now.UtcDateTime < leaf.NotBefore.ToUniversalTime() || now.UtcDateTime > leaf.NotAfter.ToUniversalTime()
                ? $"is signed with a certificate that is valid from {Day(leaf.NotBefore)} to {Day(leaf.NotAfter)} only"
            : null;
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
