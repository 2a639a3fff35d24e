using System.Text.Json;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class SettingsTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private const string Path = "/settings";

    [Fact]
    public async Task A_host_tells_what_everybody_types()
    {
        Reply reply = await seeded.Program.GetAsync(Path, "autoconfig.my-tenant.example");
        Assert.Equal(200, reply.Status);
        Assert.Equal("application/json", reply["Content-Type"]);
        Assert.Equal("public, max-age=300", reply["Cache-Control"]);
        Assert.Equal("*", reply["Access-Control-Allow-Origin"]);
        Assert.Equal(SeededProgram.Tenant, reply.Json.GetProperty("domain").GetString());
        Assert.Equal("Tenant & Sons <mail>", reply.Json.GetProperty("provider").GetProperty("name").GetString());
        Assert.Equal(
            ["IMAP imap.my-tenant.example 993 SSL/TLS", "POP3 pop.my-tenant.example 995 SSL/TLS"],
            reply.Json.GetProperty("incoming").EnumerateArray().Select(InWords));
        Assert.Equal(
            ["SMTP smtp.my-tenant.example 465 SSL/TLS", "SMTP smtp.my-tenant.example 587 STARTTLS"],
            reply.Json.GetProperty("outgoing").EnumerateArray().Select(InWords));
        Assert.All(
            reply.Json.GetProperty("incoming").EnumerateArray(),
            server => Assert.Equal("your full e-mail address", server.GetProperty("user_name_is").GetString()));
    }

    [Theory]
    [InlineData("?emailaddress=user@example.com", null)]
    [InlineData("?Email=user@example.com", "example.com")]
    public async Task An_address_tells_its_own_login_name_and_nobody_keeps_the_answer(string query, string? host)
    {
        Reply reply = await seeded.Program.GetAsync(Path + query, host);
        Assert.Equal(200, reply.Status);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.Equal("user@example.com", reply.Json.GetProperty("incoming")[0].GetProperty("user_name").GetString());
        Assert.NotEmpty(reply.Json.GetProperty("calendars").EnumerateArray());
        Assert.DoesNotContain('%', reply.Text);
    }

    [Fact]
    public async Task What_mail_apps_cannot_use_can_still_be_typed() => Assert.Equal(
        0, (await seeded.Program.GetAsync(Path, SeededProgram.WithoutOutgoing)).Json.GetProperty("outgoing").GetArrayLength());

    [Theory]
    [InlineData("", null, 404)]
    [InlineData("", "autoconfig.unknown.example", 404)]
    [InlineData("?emailaddress=user@unknown.example", null, 404)]
    [InlineData("?emailaddress=zq7mark", null, 400)]
    [InlineData("?emailaddress=", null, 400)]
    [InlineData("?emailaddress=zq7mark@exa_mple", "example.com", 400)]
    public async Task An_unknown_domain_is_404_and_a_malformed_address_400(string query, string? host, int status)
    {
        Reply reply = await seeded.Program.GetAsync(Path + query, host);
        reply.AssertProblem(status);
        Assert.DoesNotContain("zq7", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_document_is_304()
    {
        string etag = (await seeded.Program.GetAsync(Path, "example.com"))["ETag"]!;
        Assert.Equal(304, (await seeded.Program.GetAsync(Path, "example.com", ("If-None-Match", etag))).Status);
    }

    private static string InWords(JsonElement server) => string.Join(
        ' ', ((string[])["protocol", "host", "port", "security"]).Select(member => server.GetProperty(member).ToString()));
}
