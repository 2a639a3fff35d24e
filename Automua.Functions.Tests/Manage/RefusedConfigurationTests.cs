using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>Imports that are refused: everything wrong is told at its place, and nothing is stored.</summary>
public sealed class RefusedConfigurationTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    private AutomuaProgram Program => managed.Program;

    [Theory]
    [InlineData("?mode=overwrite", "The parameter mode is 'overwrite'; allowed are merge, replace, create.")]
    [InlineData("?mode=", "The parameter mode is ''; allowed are merge, replace, create.")]
    [InlineData("?dry_run=maybe", "The parameter dry_run must be true or false.")]
    [InlineData("?mode=replace&dry_run=1", "The parameter dry_run must be true or false.")]
    public async Task A_wrong_parameter_is_told(string query, string detail)
    {
        string before = await Program.ExportAsync();
        Reply reply = await Program.ManageAsync(HttpMethod.Post, $"/configuration{query}", Seed.Of("A", "a", "new.example"));
        reply.AssertProblem(400);
        Assert.Equal(detail, reply.Json.GetProperty("detail").GetString());
        Assert.Equal(before, await Program.ExportAsync());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""{"version": 3, "providers": [], "provider": []}""", "/provider")]
    [InlineData(
        """{"version": 3, "providers": [{"provider": "A", "domians": []}, {"provider": "", "servers": [{"type": "imap", "name": "a b", "port": 0}]}]}""",
        "/providers/0/domians /providers/1/provider /providers/1/servers/0/name /providers/1/servers/0/port")]
    [InlineData(
        """{"version": 3, "providers": [{"provider": "A", "domains": ["a.example", "a.example", "no_name", {"name": "b.example", "ldapserver_id": 99}]}]}""",
        "/providers/0/domains/1 /providers/0/domains/2 /providers/0/domains/3/ldapserver_id")]
    [InlineData("<clientConfig/>", "/clientConfig")]
    [InlineData("<html/>", "/html")]
    public async Task All_that_is_wrong_is_told_at_its_place(string document, string pointers)
    {
        string before = await Program.ExportAsync();
        foreach (string query in (string[])["", "?mode=replace", "?dry_run=true"])
        {
            Reply reply = await Program.ManageAsync(HttpMethod.Post, $"/configuration{query}", document);
            reply.AssertProblem(400);
            Assert.Equal(pointers.Split(' ').Order(StringComparer.Ordinal), reply.Json.Pointers("errors").Order(StringComparer.Ordinal));
        }

        Assert.Equal(before, await Program.ExportAsync());
    }

    [Fact]
    public async Task What_contradicts_the_store_is_told_with_the_rest()
    {
        Reply reply = await Program.ManageAsync(
            HttpMethod.Post, "/configuration", """{"version": 3, "providers": [{"provider": "A", "domains": ["office.example", "no_name"]}]}""");
        reply.AssertProblem(400);
        Assert.Equal(["/providers/0/domains/0", "/providers/0/domains/1"], reply.Json.Pointers("errors").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_body_that_breaks_off_stores_nothing()
    {
        string before = await Program.ExportAsync();
        string document = Seed.Of("A", "a", "new.example");
        using RawConnection connection = await RawConnection.OpenAsync(Program);
        await connection.SendAsync(
            $"POST /manage/v1/configuration?mode=replace HTTP/1.1\r\nHost: x\r\nx-functions-key: {AutomuaProgram.AdminKey}\r\n"
            + $"Content-Length: {document.Length + 1}\r\n\r\n{document}");
        connection.EndSending();
        Assert.Equal(400, (await connection.ReadReplyAsync())?.Status ?? 400);
        Assert.Equal(before, await Program.ExportAsync());
    }
}
