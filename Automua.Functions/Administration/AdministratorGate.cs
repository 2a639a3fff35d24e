using System.Security.Cryptography;
using System.Text;
using Automua.Functions.Http;

namespace Automua.Functions.Administration;

/// <summary>Lets administrators in: those who know the key.</summary>
/// <param name="key">The key; null when administration is off.</param>
internal sealed class AdministratorGate(string? key)
{
    private const string KeyHeader = "x-functions-key";
    private const string Bearer = "Bearer ";

    private readonly byte[]? _keyHash = key is null ? null : Hash(key);

    /// <summary>A key that nobody guesses, for one run.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>The answer to a request without the right credential; null when it has it.</summary>
    public Answer? Refuse(Asked asked)
    {
        if (_keyHash is null)
        {
            return Answer.Problem(
                403, "Administration is off. Set admin_key in the configuration, or AUTOMUA_ADMIN_KEY, to turn it on.");
        }

        // Either will do: a gateway may add a key header of its own.
        string? header = asked.Header(KeyHeader);
        string? token = BearerToken(asked.Header("Authorization"));
        if (IsKey(header) | IsKey(token))
            return null;
        return Answer.Unauthorized(header is null && token is null
            ? $"Administration needs a credential: the key as {KeyHeader} or as Authorization: Bearer."
            : "The credential is not the administration key.");
    }

    // Hashes have one length, so the comparison takes the same time whatever was sent.
    private bool IsKey(string? credential) =>
        credential is not null && CryptographicOperations.FixedTimeEquals(Hash(credential), _keyHash);

    private static string? BearerToken(string? authorization) =>
        authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? authorization[Bearer.Length..].Trim() : null;

    private static byte[] Hash(string credential) => SHA256.HashData(Encoding.UTF8.GetBytes(credential));
}
