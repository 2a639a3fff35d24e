using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Machines;

/// <summary>
/// OpenRC on a scratch machine. <c>test.sh</c> fetches Debian's packages of it and does not install them: on the machine itself they
/// would stand beside its own init.
/// </summary>
internal static class OpenRc
{
    /// <summary>Commands that put it there, as if it had started the machine.</summary>
    public static string Installation { get; } =
        $"""
        for package in '{Path.Combine(Repository.Root, "artifacts", "openrc")}'/*.deb; do
            dpkg-deb --fsys-tarfile "$package" | tar --extract --keep-directory-symlink --directory /
        done
        touch /etc/insserv.conf
        mkdir -p /etc/conf.d /run/openrc
        touch /run/openrc/softlevel
        # Its own services for that have not run: systemd has brought up the network.
        echo 'rc_provide="net"' >> /etc/rc.conf
        # Makes the folders in which it notes what runs.
        rc-status --all > /dev/null
        """;
}
