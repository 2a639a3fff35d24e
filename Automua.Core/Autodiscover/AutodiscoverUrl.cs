namespace Automua.Core.Autodiscover;

/// <summary>Where Autodiscover's POX service is found ([MS-OXDSCLI] section 3.2.5).</summary>
public static class AutodiscoverUrl
{
    /// <summary>The URL at a host.</summary>
    /// <param name="authority">The host, as a domain name or an IP address, and its port where it is not 443.</param>
    public static string At(string authority) => $"https://{authority}/autodiscover/autodiscover.xml";
}
