using Automua.Core.Model;
using Automua.Functions.Directories;
using Automua.Functions.Tests.Signing;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Directories;

/// <summary>What is kept of directories: connections, answers, and that one does not answer.</summary>
public sealed class LdapDirectoriesTests : IAsyncDisposable
{
    private const byte AdministrativeLimit = 11;

    private readonly DirectoryMetrics _metrics = new();
    private readonly RecordedLog<DirectoryLog> _log = new();
    private readonly LdapDirectories _directories;
    private readonly ScriptedDirectory _server;
    private int _searches;
    private bool _isRefusing;

    public LdapDirectoriesTests()
    {
        _directories = new LdapDirectories(new LdapTrust(null), TimeProvider.System, _metrics, new DirectoryLog(_log));
        _server = ScriptedDirectory.On(ClientOperation.Search, AnswerAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _directories.Dispose();
        _metrics.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_mailbox_is_not_asked_for_again_and_one_that_is_unknown_after_10_seconds()
    {
        DirectoryServer unknowing = Server with { UidAttribute = "absent", CnAttribute = null };
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(new DirectoryAccount("jdoe", "John Doe"), await FindAsync(Server, "johndoe@example.com"));
            Assert.Equal(DirectoryAccount.Unknown, await FindAsync(unknowing, "johndoe@example.com"));
        }

        Assert.Equal(2, _searches);
        await Task.Delay(DirectoryLimits.UnknownTimeToLive + TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        await FindAsync(Server, "johndoe@example.com");
        Assert.Equal(2, _searches);
        await FindAsync(unknowing, "johndoe@example.com");
        Assert.Equal(3, _searches);
    }

    [Fact]
    public async Task A_server_that_answers_by_another_name_of_an_attribute_is_told_of()
    {
        await FindAsync(Server, "johndoe@example.com");
        Assert.Empty(_log.Lines(LogLevel.Warning));
        Assert.Equal(new DirectoryAccount(null, "John Doe"), await FindAsync(Server with { UidAttribute = "userid" }, "johndoe@example.com"));
        Assert.Contains(
            "not by the names of attr_uid and attr_cn",
            Assert.Single(_log.Lines(LogLevel.Warning)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_put_once_however_many_ask()
    {
        DirectoryAccount[] accounts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => FindAsync(Server, "johndoe@example.com")));
        Assert.All(accounts, account => Assert.Equal("jdoe", account.Login));
        Assert.Equal(1, _searches);
    }

    [Fact]
    public async Task There_are_as_many_connections_as_are_allowed()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => FindAsync(Server, $"user{i}@example.com")));
        Assert.Equal(200, _searches);
        Assert.InRange(_server.Connections, 1, DirectoryLimits.MostConnections);
    }

    [Fact]
    public async Task A_refused_search_is_no_outage()
    {
        Volatile.Write(ref _isRefusing, true);
        for (int i = 0; i < 5; i++)
        {
            DirectoryUnavailableException problem = await Assert.ThrowsAsync<DirectoryUnavailableException>(
                () => FindAsync(Server, $"user{i}@example.com"));
            Assert.Contains($"refuses the search: result code {AdministrativeLimit}", problem.Message, StringComparison.Ordinal);
        }

        Volatile.Write(ref _isRefusing, false);
        Assert.Equal("jdoe", (await FindAsync(Server, "johndoe@example.com")).Login);
        Assert.Equal(6, _searches);
        Assert.Equal(1, _server.Connections);
    }

    [Fact]
    public async Task After_three_outages_in_a_row_a_directory_is_left_alone()
    {
        await using ScriptedDirectory server = ScriptedDirectory.On(ClientOperation.Bind, (connection, _) =>
        {
            connection.Close();
            return Task.CompletedTask;
        });
        DirectoryServer closing = Server with { Port = server.Plain.Port };
        for (int i = 0; i < 50; i++)
        {
            await Assert.ThrowsAnyAsync<DirectoryUnavailableException>(() => FindAsync(closing, $"user{i}@example.com"));
            if (i == 2)
                Assert.Equal(3, server.Connections);
        }

        // A few more may be those of the next pauses.
        Assert.InRange(server.Connections, 3, 20);
    }

    [Fact]
    public async Task Two_versions_of_a_directory_keep_their_connections()
    {
        DirectoryServer other = Server with { CnAttribute = null };
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal("John Doe", (await FindAsync(Server, $"user{i}@example.com")).FullName);
            Assert.Null((await FindAsync(other, $"user{i}@example.com")).FullName);
        }

        Assert.Equal(2, _server.Connections);
        Assert.Equal(2, _directories.Count);
    }

    [Theory]
    [InlineData("*@example.com")]
    [InlineData("\"a)(uid=*\"@example.com")]
    [InlineData("\"a\\\\2a\"@example.com")]
    public async Task An_address_with_characters_of_a_filter_is_nobodys_and_not_asked_for(string address)
    {
        Assert.Equal(DirectoryAccount.Unknown, await FindAsync(Server, address));
        Assert.Equal(0, _server.Connections);
    }

    [Fact]
    public async Task What_goes_wrong_is_logged_without_the_address()
    {
        Volatile.Write(ref _isRefusing, true);
        await Assert.ThrowsAsync<DirectoryUnavailableException>(() => FindAsync(Server, "johndoe@example.com"));
        string line = Assert.Single(_log.Lines(LogLevel.Error));
        Assert.Contains("LDAP server 1 (localhost:", line, StringComparison.Ordinal);
        Assert.DoesNotContain("johndoe", line, StringComparison.Ordinal);
    }

    private DirectoryServer Server => new(
        1, _server.Plain.Name, _server.Plain.Port, UseTls: false, "dc=example,dc=com", "(mail={0})", "uid")
    {
        AllowPlain = true, CnAttribute = "cn",
    };

    private async Task<DirectoryAccount> FindAsync(DirectoryServer server, string address)
    {
        Assert.True(EmailAddress.TryParse(address, out EmailAddress? read, out _));
        return await _directories.FindAsync(server, read, TestContext.Current.CancellationToken);
    }

    private Task AnswerAsync(ScriptedConnection connection, int number)
    {
        Interlocked.Increment(ref _searches);
        return connection.SendAsync(
            Volatile.Read(ref _isRefusing)
                ? ServerMessage.Refused(number, AdministrativeLimit)
                : [.. ServerMessage.Entry(number, ("uid", "jdoe"), ("cn", "John Doe")), .. ServerMessage.Done(number)]);
    }
}
