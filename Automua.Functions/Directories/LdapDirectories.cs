using Automua.Core.Model;

namespace Automua.Functions.Directories;

/// <summary>
/// The LDAP servers that domains name, as they are configured. Each is there from the first question on, until no domain has named
/// it for a while: after a change some domains are still known by what was before.
/// </summary>
internal sealed class LdapDirectories(LdapTrust trust, TimeProvider time, DirectoryMetrics metrics, DirectoryLog log)
    : IAccountDirectory, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DirectoryServer, LdapDirectory> _directories = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _directories.Count;
        }
    }

    /// <inheritdoc/>
    public ValueTask<DirectoryAccount> FindAsync(DirectoryServer server, EmailAddress address, CancellationToken cancellation) =>
        Of(server).FindAsync(address, cancellation);

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        lock (_gate)
            Close([.. _directories.Values]);
    }

    private LdapDirectory Of(DirectoryServer server)
    {
        lock (_gate)
        {
            if (_directories.TryGetValue(server, out LdapDirectory? known))
                return known;
            Close([.. _directories.Values.Where(other => time.GetElapsedTime(other.LastAsked) >= DirectoryLimits.LongestUnnamed)]);
            return _directories[server] = new LdapDirectory(server, trust, time, metrics, log);
        }
    }

    private void Close(IEnumerable<LdapDirectory> directories)
    {
        foreach (LdapDirectory directory in directories)
        {
            _directories.Remove(directory.Server);
            directory.Dispose();
        }
    }
}
