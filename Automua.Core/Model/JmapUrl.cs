namespace Automua.Core.Model;

/// <summary>Where a JMAP server tells all the rest: its session (RFC 8620 section 2.2).</summary>
public static class JmapUrl
{
    /// <summary>The path, the same on every host.</summary>
    public const string Path = "/.well-known/jmap";

    /// <summary>The URL at a host.</summary>
    /// <param name="host">The host name.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="security">How the connection is protected: with anything but none it is <c>https:</c>.</param>
    public static string At(string host, int port, ConnectionSecurity security)
    {
        (string scheme, int ownPort) = security == ConnectionSecurity.None ? ("http", 80) : ("https", 443);
        return port == ownPort ? $"{scheme}://{host}{Path}" : $"{scheme}://{host}:{port}{Path}";
    }
}
