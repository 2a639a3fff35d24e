using System.Text.Json;
using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Dns;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary><c>GET /manage/v1/domains/{name}/check</c>, asked of a real DNS server.</summary>
public sealed class DomainCheckTests
{
    private const string ServiceHost = "automua.example.net";

    [Fact]
    public async Task It_is_what_the_command_reports()
    {
        await using AutomuaProgram first = await AutomuaProgram.StartAsync();
        await first.ImportAsync(ManagedProgram.Document);
        Dictionary<string, string?> environment = new()
        {
            ["AUTOMUA_DB_URI"] = $"sqlite:///{first.DatabaseFile}", ["AUTOMUA_SERVICE_HOST"] = ServiceHost,
        };
        (_, string records, _) = await AutomuaProgram.RunAsync(environment, null, "dns", "customer.example");
        // All records but one are right; the service's name has no address, so that no web server is asked.
        records = string.Join('\n', records.Split('\n').Where(line => !line.StartsWith("_imaps._tcp", StringComparison.Ordinal)));
        await using NameServer dns = await NameServer.StartAsync(
            ("customer.example", ZoneFile.With(records, "customer.example")), ("example.net", ZoneFile.Head), ("hoster.example", ZoneFile.Head));
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new(environment) { ["AUTOMUA_CHECK_DNS"] = dns.EndPoint });

        Reply reply = await program.ManageAsync("/domains/customer.example/check");
        Assert.Equal(200, reply.Status);
        Assert.Equal(dns.EndPoint, reply.Json.GetProperty("dns_server").GetString());
        Assert.Equal(ServiceHost, reply.Json.GetProperty("service_host").GetString());
        Assert.False(reply.Json.GetProperty("good").GetBoolean());
        string[] missing =
        [
            .. reply.Json.GetProperty("records").EnumerateArray()
                .Where(finding => finding.GetProperty("standing").GetString() == "missing")
                .Select(finding => finding.GetProperty("subject").GetString()!),
        ];
        Assert.Contains("_imaps._tcp.customer.example SRV", missing);
        Assert.DoesNotContain("autoconfig.customer.example CNAME", missing);

        (int exitCode, string report, string error) = await AutomuaProgram.RunAsync(
            environment, null, "check", "customer.example", "--dns", dns.EndPoint, "--format", "json");
        Assert.Equal((1, ""), (exitCode, error));
        Assert.Equal(JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(report)), JsonSerializer.Serialize(reply.Json));
    }

    [Fact]
    public async Task Where_the_DNS_server_does_not_answer_it_is_502()
    {
        ManagedProgram managed = new();
        await managed.InitializeAsync();
        try
        {
            Reply reply = await managed.Program.ManageAsync("/domains/customer.example/check");
            reply.AssertProblem(502);
            Assert.Contains("127.0.0.1", reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            await managed.DisposeAsync();
        }
    }
}
