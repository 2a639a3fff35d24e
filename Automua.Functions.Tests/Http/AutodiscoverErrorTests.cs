using System.Text;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class AutodiscoverErrorTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private const int LargestBody = 64 * 1024;

    public static TheoryData<string, string> Unreadable => new()
    {
        { "nothing", "" },
        { "blanks", " \r\n\t" },
        { "text", "user@example.com" },
        { "JSON", "{\"email\": \"user@example.com\"}" },
        { "a form", "emailaddress=user%40example.com" },
        { "a declaration alone", "<?xml version=\"1.0\"?>" },
        { "truncated in an element", AutodiscoverBody.Text("user@example.com")[..^20] },
        { "truncated in a tag", AutodiscoverBody.Text("user@example.com")[..60] },
        { "something behind the end", AutodiscoverBody.Text("user@example.com") + "<x/>" },
        { "no address", AutodiscoverBody.Text("").Replace("<EMailAddress></EMailAddress>", "", StringComparison.Ordinal) },
        { "no namespace", "<Autodiscover><Request><EMailAddress>user@example.com</EMailAddress></Request></Autodiscover>" },
        { "an unknown namespace", AutodiscoverBody.Text("user@example.com", request: "urn:unknown") },
        { "a namespace of answers", AutodiscoverBody.Text("user@example.com", request: AutodiscoverBody.OutlookResponse) },
        { "another root", AutodiscoverBody.Text("user@example.com").Replace("Autodiscover ", "Other ", StringComparison.Ordinal).Replace("</Autodiscover>", "</Other>", StringComparison.Ordinal) },
        { "an element within the address", AutodiscoverBody.Text("<b>user@example.com</b>") },
        { "an unknown entity", AutodiscoverBody.Text("user&at;example.com") },
        { "a document type", "<!DOCTYPE Autodiscover []>" + Bare("user@example.com") },
        { "an external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + Bare("&x;@example.com") },
        { "an external document type", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">" + Bare("user@example.com") },
        { "entities that grow", GrowingEntities() },
        { "10,000 levels", Nested(10_000, closed: false) },
        { "4,000 levels, closed", Nested(4_000, closed: true) },
        { "a NUL", AutodiscoverBody.Text("us\0er@example.com") },
        { "a NUL as reference", AutodiscoverBody.Text("us&#0;er@example.com") },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task AD_05_a_malformed_request_is_600(string name, string body)
    {
        Assert.NotEmpty(name);
        Reply reply = await PostAsync(Encoding.UTF8.GetBytes(body));
        AutodiscoverBody.AssertError(reply, 600);
        Assert.DoesNotContain("example.com", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x3C })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0xD8, 0x00 })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0xC0, 0x80 })]
    [InlineData(new byte[] { 0x3C, 0x00, 0x41, 0x00 })]
    [InlineData(new byte[] { 0x80, 0x81, 0xFE, 0xFF })]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08, 0x00 })]
    public async Task AD_05_octets_that_are_no_text_are_600(byte[] body) => AutodiscoverBody.AssertError(await PostAsync(body), 600);

    [Theory]
    [InlineData("user@unknown.example")]
    [InlineData("user@sub.example.com")]
    [InlineData("user@com")]
    public async Task AD_05_unknown_domain_is_500(string address)
    {
        Reply reply = await PostAsync(address);
        AutodiscoverBody.AssertError(reply, 500);
        Assert.DoesNotContain(address, reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("zq7mark")]
    [InlineData("@example.com")]
    [InlineData("zq7mark@")]
    [InlineData("zq7 mark@example.com")]
    [InlineData("zq7mark@exa_mple.com")]
    [InlineData("zq7mark@127.0.0.1")]
    [InlineData("zq7mark&lt;&gt;@example.com")]
    [InlineData("SMTP:zq7mark@example.com")]
    public async Task AD_05_malformed_address_is_501_and_is_not_repeated(string address)
    {
        Reply reply = await PostAsync(address);
        AutodiscoverBody.AssertError(reply, 501);
        Assert.DoesNotContain("zq7", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AD_05_unknown_schema_is_601_in_the_schema_of_the_request()
    {
        using StringContent outlook = AutodiscoverBody.Content("user@example.com", response: "urn:unknown");
        AutodiscoverBody.AssertError(await SendAsync(outlook), 601);
        using StringContent mobile = AutodiscoverBody.Content("user@example.com", AutodiscoverBody.MobileSyncRequest, "urn:unknown");
        AutodiscoverBody.AssertError(await SendAsync(mobile), 601, AutodiscoverBody.MobileSyncResponse);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData(SeededProgram.WithoutOutgoing)]
    public async Task AD_09_MobileSync_is_601_in_that_schema(string domain)
    {
        using StringContent content = AutodiscoverBody.Content(
            $"user@{domain}", AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse);
        AutodiscoverBody.AssertError(await SendAsync(content), 601, AutodiscoverBody.MobileSyncResponse);
    }

    [Fact]
    public async Task AD_05_errors_come_in_the_schema_asked_for()
    {
        using StringContent content = AutodiscoverBody.Content(
            "nonsense", AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse);
        AutodiscoverBody.AssertError(await SendAsync(content), 501, AutodiscoverBody.MobileSyncResponse);
        using StringContent mixed = AutodiscoverBody.Content("nonsense", AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.OutlookResponse);
        AutodiscoverBody.AssertError(await SendAsync(mixed), 501, AutodiscoverBody.OutlookResponse);
    }

    [Theory]
    [InlineData("unknown.example")]
    [InlineData("sub.example.com")]
    public async Task AD_05_unknown_domain_is_500_for_devices_too(string domain)
    {
        using StringContent content = AutodiscoverBody.Content(
            $"user@{domain}", AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse);
        AutodiscoverBody.AssertError(await SendAsync(content), 500, AutodiscoverBody.MobileSyncResponse);
    }

    [Fact]
    public async Task AD_05_domain_without_outgoing_server_is_602() =>
        AutodiscoverBody.AssertError(await PostAsync($"user@{SeededProgram.WithoutOutgoing}"), 602);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_more_than_64_KiB_is_413(bool isChunked)
    {
        foreach (string path in (string[])["/autodiscover/autodiscover.xml", "/autodiscover.xml"])
        {
            using ByteArrayContent content = new(Padded(LargestBody + 1));
            Reply reply = await seeded.Program.SendAsync(
                HttpMethod.Post, path, content, null, isChunked ? [("Transfer-Encoding", "chunked")] : []);
            if (isChunked && HostUnderTest.Forwards)
                reply.AssertHosts(500);
            else
                reply.AssertProblem(413);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_64_KiB_is_read(bool isChunked)
    {
        using ByteArrayContent content = new(Padded(LargestBody));
        Reply reply = await seeded.Program.SendAsync(
            HttpMethod.Post, "/autodiscover/autodiscover.xml", content, null, isChunked ? [("Transfer-Encoding", "chunked")] : []);
        if (isChunked && HostUnderTest.Forwards)
        {
            reply.AssertHosts(500);
            return;
        }

        Assert.Equal(200, reply.Status);
        Assert.NotEmpty(AutodiscoverBody.Named(reply.Xml, "Server"));
    }

    private static string Bare(string address) => AutodiscoverBody.Text(address).Split("?>", 2)[1];

    private static string GrowingEntities()
    {
        StringBuilder entities = new("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++)
            entities.Append($"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">");
        return entities.Append("]>").Append(Bare("&l9;@example.com")).ToString();
    }

    private static string Nested(int levels, bool closed) =>
        $"<Autodiscover xmlns=\"{AutodiscoverBody.OutlookRequest}\">{string.Concat(Enumerable.Repeat("<a>", levels))}"
        + (closed ? $"{string.Concat(Enumerable.Repeat("</a>", levels))}</Autodiscover>" : "");

    private static byte[] Padded(int length)
    {
        string body = AutodiscoverBody.Text("user@example.com");
        return Encoding.UTF8.GetBytes(body + new string(' ', length - body.Length));
    }

    private async Task<Reply> PostAsync(string address)
    {
        using StringContent content = AutodiscoverBody.Content(address);
        return await SendAsync(content);
    }

    private async Task<Reply> PostAsync(byte[] body)
    {
        using ByteArrayContent content = new(body);
        return await SendAsync(content);
    }

    private Task<Reply> SendAsync(HttpContent content) =>
        seeded.Program.SendAsync(HttpMethod.Post, "/autodiscover/autodiscover.xml", content);
}
