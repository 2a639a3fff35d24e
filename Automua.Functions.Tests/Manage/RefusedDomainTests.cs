using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>Domains that are refused: everything wrong is told at its place, and nothing is stored.</summary>
public sealed class RefusedDomainTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    private AutomuaProgram Program => managed.Program;

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""{"provider": "hoster.example"} x""", "")]
    [InlineData("<domain/>", "")]
    [InlineData("{}", "/provider")]
    [InlineData("""{"provider": null}""", "/provider")]
    [InlineData("""{"provider": ""}""", "/provider")]
    [InlineData("""{"provider": 7}""", "/provider")]
    [InlineData("""{"provider": "nobody"}""", "/provider")]
    [InlineData("""{"provider": "Hoster GmbH"}""", "/provider")]
    [InlineData("""{"provider": "hoster.example", "name": "other.example"}""", "/name")]
    [InlineData("""{"provider": "hoster.example", "name": "*.new.example"}""", "/name")]
    [InlineData("""{"provider": "hoster.example", "name": "no_name"}""", "/name")]
    [InlineData("""{"provider": "hoster.example", "ldapserver_id": 99}""", "/ldapserver_id")]
    [InlineData("""{"provider": "hoster.example", "ldapserver_id": "7"}""", "/ldapserver_id")]
    [InlineData("""{"provider": "hoster.example", "ldapserver_id": -1}""", "/ldapserver_id")]
    [InlineData("""{"provider": "nobody", "ldapserver_id": 99}""", "/provider")]
    [InlineData("""{"provider": "hoster.example", "sevrers": []}""", "/sevrers")]
    [InlineData("""{"provider": "hoster.example", "servers": {}}""", "/servers")]
    [InlineData("""{"provider": "hoster.example", "servers": [{"type": "imap", "name": "a b", "prot": 1}, 5]}""", "/servers/0/name /servers/0/prot /servers/1")]
    [InlineData("""{"provider": 7, "name": "a..b", "servers": [{"type": "ftp"}], "x": 1}""", "/name /provider /servers/0/name /servers/0/type /x")]
    public async Task All_that_is_wrong_is_told_at_its_place(string domain, string pointers)
    {
        string before = await Program.ExportAsync();
        Reply reply = await Program.ManageAsync(HttpMethod.Put, "/domains/new.example", domain);
        reply.AssertProblem(400);
        Assert.Equal(pointers.Split(' '), reply.Json.Pointers("errors").Order(StringComparer.Ordinal));
        Assert.Equal("Nothing was stored: the domain has the errors listed.", reply.Json.GetProperty("detail").GetString());
        Assert.Equal(before, await Program.ExportAsync());
    }

    [Fact]
    public async Task A_misspelt_member_is_told_with_those_that_are_known()
    {
        Reply reply = await Program.ManageAsync(HttpMethod.Put, "/domains/new.example", """{"provdier": "hoster.example"}""");
        string detail = reply.Json.GetProperty("errors")[0].GetProperty("detail").GetString()!;
        Assert.Equal("is not a member; known here are name, provider, ldapserver_id, servers", detail);
    }
}
