using System.Collections.Immutable;
using System.Text;

namespace Automua.Functions.Tests.Directories;

/// <summary>An entry of a directory, as a test puts it there.</summary>
/// <param name="Name">Its distinguished name.</param>
internal sealed record DirectoryEntry(string Name)
{
    private static int _mailboxes;

    private ImmutableArray<(string Attribute, byte[] Value)> Values { get; init; } = [];

    /// <summary>The tree of the reference manual: its suffix, its two branches, the service's account, and John Doe.</summary>
    public static ImmutableArray<DirectoryEntry> OfTheManual { get; } =
    [
        new DirectoryEntry(Slapd.Suffix).With("objectClass", "dcObject", "organization").With("dc", "example").With("o", "Example Inc."),
        Branch(Slapd.MailUsers),
        Branch("ou=services,dc=example,dc=com"),
        new DirectoryEntry(Slapd.ServiceAccount)
            .With("objectClass", "organizationalRole", "simpleSecurityObject").With("cn", "automua").With("userPassword", Slapd.Password),
        new DirectoryEntry($"uid=jdoe,{Slapd.MailUsers}")
            .With("objectClass", "inetOrgPerson", "organizationalPerson", "person", "posixAccount", "top")
            .With("cn", "John Doe").With("givenName", "John").With("sn", "Doe").With("mail", "johndoe@example.com")
            .With("uid", "jdoe").With("uidNumber", "4321").With("gidNumber", "4321").With("homeDirectory", "/var/maildata/jdoe"),
    ];

    /// <summary>A branch whose name begins with <c>ou</c>.</summary>
    public static DirectoryEntry Branch(string name) =>
        new DirectoryEntry(name).With("objectClass", "organizationalUnit").With("ou", name.Split('=', ',')[1]);

    /// <summary>A mailbox with an address and nothing else, so that a test says what it has: of its class every attribute is allowed.</summary>
    /// <param name="address">The value of <c>mail</c>.</param>
    /// <param name="branch">Where the entry is.</param>
    public static DirectoryEntry Mailbox(string address, string branch = Slapd.MailUsers) => Nameless(branch).With("mail", address);

    /// <summary>An entry that has nothing that anybody asks for.</summary>
    public static DirectoryEntry Nameless(string branch = Slapd.MailUsers)
    {
        string name = $"entry{Interlocked.Increment(ref _mailboxes)}";
        return new DirectoryEntry($"ou={name},{branch}").With("objectClass", "organizationalUnit", "extensibleObject").With("ou", name);
    }

    /// <summary>The entry with values of an attribute.</summary>
    public DirectoryEntry With(string attribute, params string[] values) =>
        this with { Values = Values.AddRange(values.Select(value => (attribute, Encoding.UTF8.GetBytes(value)))) };

    /// <summary>The entry with a value that need not be text.</summary>
    public DirectoryEntry With(string attribute, byte[] value) => this with { Values = Values.Add((attribute, value)) };

    /// <summary>The entry with a login name and a full name.</summary>
    public DirectoryEntry Named(string uid, string cn) => With("uid", uid).With("cn", cn);

    /// <summary>The entry as LDIF (RFC 2849); all values are in base64, so that they may be anything.</summary>
    public string ToLdif() =>
        $"dn:: {Convert.ToBase64String(Encoding.UTF8.GetBytes(Name))}\n"
        + string.Concat(Values.Select(value => $"{value.Attribute}:: {Convert.ToBase64String(value.Value)}\n"))
        + "\n";
}
