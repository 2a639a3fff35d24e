using System.Text.Json;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary><c>GET /manage/v1/domains/{name}</c>.</summary>
public sealed class ReadDomainTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    private AutomuaProgram Program => managed.Program;

    [Fact]
    public async Task A_domain_has_all_its_servers_and_the_key_of_its_provider()
    {
        Reply reply = await Program.ManageAsync("/domains/customer.example");
        Assert.Equal(200, reply.Status);
        Assert.Equal("application/json", reply["Content-Type"]);
        Assert.Equal(["name", "provider", "servers"], reply.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("customer.example", reply.Json.GetProperty("name").GetString());
        Assert.Equal(ManagedProgram.Hoster, reply.Json.GetProperty("provider").GetString());
        Assert.Equal(
            [
                """{"type":"imap","name":"imap.hoster.example","port":993,"socket_type":"SSL"}""",
                """{"type":"smtp","name":"smtp.hoster.example","port":465,"socket_type":"SSL"}""",
                """{"type":"smtp","name":"smtp.hoster.example","port":587,"socket_type":"STARTTLS","authentication":["OAuth2","password-cleartext"],"prio":20}""",
                """{"type":"caldav","url":"https://dav.hoster.example/","domain_required":true}""",
            ],
            reply.Json.GetProperty("servers").EnumerateArray().Select(server => JsonSerializer.Serialize(server)));
    }

    [Theory]
    [InlineData("CUSTOMER.example.", "customer.example")]
    [InlineData("*.customer.example", "*.customer.example")]
    [InlineData("%2A.customer.example", "*.customer.example")]
    [InlineData("b%C3%BCcher.example", "xn--bcher-kva.example")]
    [InlineData("B%C3%9CCHER.example", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    public async Task A_name_is_found_however_it_is_written(string written, string name) =>
        Assert.Equal(name, (await Program.ManageAsync($"/domains/{written}")).Json.GetProperty("name").GetString());

    [Fact]
    public async Task The_LDAP_server_is_named_by_its_number() =>
        Assert.Equal(7, (await Program.ManageAsync("/domains/listed.example")).Json.GetProperty("ldapserver_id").GetInt32());

    [Theory]
    [InlineData("unknown.example", 404)]
    [InlineData("a.customer.example", 404)]
    [InlineData("*", 404)]
    [InlineData("*.example", 404)]
    [InlineData("no_name", 400)]
    [InlineData("a..b", 400)]
    [InlineData("**.example", 400)]
    [InlineData("user@customer.example", 400)]
    [InlineData("%20", 400)]
    public async Task What_is_not_stored_is_404_and_what_is_no_name_is_400(string name, int status)
    {
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Delete])
            (await Program.ManageAsync(method, $"/domains/{name}")).AssertProblem(status);
        if (status == 400)
        {
            Reply reply = await Program.ManageAsync(HttpMethod.Put, $"/domains/{name}", $$"""{"provider": "{{ManagedProgram.Hoster}}"}""");
            reply.AssertProblem(400);
            Assert.StartsWith("The domain ", reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_validator_is_the_same_until_it_changes()
    {
        Reply reply = await Program.ManageAsync("/domains/office.example");
        string tag = reply["ETag"]!;
        Assert.Matches("^\"[0-9a-f]+\"$", tag);
        Reply same = await Program.ManageAsync("/domains/office.example", ("If-None-Match", $"\"other\", W/{tag}"));
        Assert.Equal(304, same.Status);
        Assert.Equal(tag, same["ETag"]);
        Reply head = await Program.ManageAsync(HttpMethod.Head, "/domains/office.example");
        Assert.Equal(tag, head["ETag"]);
        Assert.Equal($"{reply.Body.Length}", head["Content-Length"]);
        await managed.ResetAsync();
        Assert.Equal(tag, (await Program.ManageAsync("/domains/office.example"))["ETag"]);
    }
}
