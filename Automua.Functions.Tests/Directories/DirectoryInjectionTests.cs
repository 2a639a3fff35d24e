using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Directories;

/// <summary>
/// Addresses that would be parts of a filter, were they ever put into one as text. Each is asked for twice: of a directory that has
/// no such mailbox, and of one that has.
/// </summary>
public sealed class DirectoryInjectionTests(DirectoryInjectionTests.Directories directories) : IClassFixture<DirectoryInjectionTests.Directories>
{
    /// <summary>Local parts that an address may have.</summary>
    public static TheoryData<string> LocalParts =>
    [
        "*", "**", "johndo*", "*doe", "j*e", "*|", "&", "|", "!", "!johndoe", "={0}", "{0}", "{1}", "mail=johndoe", "johndoe/*",
        "\"*\"", "\"a)(uid=*\"", "\"*)(uid=*))(|(uid=*\"", "\"(|(mail=*))\"", "\"johndoe)(|(uid=*\"", "\")(objectClass=*\"", "\"*)(objectClass=\"",
        "\"&(uid=*)\"", "\"!(uid=x)\"", "\"\\\\\"", "\"\\\\2a\"", "\"\\2a\"", "\"\\*\"", "\"\\\\00\"", "\"johndoe\\\\00\"", "\"a\\\"b\"", "\"mail:=*\"",
        "\"a:dn:=b\"", "\"johndoe@example.com)(mail=\"", "\"x>=y\"", "\"x~=y\"", "\"#3001ff\"", "\"uid=jdoe,ou=mailusers\"",
        "j\u043Ehndoe", "johnd\u043Ee", "\u0458ohndoe", "johndo\u0435", "johndoe\u0301", "j\u00F6hndoe", "\u2217",
        new string('*', 64), new string('a', 64), $"\"{new string('(', 62)}\"", $"\"{new string(')', 62)}\"",
        $"\"{string.Concat(Enumerable.Repeat("\\\\", 31))}\"", new string('\u043E', 32),
    ];

    /// <summary>Local parts in other forms of the same letters, which a directory may take for the same (RFC 4518 section 2.3).</summary>
    public static TheoryData<string> WideLocalParts =>
        ["\uFF0A", "\uFF4A\uFF4F\uFF48\uFF4E\uFF44\uFF4F\uFF45", "\uFF08uid\uFF1D\uFF0A\uFF09", "\uFF3C2a", "a\uFF09\uFF08uid\uFF1D\uFF0A"];

    /// <summary>What is no address; as it goes over the wire.</summary>
    public static TheoryData<string> Malformed =>
    [
        "a)(uid=*@example.com", "a%29%28uid%3D%2A@example.com", "(|(mail=*))@example.com", "%2A%29%28uid%3D%2A@example.com", "%5C@example.com", "%5C2a@example.com",
        "johndoe%00@example.com", "%00@example.com", "%22johndoe%00%22@example.com", "johndoe@example.com%00", "johndoe@example.com%00)(uid=*",
        "johndoe@example.com)(uid=*", "johndoe@example.com)(%26", "johndoe@*", "johndoe@*.com", "*", "*)(uid=*", "johndoe@exampl%5C65.com",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com",
    ];

    [Theory]
    [MemberData(nameof(LocalParts))]
    [MemberData(nameof(WideLocalParts))]
    public async Task An_address_that_no_entry_has_matches_nothing(string local)
    {
        string address = $"{local}@example.com";
        Reply reply = await directories.Strangers.GetAsync(DirectoryAnswers.Of(DirectoryAnswers.AutodiscoverPath, address));
        Assert.Equal(Told.ByTemplate(address), reply.Told());
        Assert.Equal(Told.ByTemplate(address), await directories.Strangers.TellAsync(address));
    }

    [Theory]
    [MemberData(nameof(LocalParts))]
    public async Task An_address_that_an_entry_has_matches_that_entry_alone_or_is_not_asked_for(string local)
    {
        string address = $"{local}@example.com";
        int number = LocalParts.Select(row => row.Data).ToList().IndexOf(local);
        bool isAskedFor = local.IndexOfAny(['*', '(', ')', '\\']) < 0;
        Assert.Equal(
            isAskedFor ? new Told($"login {number}", $"User {number}") : Told.ByTemplate(address), await directories.Owners.TellAsync(address));
    }

    [Fact]
    public async Task No_two_entries_had_one_of_the_addresses()
    {
        foreach (string local in LocalParts.Select(row => row.Data))
            await directories.Owners.TellAsync($"{local}@example.com");
        Assert.DoesNotContain("several entries", directories.Owners.Log.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("several entries", directories.Strangers.Log.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_no_address_is_400_and_no_question(string address)
    {
        foreach (AutomuaProgram program in (AutomuaProgram[])[directories.Strangers, directories.Owners])
        {
            foreach (string path in (string[])["/mail/config-v1.1.xml", "/mobileconfig", "/settings", DirectoryAnswers.AutodiscoverPath])
                (await program.GetAsync($"{path}?emailaddress={address}")).AssertProblem(400);
        }
    }

    [Theory]
    [InlineData("johndoe%FF@example.com")]
    [InlineData("%C0%AA@example.com")]
    [InlineData("johndoe%ED%A0%80@example.com")]
    public async Task Octets_that_are_no_UTF_8_stay_as_they_are_written_and_match_nothing(string address)
    {
        foreach (AutomuaProgram program in (AutomuaProgram[])[directories.Strangers, directories.Owners])
        {
            Reply reply = await program.GetAsync($"{DirectoryAnswers.AutodiscoverPath}?emailaddress={address}");
            Assert.Equal(Told.ByTemplate(address), reply.Told());
        }
    }

    /// <summary>Two directories: one whose mailboxes are strangers to these addresses, and one where each has an entry.</summary>
    public sealed class Directories : IAsyncLifetime
    {
        // Mailboxes are found by an attribute that takes ASCII only and by one that takes every script.
        private const string Filter = "(|(mail={0})(description={0}))";

        private Slapd _strangers = null!;
        private Slapd _owners = null!;

        internal AutomuaProgram Strangers { get; private set; } = null!;

        internal AutomuaProgram Owners { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            DirectoryEntry[] others =
            [
                Mailbox("a@example.com", "somebody"), Mailbox("uid=jdoe@example.com", "somebody else"), Mailbox("x@example.com", "one more"),
                Mailbox("johndoe@example.com", "another john"),
            ];
            _strangers = await Slapd.StartAsync(new SlapdOptions { Entries = others });
            _owners = await Slapd.StartAsync(new SlapdOptions
            {
                Entries = [.. others, .. LocalParts.Select((row, i) => Mailbox($"{row.Data}@example.com", $"login {i}", $"User {i}"))],
            });
            Strangers = await DirectoryProgram.StartAsync(null, _strangers.Plain with { SearchFilter = Filter });
            Owners = await DirectoryProgram.StartAsync(null, _owners.Plain with { SearchFilter = Filter });
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            foreach (IAsyncDisposable? each in (IAsyncDisposable?[])[Strangers, Owners, _strangers, _owners])
            {
                if (each is not null)
                    await each.DisposeAsync();
            }
        }

        private static DirectoryEntry Mailbox(string address, string uid, string cn = "Somebody") =>
            (address.All(char.IsAscii) ? DirectoryEntry.Mailbox(address) : DirectoryEntry.Nameless().With("description", address)).Named(uid, cn);
    }
}
