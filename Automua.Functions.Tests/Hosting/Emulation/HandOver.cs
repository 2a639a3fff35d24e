namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>The two ways in which the Functions host hands a request over to its custom handler as HTTP.</summary>
public enum HandOver
{
    /// <summary><c>enableForwardingHttpRequest</c>: the host builds a request of its own from the client's.</summary>
    Forwarding,

    /// <summary><c>enableProxyingHttpRequest</c>, which older hosts do not know: the client's request nearly as it came.</summary>
    Proxying,
}
