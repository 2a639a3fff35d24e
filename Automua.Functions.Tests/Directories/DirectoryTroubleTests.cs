using System.Net;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Directories;

/// <summary>Directories that are down, come back, refuse, or point elsewhere.</summary>
public sealed class DirectoryTroubleTests
{
    private static readonly Told John = new("jdoe", "John Doe");

    [Fact]
    public async Task A_directory_that_is_down_is_503_everywhere_until_it_is_back()
    {
        await using Slapd slapd = await StartAsync();
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain);
        await slapd.StopAsync();
        foreach (string path in (string[])
            [.. AutoconfigRoutes.WithQuery, DirectoryAnswers.AutodiscoverPath, "/mobileconfig", "/email.mobileconfig", "/settings"])
            (await program.GetAsync(DirectoryAnswers.Of(path, "johndoe@example.com"))).AssertTryAgain();
        (await program.AskAsync("johndoe@example.com")).AssertTryAgain();
        await program.WaitForLogAsync("cannot be reached");

        // The store is not the directory: the program is ready, and says what no directory is needed for.
        Assert.Equal(200, (await program.GetAsync("/readyz")).Status);
        Assert.Equal(200, (await program.GetAsync("/mail/config-v1.1.xml", "autoconfig.example.com")).Status);

        await slapd.StartAsync();
        await Eventually.IsAsync(async () => (await program.AskAsync("johndoe@example.com")).Status == 200);
        Assert.Equal(John, await program.TellAsync("johndoe@example.com"));
    }

    [Fact]
    public async Task What_a_directory_said_is_said_again_while_it_is_down()
    {
        await using Slapd slapd = await StartAsync();
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain);
        Assert.Equal(John, await program.TellAsync("johndoe@example.com"));
        await slapd.StopAsync();
        Assert.Equal(John, await program.TellAsync("johndoe@example.com"));
        (await program.AskAsync("user0@example.com")).AssertTryAgain();
    }

    [Fact]
    public async Task Nobody_notices_that_a_directory_was_started_again()
    {
        await using Slapd slapd = await StartAsync();
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain);
        for (int round = 0; round < 3; round++)
        {
            int first = round * 20;
            Told[] told = await Task.WhenAll(Enumerable.Range(first, 20).Select(i => program.TellAsync($"user{i}@example.com")));
            Assert.Equal(Enumerable.Range(first, 20).Select(i => new Told($"login {i}", $"User {i}")), told);
            await slapd.StopAsync();
            await slapd.StartAsync();
        }

        Assert.Empty(program.Log.Trouble);
    }

    [Fact]
    public async Task Nobody_notices_that_a_directory_hangs_up_on_who_is_silent()
    {
        await using Slapd slapd = await StartAsync("idletimeout 1");
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(new Told($"login {i}", $"User {i}"), await program.TellAsync($"user{i}@example.com"));
            await Eventually.IsAsync(async () => await slapd.ConnectionsAsync() == 0);
        }

        Assert.Empty(program.Log.Trouble);
    }

    [Fact]
    public async Task One_directory_that_is_down_is_no_other_domains_affair()
    {
        await using Slapd slapd = await StartAsync();
        await using Slapd other = await Slapd.StartAsync();
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(
            null, slapd.Plain, other.Plain with { Domain = "other.example" });
        await other.StopAsync();
        for (int i = 0; i < 5; i++)
            (await program.AskAsync($"user{i}@other.example")).AssertTryAgain();
        Assert.Equal(John, await program.TellAsync("johndoe@example.com"));
    }

    [Theory]
    [InlineData("dc=elsewhere,dc=example")]
    [InlineData($"ou=moved,{Slapd.MailUsers}")]
    public async Task A_search_that_belongs_elsewhere_is_503(string searchBase)
    {
        await using Slapd slapd = await Slapd.StartAsync(new SlapdOptions
        {
            Directives = "referral ldap://elsewhere.example/", Entries = [Referral($"ou=moved,{Slapd.MailUsers}")],
        });
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain with { SearchBase = searchBase });
        (await program.AskAsync("johndoe@example.com")).AssertTryAgain();
        await program.WaitForLogAsync("another server");
    }

    [Fact]
    public async Task Entries_that_point_elsewhere_are_passed_over()
    {
        await using Slapd slapd = await Slapd.StartAsync(new SlapdOptions
        {
            Entries = [Referral($"ou=one,{Slapd.MailUsers}"), DirectoryEntry.Mailbox("user@example.com").Named("user", "A User"), Referral($"ou=two,{Slapd.MailUsers}")],
        });
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain);
        Assert.Equal(new Told("user", "A User"), await program.TellAsync("user@example.com"));
        Assert.Equal(Told.ByTemplate("nobody@example.com"), await program.TellAsync("nobody@example.com"));
        Assert.Empty(program.Log.Trouble);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sizelimit 1")]
    public async Task Of_more_matches_than_a_directory_tells_the_first_counts_and_the_log_says_so(string limit)
    {
        await using Slapd slapd = await Slapd.StartAsync(new SlapdOptions
        {
            Directives = limit,
            Entries = Enumerable.Range(1, 5).Select(i => DirectoryEntry.Mailbox("shared@example.com").Named($"login {i}", $"User {i}")),
        });
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain);
        Assert.Equal(new Told("login 1", "User 1"), await program.TellAsync("shared@example.com"));
        await program.WaitForLogAsync("several entries");
        Assert.Equal(John, await program.TellAsync("johndoe@example.com"));
    }

    [Theory]
    [InlineData("ou=nowhere,dc=example,dc=com", "search_base names no entry")]
    [InlineData("not a name", "distinguished name")]
    public async Task A_search_base_that_is_wrong_is_503(string searchBase, string reason)
    {
        await using Slapd slapd = await Slapd.StartAsync();
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain with { SearchBase = searchBase });
        (await program.AskAsync("johndoe@example.com")).AssertTryAgain();
        await program.WaitForLogAsync(reason);
    }

    [Fact]
    public async Task A_directory_that_wants_TLS_is_503_when_it_is_asked_without()
    {
        await using Slapd slapd = await StartAsync("security ssf=128");
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain);
        (await program.AskAsync("johndoe@example.com")).AssertTryAgain();
        await program.WaitForLogAsync("wants TLS");
    }

    [Fact]
    public async Task Among_10000_entries_the_right_one_is_found()
    {
        const int Many = 10_000;
        await using Slapd slapd = await StartAsync(count: Many);
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain);
        foreach (int i in (int[])[0, 1, 4_999, Many - 1])
            Assert.Equal(new Told($"login {i}", $"User {i}"), await program.TellAsync($"user{i}@example.com"));
        Assert.Equal(Told.ByTemplate($"user{Many}@example.com"), await program.TellAsync($"user{Many}@example.com"));
    }

    [Fact]
    public async Task However_many_ask_at_once_there_are_few_connections_and_they_are_kept()
    {
        const int MostConnections = 8;
        const int Many = 64;
        await using Slapd slapd = await StartAsync(count: 2 * Many);
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, slapd.Plain);
        Task<Told[]> asking = Task.WhenAll(Enumerable.Range(0, Many).Select(i => program.TellAsync($"user{i}@example.com")));
        while (!asking.IsCompleted)
            Assert.InRange(await slapd.ConnectionsAsync(), 0, MostConnections);
        Assert.Equal(Enumerable.Range(0, Many).Select(i => new Told($"login {i}", $"User {i}")), await asking);
        int kept = await slapd.ConnectionsAsync();
        Assert.InRange(kept, 1, MostConnections);

        long before = await slapd.EverConnectedAsync();
        for (int i = Many; i < Many + 20; i++)
            Assert.Equal(new Told($"login {i}", $"User {i}"), await program.TellAsync($"user{i}@example.com"));
        // The administrator who asks is one himself.
        Assert.Equal(before + 1, await slapd.EverConnectedAsync());
        Assert.Equal(kept, await slapd.ConnectionsAsync());
    }

    private static Task<Slapd> StartAsync(string directives = "", int count = 60) => Slapd.StartAsync(new SlapdOptions
    {
        Directives = directives,
        Entries = Enumerable.Range(0, count).Select(i => DirectoryEntry.Mailbox($"user{i}@example.com").Named($"login {i}", $"User {i}")),
    });

    private static DirectoryEntry Referral(string name) => new DirectoryEntry(name)
        .With("objectClass", "referral", "extensibleObject").With("ou", name.Split('=', ',')[1])
        .With("ref", $"ldap://elsewhere.example/{WebUtility.UrlEncode(name)}");
}
