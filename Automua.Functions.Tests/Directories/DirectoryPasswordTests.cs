using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Directories;

/// <summary>By which name and password a directory is asked, and that neither is told to anybody.</summary>
public sealed class DirectoryPasswordTests : IAsyncLifetime
{
    private const string Wrong = "Wrong-Horse-Battery";
    private const string Variable = "LDAP_PASSWORD";
    private const string Reference = $"env:{Variable}";

    private Slapd _slapd = null!;

    public async ValueTask InitializeAsync() => _slapd = await Slapd.StartAsync();

    public ValueTask DisposeAsync() => _slapd.DisposeAsync();

    [Theory]
    [InlineData("WARNING")]
    [InlineData("DEBUG")]
    public async Task A_wrong_password_is_503_and_stands_in_no_log(string logLevel)
    {
        await using AutomuaProgram program = await StartAsync(Wrong, ("AUTOMUA_LOGLEVEL", logLevel));
        Reply reply = await program.AskAsync("johndoe@example.com");
        reply.AssertTryAgain();
        Assert.DoesNotContain(Wrong, reply.Text, StringComparison.Ordinal);
        foreach (string path in (string[])["/mail/config-v1.1.xml", "/mobileconfig", "/settings", DirectoryAnswers.AutodiscoverPath])
            (await program.GetAsync(DirectoryAnswers.Of(path, "johndoe@example.com"))).AssertTryAgain();
        await program.WaitForLogAsync("bind_password is wrong");
        await program.StopAsync();
        Assert.DoesNotContain(Wrong, program.Log.Output + program.Log.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cn=nobody,ou=services,dc=example,dc=com", "is wrong")]
    [InlineData("not a name", "is no distinguished name")]
    public async Task A_wrong_name_is_503(string user, string reason)
    {
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, _slapd.Plain with { BindUser = user });
        (await program.AskAsync("johndoe@example.com")).AssertTryAgain();
        await program.WaitForLogAsync(reason);
    }

    [Fact]
    public async Task A_password_that_was_put_right_counts_at_once()
    {
        await using AutomuaProgram program = await StartAsync(Wrong);
        // Often enough that the directory is left alone.
        for (int i = 0; i < 5; i++)
            (await program.AskAsync("johndoe@example.com")).AssertTryAgain();
        await program.ImportAsync(_slapd.Plain);
        Assert.Equal(new Told("jdoe", "John Doe"), await program.TellAsync("johndoe@example.com"));
    }

    [Fact]
    public async Task A_password_may_be_in_the_environment()
    {
        await using AutomuaProgram program = await StartAsync(Reference, (Variable, Slapd.Password));
        Assert.Equal(new Told("jdoe", "John Doe"), await program.TellAsync("johndoe@example.com"));
        await program.StopAsync();
        Assert.DoesNotContain(Slapd.Password, program.Log.Output + program.Log.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, $"variable {Variable}")]
    [InlineData("", $"variable {Variable}")]
    [InlineData(Wrong, "bind_password is wrong")]
    public async Task A_password_that_the_environment_lacks_or_has_wrong_is_503(string? value, string reason)
    {
        await using AutomuaProgram program = await StartAsync(Reference, (Variable, value));
        (await program.AskAsync("johndoe@example.com")).AssertTryAgain();
        await program.WaitForLogAsync(reason);
    }

    [Fact]
    public async Task Who_may_not_read_finds_nothing_to_search()
    {
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(
            null, _slapd.Plain with { BindUser = null, BindPassword = null });
        (await program.AskAsync("johndoe@example.com")).AssertTryAgain();
        await program.WaitForLogAsync("search_base names no entry");
    }

    private Task<AutomuaProgram> StartAsync(string password, params (string Name, string? Value)[] environment) =>
        DirectoryProgram.StartAsync(
            null, environment.ToDictionary(variable => variable.Name, variable => variable.Value), _slapd.Plain with { BindPassword = password });
}
