namespace Automua.Core.Autodiscover;

/// <summary>
/// Why a request of Autodiscover's second version is not answered with a URL. Where Microsoft's service has a code for a case, it
/// is the one used here.
/// </summary>
/// <param name="Code">The word clients look at.</param>
/// <param name="Message">The text for people; it repeats nothing of the request, where an address can stand anywhere.</param>
public sealed record AutodiscoverV2Error(string Code, string Message)
{
    /// <summary>The request does not say which protocol's URL it wants.</summary>
    public static readonly AutodiscoverV2Error ProtocolMissing =
        new("MandatoryParameterMissing", "A valid value must be given for the query parameter Protocol.");

    /// <summary>There is no URL of the protocol asked for.</summary>
    public static readonly AutodiscoverV2Error InvalidProtocol =
        new("InvalidProtocol", $"The given protocol is not supported. The supported value is {AutodiscoverV2Writer.Protocol}.");

    /// <summary>Neither the host asked nor an address says which domain is meant.</summary>
    public static readonly AutodiscoverV2Error AddressMissing =
        new("MandatoryParameterMissing", "A valid e-mail address must be given.");

    /// <summary>No domain of that name is known here.</summary>
    public static readonly AutodiscoverV2Error UnknownDomain =
        new("UserNotFound", "The e-mail domain is not known to this service.");

    /// <summary>What was sent as an address is none.</summary>
    /// <param name="problem">What is wrong with it, as a sentence that does not repeat it.</param>
    public static AutodiscoverV2Error InvalidAddress(string problem) => new("InvalidUserId", problem);

    /// <summary>What is wrong with the protocol asked for; null when its URL can be told.</summary>
    /// <param name="protocol">What the client sent, in any case; null when it sent none.</param>
    public static AutodiscoverV2Error? OfProtocol(string? protocol) =>
        string.IsNullOrWhiteSpace(protocol) ? ProtocolMissing
        : protocol.Equals(AutodiscoverV2Writer.Protocol, StringComparison.OrdinalIgnoreCase) ? null
        : InvalidProtocol;
}
