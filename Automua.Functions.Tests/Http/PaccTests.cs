using System.Text.Json;
using Automua.Core.Pacc;
using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class PaccTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    /// <summary>The one path at which clients ask.</summary>
    public const string Path = "/.well-known/user-agent-configuration.json";

    private const string TenantDocument =
        """{"authentication":{"password":true},"info":{"provider":{"name":"Tenant & Sons <mail>","shortName":"Tenant"}},"protocols":{"imap":{"host":"imap.my-tenant.example"},"pop3":{"host":"pop.my-tenant.example"},"submit":{"host":"smtp.my-tenant.example"}}}""";

    [Theory]
    [InlineData("ua-auto-config.my-tenant.example")]
    [InlineData("UA-AUTO-CONFIG.my-tenant.example:443")]
    [InlineData("autoconfig.my-tenant.example")]
    [InlineData("my-tenant.example")]
    public async Task PA_01_the_host_decides_alone_and_gives_the_same_octets(string host)
    {
        foreach (string query in (string[])["", "?emailaddress=user@my-tenant.example", "?emailaddress=user@example.com", "?emailaddress=nonsense"])
        {
            Reply reply = await seeded.Program.GetAsync(Path + query, host);
            Assert.Equal(200, reply.Status);
            Assert.Equal("application/json", reply["Content-Type"]);
            Assert.Equal(TenantDocument, reply.Text);
            Assert.Equal("public, max-age=300", reply["Cache-Control"]);
            Assert.Equal("*", reply["Access-Control-Allow-Origin"]);
        }
    }

    [Theory]
    [InlineData("emailaddress=user@my-tenant.example")]
    [InlineData("EmailAddress=Other%40My-Tenant.Example")]
    [InlineData("emailaddress=first+tag@my-tenant.example")]
    public async Task PA_01_elsewhere_the_address_decides_and_the_mailbox_changes_nothing(string query)
    {
        Reply reply = await seeded.Program.GetAsync($"{Path}?{query}");
        Assert.Equal(200, reply.Status);
        Assert.Equal(TenantDocument, reply.Text);
        Assert.Equal("no-store", reply["Cache-Control"]);
    }

    [Fact]
    public async Task PA_01_the_digest_of_what_is_sent_is_that_of_the_record()
    {
        Reply reply = await seeded.Program.GetAsync(Path, "ua-auto-config.my-tenant.example");
        Assert.Equal(PaccDigest.RecordValue(System.Text.Encoding.UTF8.GetBytes(TenantDocument)), PaccDigest.RecordValue(reply.Body));
    }

    [Fact]
    public async Task PA_01_a_known_document_is_304()
    {
        const string Host = "ua-auto-config.my-tenant.example";
        string etag = (await seeded.Program.GetAsync(Path, Host))["ETag"]!;
        Reply again = await seeded.Program.GetAsync(Path, Host, ("If-None-Match", etag));
        Assert.Equal(304, again.Status);
        Assert.Empty(again.Body);
    }

    [Fact]
    public async Task PA_02_what_can_be_said_is_said_though_the_mail_servers_cannot()
    {
        Reply reply = await seeded.Program.GetAsync(Path, "ua-auto-config.example.com");
        Assert.Equal(200, reply.Status);
        Assert.Equal(
            ["caldav", "carddav"],
            reply.Json.GetProperty("protocols").EnumerateObject().Select((JsonProperty protocol) => protocol.Name));
    }

    [Fact]
    public async Task PA_02_a_domain_of_which_nothing_can_be_said_is_404_and_the_log_says_why()
    {
        (await seeded.Program.GetAsync(Path, "ua-auto-config.example.org")).AssertProblem(404);
        (await seeded.Program.GetAsync($"{Path}?emailaddress=user@example.org")).AssertProblem(404);
        await seeded.Program.WaitForLogAsync("the configuration is unusable: The domain has no server with TLS from the start");
    }

    [Theory]
    [InlineData("", null, 404)]
    [InlineData("", "ua-auto-config.unknown.example", 404)]
    [InlineData("?emailaddress=user@unknown.example", null, 404)]
    [InlineData("?emailaddress=nonsense", null, 400)]
    [InlineData("?emailaddress=", null, 400)]
    [InlineData("?emailaddress=user@exa_mple", "unknown.example", 400)]
    public async Task An_unknown_domain_is_404_and_a_malformed_address_400(string query, string? host, int status)
    {
        Reply reply = await seeded.Program.GetAsync(Path + query, host);
        reply.AssertProblem(status);
        Assert.DoesNotContain("unknown.example", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OPTIONS_is_answered_and_POST_is_not()
    {
        Assert.Equal(204, (await seeded.Program.SendAsync(HttpMethod.Options, Path)).Status);
        (await seeded.Program.SendAsync(HttpMethod.Post, Path)).AssertNoFunction(405);
    }

    [Fact]
    public async Task PA_02_the_setting_names_the_server_for_sending_as_in_revision_02()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_PACC_SMTP_KEY"] = "smtp" });
        await SeededProgram.StoreAsync(program);
        Reply reply = await program.GetAsync(Path, "ua-auto-config.my-tenant.example");
        Assert.Equal(TenantDocument.Replace("\"submit\"", "\"smtp\"", StringComparison.Ordinal), reply.Text);
    }
}
