using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Automua.Core.Model;

/// <summary>Reads the host of an LDAP server, which this program connects to itself: a host name, or an IPv4 address.</summary>
public static class DirectoryHost
{
    private const int Octets = 4;

    /// <summary>Reads a host; names become lower-case A-labels.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="host">The host, when the text is one.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out string? host, [NotNullWhen(false)] out string? error)
    {
        host = text?.Trim();
        if (IsAddress(host))
        {
            error = null;
            return true;
        }

        if (host?.Contains('%', StringComparison.Ordinal) == true)
        {
            host = null;
            error = "is the host of an LDAP server and can hold no placeholder";
            return false;
        }

        bool isName = DomainName.TryParse(host, out DomainName? name, out error);
        host = isName ? name!.Value : null;
        return isName;
    }

    // Nothing but the usual form, of which there is one for each address.
    private static bool IsAddress([NotNullWhen(true)] string? text) =>
        text?.Split('.').Length == Octets && IPAddress.TryParse(text, out IPAddress? address)
        && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;
}
