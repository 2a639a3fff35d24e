using System.Text;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class AutodiscoverEncodingTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private const string Address = "user@example.com";
    private static readonly string Plain = AutodiscoverBody.Text(Address);

    public static TheoryData<string, byte[]> Bodies => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Plain) },
        { "UTF-8 with mark", With(Encoding.UTF8, Plain) },
        { "UTF-16, little end first", With(Encoding.Unicode, Plain.Replace("utf-8", "utf-16", StringComparison.Ordinal)) },
        { "UTF-16, big end first", With(Encoding.BigEndianUnicode, Plain.Replace("utf-8", "utf-16", StringComparison.Ordinal)) },
        { "UTF-16 that says UTF-8", With(Encoding.Unicode, Plain) },
        { "UTF-8 that says UTF-16", Encoding.UTF8.GetBytes(Plain.Replace("utf-8", "utf-16", StringComparison.Ordinal)) },
        { "UTF-8 that says ISO-8859-1", Encoding.UTF8.GetBytes(Plain.Replace("utf-8", "iso-8859-1", StringComparison.Ordinal)) },
        { "no declaration", Encoding.UTF8.GetBytes(Plain[(Plain.IndexOf('>', StringComparison.Ordinal) + 1)..].TrimStart()) },
        { "one line", Encoding.UTF8.GetBytes(string.Concat(Plain.Split('\n').Select(line => line.Trim()))) },
        { "carriage returns", Encoding.UTF8.GetBytes(Plain.ReplaceLineEndings("\r\n")) },
        { "comments and instructions", Encoding.UTF8.GetBytes(Plain.Replace("<Request>", "<!-- a --><?b c?><Request><!-- d -->", StringComparison.Ordinal)) },
        { "character data section", Encoding.UTF8.GetBytes(AutodiscoverBody.Text($"<![CDATA[{Address}]]>")) },
        { "blanks around the address", Encoding.UTF8.GetBytes(AutodiscoverBody.Text($"\n   {Address}\t\n")) },
        { "character references", Encoding.UTF8.GetBytes(AutodiscoverBody.Text("user&#64;example&#x2e;com")) },
        { "prefixes", Encoding.UTF8.GetBytes($"""
            <a:Autodiscover xmlns:a="{AutodiscoverBody.OutlookRequest}"><a:Request><a:EMailAddress>{Address}</a:EMailAddress
            ><a:AcceptableResponseSchema>{AutodiscoverBody.OutlookResponse}</a:AcceptableResponseSchema></a:Request></a:Autodiscover>
            """) },
        { "other order and more elements", Encoding.UTF8.GetBytes($"""
            <Autodiscover xmlns="{AutodiscoverBody.OutlookRequest}"><Request><LegacyDN>/o=x</LegacyDN><AcceptableResponseSchema>
            {AutodiscoverBody.OutlookResponse}
            </AcceptableResponseSchema><EMailAddress>{Address}</EMailAddress><More><Deep/></More></Request></Autodiscover>
            """) },
        { "adjacent elements", Encoding.UTF8.GetBytes(
            $"<Autodiscover xmlns=\"{AutodiscoverBody.OutlookRequest}\"><Request><AcceptableResponseSchema>{AutodiscoverBody.OutlookResponse}"
            + $"</AcceptableResponseSchema><EMailAddress>{Address}</EMailAddress></Request></Autodiscover>") },
        { "no schema named", Encoding.UTF8.GetBytes(
            $"<Autodiscover xmlns=\"{AutodiscoverBody.OutlookRequest}\"><Request><EMailAddress>{Address}</EMailAddress></Request></Autodiscover>") },
        { "two schemas named", Encoding.UTF8.GetBytes(AutodiscoverBody.Text(Address).Replace(
            "<AcceptableResponseSchema>", "<AcceptableResponseSchema>urn:unknown</AcceptableResponseSchema><AcceptableResponseSchema>", StringComparison.Ordinal)) },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task AD_01_the_request_is_read_from_its_bytes(string name, byte[] body)
    {
        Assert.NotEmpty(name);
        using ByteArrayContent content = new(body);
        await AssertSettingsAsync(content);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/xml")]
    [InlineData("text/xml; charset=utf-8")]
    [InlineData("text/xml; charset=utf-16")]
    [InlineData("text/xml; charset=\"nonsense\"")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data")]
    [InlineData("nonsense;;;=")]
    [InlineData("")]
    public async Task AD_01_the_content_type_does_not_matter(string? contentType)
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(Plain));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (HostUnderTest.Forwards && contentType == "nonsense;;;=")
            (await PostAsync(content)).AssertHosts(500);
        else
            await AssertSettingsAsync(content);
    }

    [Fact]
    public async Task AD_01_chunks_and_the_expectation_of_a_continue_are_taken()
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(Plain));
        Reply reply = await seeded.Program.SendAsync(
            HttpMethod.Post,
            "/autodiscover/autodiscover.xml",
            content,
            null,
            ("Transfer-Encoding", "chunked"),
            ("Expect", "100-continue"));
        if (HostUnderTest.Forwards)
        {
            reply.AssertHosts(500);
            return;
        }

        Assert.Equal(200, reply.Status);
        Assert.NotEmpty(AutodiscoverBody.Named(reply.Xml, "Server"));
    }

    [Fact]
    public async Task AD_01_a_local_part_beyond_ASCII_comes_back_as_it_was_sent()
    {
        using StringContent content = AutodiscoverBody.Content("jürgen.用户+ü@example.com");
        Reply reply = await PostAsync(content);
        Assert.All(AutodiscoverBody.Named(reply.Xml, "LoginName"), login => Assert.Equal("jürgen.用户+ü@example.com", login));
    }

    private static byte[] With(Encoding encoding, string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

    private Task<Reply> PostAsync(HttpContent content) => seeded.Program.SendAsync(HttpMethod.Post, "/autodiscover/autodiscover.xml", content);

    private async Task AssertSettingsAsync(HttpContent content)
    {
        Reply reply = await PostAsync(content);
        Assert.Equal(200, reply.Status);
        Assert.Equal("text/xml; charset=utf-8", reply["Content-Type"]);
        string[] logins = [.. AutodiscoverBody.Named(reply.Xml, "LoginName")];
        Assert.NotEmpty(logins);
        Assert.All(logins, login => Assert.Equal(Address, login));
    }
}
