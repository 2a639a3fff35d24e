namespace Automua.Functions.Configuration;

/// <summary>The Azure Front Door through which alone the service is reached.</summary>
/// <param name="Id">What the profile calls its Front Door ID: a GUID, which it sends as <c>X-Azure-FDID</c>.</param>
/// <param name="HostHeader">The header in which it tells the host that the client asked.</param>
internal sealed record FrontDoor(Guid Id, string HostHeader)
{
    /// <summary>The header in which every Front Door tells the host, unless what stands behind it writes that header anew.</summary>
    public const string OwnHostHeader = "X-Forwarded-Host";
}
