using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.Directories;

/// <summary>What every dialect says of a mailbox that a directory knows, and of one that it does not know.</summary>
public sealed class DirectoryDialectTests(PopulatedDirectory directory) : IClassFixture<PopulatedDirectory>
{
    private const string Known = "johndoe@example.com";
    private const string Unknown = "nobody@example.com";

    [Theory]
    [InlineData(Known, "jdoe")]
    [InlineData(Unknown, "%EMAILADDRESS%")]
    public async Task Autoconfig_has_the_login_name_at_every_server(string address, string login)
    {
        foreach (string path in AutoconfigRoutes.WithQuery)
        {
            Reply reply = await AskAsync(path, address);
            Assert.Equal(
                [$"imap imap.example.com:993 SSL {login} password-cleartext", $"smtp smtp.example.com:465 SSL {login} password-cleartext"],
                reply.Xml.Servers());
        }
    }

    [Theory]
    [InlineData(Known, "jdoe", "John Doe")]
    [InlineData(Unknown, Unknown, Unknown)]
    public async Task Autodiscover_by_POST_has_the_login_name_and_the_full_name(string address, string login, string name)
    {
        Reply reply = await directory.Program.AskAsync(address);
        Assert.Equal([login, login], AutodiscoverBody.Named(reply.Xml, "LoginName"));
        Assert.Equal([name], AutodiscoverBody.Named(reply.Xml, "DisplayName"));
        Assert.Equal([address], AutodiscoverBody.Named(reply.Xml, "AutoDiscoverSMTPAddress"));
        Assert.Equal("no-store", reply["Cache-Control"]);
    }

    [Theory]
    [InlineData(Known, "jdoe", "John Doe")]
    [InlineData(Unknown, Unknown, Unknown)]
    public async Task Autodiscover_by_GET_has_the_login_name_and_the_full_name(string address, string login, string name)
    {
        Reply reply = await AskAsync(DirectoryAnswers.AutodiscoverPath, address);
        Assert.Equal([login, login], AutodiscoverBody.Named(reply.Xml, "LoginName"));
        Assert.Equal([name], AutodiscoverBody.Named(reply.Xml, "DisplayName"));
    }

    [Fact]
    public async Task Mobileconfig_has_the_login_name_and_the_full_name()
    {
        Reply reply = await AskAsync("/mobileconfig", Known);
        Assert.Equal("jdoe", Profile.TextOf(reply, "IncomingMailServerUsername"));
        Assert.Equal("jdoe", Profile.TextOf(reply, "OutgoingMailServerUsername"));
        Assert.Equal("John Doe", Profile.TextOf(reply, "EmailAccountName"));
        Assert.Equal(Known, Profile.TextOf(reply, "EmailAddress"));
    }

    [Fact]
    public async Task Mobileconfig_of_a_mailbox_that_is_not_known_has_the_address_and_no_name()
    {
        Reply reply = await AskAsync("/mobileconfig", Unknown);
        Assert.Equal(Unknown, Profile.TextOf(reply, "IncomingMailServerUsername"));
        Assert.Equal(Unknown, Profile.TextOf(reply, "OutgoingMailServerUsername"));
        Assert.Null(Profile.TextOf(reply, "EmailAccountName"));
    }

    [Theory]
    [InlineData(Known, "jdoe")]
    [InlineData(Unknown, Unknown)]
    public async Task Settings_have_the_login_name_to_type(string address, string login)
    {
        Reply reply = await AskAsync("/settings", address);
        Assert.Equal(login, reply.Json.GetProperty("incoming")[0].GetProperty("user_name").GetString());
        Assert.Equal(login, reply.Json.GetProperty("outgoing")[0].GetProperty("user_name").GetString());
    }

    [Fact]
    public async Task A_tenants_host_asks_the_directory_too_and_nobody_keeps_the_answer()
    {
        Reply reply = await directory.Program.GetAsync(
            DirectoryAnswers.Of("/mail/config-v1.1.xml", Known), "autoconfig.example.com");
        Assert.Contains("<username>jdoe</username>", reply.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", reply["Cache-Control"]);
    }

    [Fact]
    public async Task Without_an_address_nobody_is_asked_for_and_the_template_stands()
    {
        Reply reply = await directory.Program.GetAsync("/mail/config-v1.1.xml", "autoconfig.example.com");
        Assert.Equal(200, reply.Status);
        Assert.All(reply.Xml.Servers(), server => Assert.Contains(" %EMAILADDRESS% ", server, StringComparison.Ordinal));
    }

    private async Task<Reply> AskAsync(string path, string address)
    {
        Reply reply = await directory.Program.GetAsync(DirectoryAnswers.Of(path, address));
        Assert.Equal(200, reply.Status);
        Assert.Equal("no-store", reply["Cache-Control"]);
        return reply;
    }
}
