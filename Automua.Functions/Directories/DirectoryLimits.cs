namespace Automua.Functions.Directories;

/// <summary>How long a directory may take, and how much is kept.</summary>
internal static class DirectoryLimits
{
    /// <summary>How long connecting, TLS, bind and search may take together, waiting for a connection included.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>How long what a directory said of a mailbox is not asked for again.</summary>
    public static readonly TimeSpan KnownTimeToLive = TimeSpan.FromSeconds(60);

    /// <summary>How long it is not asked again for a mailbox that it does not know.</summary>
    public static readonly TimeSpan UnknownTimeToLive = TimeSpan.FromSeconds(10);

    /// <summary>How long a directory that does not answer is left alone.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a connection that nobody uses is kept: less than after which servers and firewalls hang up.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection is used, so that a new password or certificate comes to count.</summary>
    public static readonly TimeSpan LongestUse = TimeSpan.FromMinutes(10);

    /// <summary>How long an address of a server's name is tried while there are others.</summary>
    public static readonly TimeSpan AddressPatience = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a search waits for a connection: enough must be left of <see cref="Deadline"/> for the search.</summary>
    public static readonly TimeSpan PlacePatience = TimeSpan.FromSeconds(1);

    /// <summary>How long connections and answers of a configuration are kept that no domain names any more.</summary>
    public static readonly TimeSpan LongestUnnamed = TimeSpan.FromMinutes(10);

    /// <summary>The most connections to a directory.</summary>
    public const int MostConnections = 8;

    /// <summary>The most answers of a directory that are kept.</summary>
    public const int MostAnswers = 10_000;
}
