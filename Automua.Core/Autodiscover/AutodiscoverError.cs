namespace Automua.Core.Autodiscover;

/// <summary>Why a request is not answered with settings ([MS-OXDSCLI] section 2.2.4.1.1.2.1, Error).</summary>
/// <param name="Code">The number clients look at.</param>
/// <param name="Message">The text for people.</param>
public sealed record AutodiscoverError(int Code, string Message)
{
    /// <summary>No domain of that name is known here.</summary>
    public static readonly AutodiscoverError UnknownDomain = new(500, "The e-mail domain is not known to this service.");

    /// <summary>What was sent as an address is none.</summary>
    public static readonly AutodiscoverError InvalidAddress = new(501, "The e-mail address is not valid.");

    /// <summary>The request is not an Autodiscover request.</summary>
    public static readonly AutodiscoverError InvalidRequest = new(600, "The request is not a valid Autodiscover request.");

    /// <summary>The schema asked for is not offered.</summary>
    public static readonly AutodiscoverError ProviderNotAvailable =
        new(601, "The response schema asked for is not available.");

    /// <summary>What is stored of the domain is wrong, or gives no settings in this dialect.</summary>
    public static readonly AutodiscoverError NoSettings =
        new(602, "The e-mail domain has no settings that can be given in the response schema.");

    /// <summary>The service failed; the reason is in its log.</summary>
    public static readonly AutodiscoverError InternalError = new(603, "The service failed.");
}
