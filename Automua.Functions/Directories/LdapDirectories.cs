using Automua.Core.Model;

namespace Automua.Functions.Directories;

/// <summary>The LDAP servers that domains name. Each is there from the first question on, until its configuration changes.</summary>
internal sealed class LdapDirectories(LdapTrust trust, TimeProvider time, DirectoryMetrics metrics, DirectoryLog log)
    : IAccountDirectory, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, LdapDirectory> _directories = [];

    /// <inheritdoc/>
    public ValueTask<DirectoryAccount> FindAsync(DirectoryServer server, EmailAddress address, CancellationToken cancellation) =>
        Of(server).FindAsync(address, cancellation);

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (LdapDirectory directory in _directories.Values)
                directory.Dispose();
            _directories.Clear();
        }
    }

    private LdapDirectory Of(DirectoryServer server)
    {
        lock (_gate)
        {
            LdapDirectory? known = _directories.GetValueOrDefault(server.Id);
            if (known?.Server.Equals(server) == true)
                return known;
            LdapDirectory directory = _directories[server.Id] = new LdapDirectory(server, trust, time, metrics, log);
            known?.Dispose();
            return directory;
        }
    }
}
