using System.Security.Cryptography;
using System.Text;
using Automua.Functions.Http;

namespace Automua.Functions.Administration;

/// <summary>Lets administrators in: those who know the key, and those whose token of Microsoft Entra has the role.</summary>
/// <param name="key">The key; null when there is none.</param>
/// <param name="tokens">Judges tokens; null when none is accepted. Without either, administration is off.</param>
/// <param name="attempts">Who failed before.</param>
/// <param name="log">Tells who was refused.</param>
internal sealed class AdministratorGate(string? key, EntraTokens? tokens, FailedAttempts attempts, AuditLog log)
{
    private const string KeyHeader = "x-functions-key";
    private const string Bearer = "Bearer ";

    // Not before somebody shows a credential: the library that hashes takes milliseconds and megabytes of a start.
    private readonly Lazy<byte[]>? _keyHash = key is null ? null : new(() => Hash(key), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>A key that nobody guesses, for one run.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>The answer to a request without the right credential; null when it has it, and then <see cref="Asked.Administrator"/> says whose.</summary>
    public async ValueTask<Answer?> RefuseAsync(Asked asked, CancellationToken cancellation)
    {
        if (_keyHash is null && tokens is null)
        {
            return Answer.Problem(
                403,
                "Administration is off. Set admin_key in the configuration, or AUTOMUA_ADMIN_KEY, to turn it on; "
                + "or entra_tenant and entra_audience for tokens of Microsoft Entra.");
        }

        string? header = asked.Header(KeyHeader);
        string? token = BearerToken(asked.Header("Authorization"));
        if (string.IsNullOrEmpty(header) && string.IsNullOrEmpty(token))
            return Answer.Unauthorized($"Administration needs a credential: {Credentials}.");
        bool isToken = tokens is not null && token is not null && EntraTokens.IsToken(token);
        TimeSpan? pause = attempts.PauseOf(asked.Client);
        // During a pause a right key is not looked at either: else who guesses would not be slowed down. Otherwise either will
        // do: a gateway may add a key header of its own.
        if (pause is null && (IsKey(header) | IsKey(token)))
            return Admit(asked, Administrator.WithKey);
        // Whatever becomes of a token beside it, a wrong key is a guess.
        bool isGuess = pause is null && (!isToken || !string.IsNullOrEmpty(header));
        if (isGuess)
            attempts.Failed(asked.Client);
        if (isToken)
            return await JudgeAsync(asked, tokens!, token!, pause, isGuess, cancellation);
        return pause is { } left ? TooMany(left) : Refuse(asked, $"The credential is not the right one: {Credentials}.");
    }

    private string Credentials => (_keyHash, tokens) switch
    {
        (null, _) => "a token of Microsoft Entra as Authorization: Bearer",
        (_, null) => $"the key as {KeyHeader} or as Authorization: Bearer",
        _ => $"the key as {KeyHeader} or as Authorization: Bearer, or a token of Microsoft Entra as the latter",
    };

    private async ValueTask<Answer?> JudgeAsync(
        Asked asked, EntraTokens judge, string token, TimeSpan? pause, bool isCounted, CancellationToken cancellation)
    {
        try
        {
            switch (await judge.JudgeAsync(token, cancellation))
            {
                case TokenAccepted(var administrator):
                    return Admit(asked, administrator);
                case TokenLacksRole(var holder):
                    // It is no guess: its holder is known.
                    log.LacksRole(holder.Name, asked.Client, EntraTokens.Role);
                    return Answer.Forbidden($"The token is right, but lacks the role {EntraTokens.Role}.");
                case TokenRefused { IsForged: false, Reason: var reason }:
                    // Nor is a token whose time is over.
                    return Refuse(asked, reason);
                case TokenRefused when pause is { } left:
                    return TooMany(left);
                case TokenRefused(var reason):
                    if (!isCounted)
                        attempts.Failed(asked.Client);
                    return Refuse(asked, reason);
                default:
                    throw new InvalidOperationException("There is a verdict that the gate does not know.");
            }
        }
        catch (IssuerUnavailableException)
        {
            // The audit log has the reason.
            return Answer.TryAgain(RequestPipeline.RetryAfter, "The keys of the token's issuer cannot be read just now.");
        }
    }

    private Answer? Admit(Asked asked, Administrator administrator)
    {
        attempts.Succeeded(asked.Client);
        asked.Administrator = administrator;
        return null;
    }

    private static Answer TooMany(TimeSpan pause) =>
        Answer.TooManyRequests(pause, "There were too many wrong credentials from this address.");

    private Answer Refuse(Asked asked, string reason)
    {
        log.Refused(asked.Client, reason);
        return Answer.WrongCredential(reason);
    }

    // Hashes have one length, so the comparison takes the same time whatever was sent.
    private bool IsKey(string? credential) =>
        credential is not null && _keyHash is not null && CryptographicOperations.FixedTimeEquals(Hash(credential), _keyHash.Value);

    private static string? BearerToken(string? authorization) =>
        authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? authorization[Bearer.Length..].Trim() : null;

    private static byte[] Hash(string credential) => SHA256.HashData(Encoding.UTF8.GetBytes(credential));
}
