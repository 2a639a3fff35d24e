using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary><c>GET /manage/v1/domains/{name}/dns</c>.</summary>
public sealed class DomainDnsTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    private AutomuaProgram Program => managed.Program;

    [Theory]
    [InlineData("customer.example")]
    [InlineData("a.customer.example")]
    [InlineData("bücher.example")]
    [InlineData("office.example")]
    public async Task It_is_what_the_command_prints(string domain)
    {
        string path = $"/domains/{Uri.EscapeDataString(domain)}/dns";
        Reply json = await Program.ManageAsync(path);
        Assert.Equal("application/json", json["Content-Type"]);
        Assert.Equal(await CommandAsync(domain, "--format", "json"), json.Text);
        Assert.Equal(json.Text, (await Program.ManageAsync($"{path}?format=json")).Text);
        Reply zone = await Program.ManageAsync($"{path}?format=zone");
        Assert.Equal("text/plain; charset=utf-8", zone["Content-Type"]);
        Assert.Equal(await CommandAsync(domain), zone.Text);
        Assert.Contains($"{ManagedProgram.ServiceHost}.", zone.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown.example/dns", 404)]
    [InlineData("*.customer.example/dns", 400)]
    [InlineData("no_name/dns", 400)]
    [InlineData("customer.example/dns?format=xml", 400)]
    [InlineData("customer.example/dns?format=", 400)]
    [InlineData("customer.example/dns?service_host=no_name", 400)]
    public async Task What_cannot_be_told_is_an_error(string path, int status) =>
        (await Program.ManageAsync($"/domains/{path}")).AssertProblem(status);

    [Fact]
    public async Task Where_the_services_name_is_not_configured_it_is_the_host_that_was_asked()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.ImportAsync(ManagedProgram.Document);
        foreach (string path in (string[])["dns", "check", "preview"])
        {
            Reply reply = await program.ManageAsync($"/domains/customer.example/{path}");
            reply.AssertProblem(409);
            Assert.Contains("service_host", reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        string named = (await program.ManageAsync("/domains/customer.example/dns?format=zone&service_host=setup.hoster.example")).Text;
        Reply records = await program.AskApiAsync(
            HttpMethod.Get, "/domains/customer.example/dns?format=zone", null, "setup.hoster.example", ("x-functions-key", AutomuaProgram.AdminKey));
        Assert.Equal(200, records.Status);
        Assert.Equal(named, records.Text);
        Assert.Matches("autoconfig +3600 IN CNAME +setup\\.hoster\\.example\\.", records.Text);
    }

    [Fact]
    public async Task What_a_hand_spoilt_is_409()
    {
        await managed.SpoilAsync("listed.example");
        foreach (string path in (string[])["dns", "check", "preview"])
        {
            Reply reply = await Program.ManageAsync($"/domains/listed.example/{path}");
            reply.AssertProblem(409);
            Assert.Contains("ldapserver_id", reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    private async Task<string> CommandAsync(string domain, params string[] options)
    {
        Dictionary<string, string?> environment = new()
        {
            ["AUTOMUA_DB_URI"] = $"sqlite:///{Program.DatabaseFile}", ["AUTOMUA_SERVICE_HOST"] = ManagedProgram.ServiceHost,
        };
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(environment, null, ["dns", domain, .. options]);
        Assert.True(exitCode == 0, output + error);
        return output;
    }
}
