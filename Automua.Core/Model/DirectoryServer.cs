namespace Automua.Core.Model;

/// <summary>An LDAP directory that knows login names and full names (RFC 4511).</summary>
/// <param name="Id">The number by which domains name it.</param>
/// <param name="Host">The host, see <see cref="DirectoryHost"/>.</param>
/// <param name="Port">The TCP port, 1 to 65535.</param>
/// <param name="UseTls">Whether the connection is LDAPS; else TLS begins on it by StartTLS.</param>
/// <param name="SearchBase">The distinguished name below which to search.</param>
/// <param name="SearchFilter">The filter, see <see cref="Directories.SearchFilter"/>.</param>
/// <param name="UidAttribute">The attribute that holds the login name.</param>
public sealed record DirectoryServer(
    int Id, string Host, int Port, bool UseTls, string SearchBase, string SearchFilter, string UidAttribute)
{
    /// <summary>What stands for the e-mail address in <see cref="SearchFilter"/>.</summary>
    public const string AddressPlaceholder = "{0}";

    /// <summary>
    /// What is wrong with <see cref="AllowPlain"/> beside <see cref="UseTls"/>, as the rest of a sentence that begins with the
    /// field's name.
    /// </summary>
    public const string PlainProblem =
        "cannot be true together with use_ssl, which port 636 implies where it is not given: one of the two must be false";

    /// <summary>The attribute that holds the full name; null when none is to be asked for.</summary>
    public string? CnAttribute { get; init; }

    /// <summary>The distinguished name to bind as; null for an anonymous bind.</summary>
    public string? BindUser { get; init; }

    /// <summary>The password to bind with. A secret: it is not part of <see cref="ToString"/>.</summary>
    public string? BindPassword { get; init; }

    /// <summary>
    /// Whether the server may be asked in the clear when it offers no StartTLS (RFC 4511 section 4.14), and <see cref="UseTls"/>
    /// says nothing of LDAPS.
    /// </summary>
    public bool AllowPlain { get; init; }

    /// <summary>The server without its secret.</summary>
    public override string ToString() => $"LDAP server {Id} ({Host}:{Port})";
}
