namespace Automua.Functions.Signing;

/// <summary>What is logged of signing. Certificates' names are not: they can hold an address.</summary>
internal sealed partial class SigningLog(ILogger<SigningLog> logger)
{
    [LoggerMessage(30, LogLevel.Information, "The signing certificate is loaded; it ends at {NotAfter:u}")]
    public partial void Loaded(DateTimeOffset notAfter);

    [LoggerMessage(31, LogLevel.Warning, "The signing certificate ends at {NotAfter:u}, and no profile is served from then on: renew it")]
    public partial void ExpiresSoon(DateTimeOffset notAfter);

    [LoggerMessage(32, LogLevel.Error, "The signing certificate ended at {NotAfter:u}: no profile is served until it is renewed")]
    public partial void Expired(DateTimeOffset notAfter);

    [LoggerMessage(33, LogLevel.Error, "The signing certificate is good from {NotBefore:u} on: no profile is served until then")]
    public partial void NotYetValid(DateTimeOffset notBefore);

    [LoggerMessage(34, LogLevel.Warning, "The signing certificate cannot be read again, the one read before stays in use: {Reason}")]
    public partial void Kept(string reason);

    [LoggerMessage(35, LogLevel.Error, "There is no signing certificate, so no profile is served: {Reason}")]
    public partial void Unavailable(string reason);

    [LoggerMessage(36, LogLevel.Warning, "The Key Vault does not show the certificate's chain, so profiles hold the certificate alone: {Reason}")]
    public partial void WithoutChain(string reason);

    [LoggerMessage(37, LogLevel.Error, "A profile could not be signed and was not served: {Reason}")]
    public partial void ProfileRefused(string reason);
}
