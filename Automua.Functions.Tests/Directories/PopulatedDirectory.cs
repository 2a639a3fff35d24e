using System.Text;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Directories;

/// <summary>One directory with mailboxes of every kind and one program that asks it by LDAPS, shared by the tests of a class that only read.</summary>
public sealed class PopulatedDirectory : IAsyncLifetime
{
    /// <summary>Whose login name is in an attribute that holds octets.</summary>
    public const string OctetDomain = "octets.example";

    /// <summary>Whose directory is asked for the login name only.</summary>
    public const string LoginDomain = "login.example";

    /// <summary>Whose mailboxes everybody may read, and whose directory nobody is named to.</summary>
    public const string PublicDomain = "public.example";

    /// <summary>Whose mailboxes are found by a filter with several parts.</summary>
    public const string CombinedDomain = "combined.example";

    private readonly CertificateAuthority _authority = new();
    private Slapd _slapd = null!;

    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await _authority.InitializeAsync();
        _slapd = await Slapd.StartAsync(new SlapdOptions { Certificate = await _authority.IssueForDirectoryAsync(), Entries = Entries() });
        Program = await DirectoryProgram.StartAsync(
            _authority.RootFile,
            _slapd.Ldaps,
            _slapd.Ldaps with { Domain = OctetDomain, AttrUid = "audio" },
            _slapd.Ldaps with { Domain = LoginDomain, AttrCn = null },
            _slapd.Ldaps with { Domain = PublicDomain, SearchBase = Slapd.Public, BindUser = null, BindPassword = null },
            _slapd.Ldaps with
            {
                Domain = CombinedDomain,
                SearchFilter = "(& (objectClass=organizationalUnit) (!(description=left)) (|(mail={0})(description=smtp:{0})(cn=*{0}*)) )",
            });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Program is not null)
            await Program.DisposeAsync();
        if (_slapd is not null)
            await _slapd.DisposeAsync();
        await _authority.DisposeAsync();
    }

    private static IEnumerable<DirectoryEntry> Entries() =>
    [
        DirectoryEntry.Mailbox("both@example.com").Named("the first", "First"),
        DirectoryEntry.Mailbox("both@example.com").Named("the second", "Second"),
        DirectoryEntry.Mailbox("nologin@example.com").With("cn", "Without Login"),
        DirectoryEntry.Mailbox("noname@example.com").With("uid", "without name"),
        DirectoryEntry.Mailbox("nothing@example.com"),
        DirectoryEntry.Mailbox("utf8@example.com").Named("jörg.用户.😀", "Jörg Ä 用户 😀"),
        DirectoryEntry.Mailbox("markup@example.com").Named("<b>&amp;\"'%EMAILADDRESS%", "]]><Name>&"),
        DirectoryEntry.Mailbox("control@example.com").Named("two\nlines", "A\u0000B"),
        DirectoryEntry.Mailbox("many@example.com").With("uid", "many first", "many second", "many third").With("cn", "First Name", "Second Name"),
        DirectoryEntry.Mailbox("one@example.com").With("mail", "other@example.com").Named("one.and.other", "One Other"),
        DirectoryEntry.Mailbox("Mixed.Case@Example.COM").Named("mixed", "Mixed Case"),
        DirectoryEntry.Mailbox("long@example.com").Named(new string('u', 100_000), "Long"),
        DirectoryEntry.Mailbox($"text@{OctetDomain}").With("cn", "Text").With("audio", Encoding.UTF8.GetBytes("löṅgïn")),
        DirectoryEntry.Mailbox($"octets@{OctetDomain}").With("cn", "Octets").With("audio", [0x6A, 0xFF, 0xFE, 0xC3, 0x28]),
        DirectoryEntry.Mailbox($"mixed@{OctetDomain}").With("cn", "Mixed").With("audio", [0xFF]).With("audio", "second"u8.ToArray()),
        DirectoryEntry.Mailbox($"login@{LoginDomain}").Named("just.login", "Nobody Asks"),
        DirectoryEntry.Mailbox($"open@{PublicDomain}", Slapd.Public).Named("open", "Open Book"),
        DirectoryEntry.Mailbox($"closed@{PublicDomain}").Named("closed", "Closed Book"),
        DirectoryEntry.Mailbox($"here@{CombinedDomain}").Named("by.mail", "Here"),
        DirectoryEntry.Mailbox($"left@{CombinedDomain}").Named("gone", "Left").With("description", "left"),
        DirectoryEntry.Nameless().Named("by.proxy", "Proxy").With("description", $"smtp:proxy@{CombinedDomain}"),
        DirectoryEntry.Nameless().Named("by.part", $"Part part@{CombinedDomain} Part"),
    ];
}
