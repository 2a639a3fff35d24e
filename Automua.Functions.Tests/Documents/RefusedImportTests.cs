using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documents;

/// <summary>Bad documents, posted to <c>initdb</c>: every error is told at its place, and nothing is applied.</summary>
public sealed class RefusedImportTests(AdministeredProgram shared) : IClassFixture<AdministeredProgram>
{
    private const string Servers = """[{"type":"imap","name":"imap.a.example"},{"type":"smtp","name":"smtp.a.example"}]""";
    private const int LargestDocument = 32 * 1024 * 1024;

    private HttpClient Administrator => shared.Administrator;

    private HttpClient Client => shared.Program.Client;

    [Fact]
    public async Task Errors_of_the_document_and_contradictions_to_the_store_are_told_together()
    {
        (int status, _) = await Administrator.ImportAsync(
            $$"""{"provider":"Owner","domains":["owned.example"],"servers":{{Servers}}}""");
        Assert.Equal(200, status);
        (status, JsonElement body) = await Administrator.ImportAsync(
            """
            {"provider":"Other","domains":["owned.example",{"name":"new.example","ldapserver_id":77},"not a name"],
             "servers":[{"type":"imap","name":"imap.a.example","port":0},{"type":"smtp","name":"smtp.a.example"}]}
            """);
        Assert.Equal(400, status);
        Assert.Equal(["/domains/0", "/domains/1/ldapserver_id", "/domains/2", "/servers/0/port"], body.Pointers("errors").Order());
        Assert.Equal(404, await Client.AutoconfigStatusAsync("new.example"));
    }

    [Theory]
    [InlineData("""[{"type":"imap4","name":"a.example"}]""", "/servers/0/type")]
    [InlineData("""[{"type":"","name":"a.example"}]""", "/servers/0/type")]
    [InlineData("""[{"name":"a.example"}]""", "/servers/0/type")]
    [InlineData("""[{"type":7,"name":"a.example"}]""", "/servers/0/type")]
    [InlineData("""[{"type":"imap"}]""", "/servers/0/name")]
    [InlineData("""[{"type":"imap","name":143}]""", "/servers/0/name")]
    [InlineData("""[{"type":"imap","name":"no host"}]""", "/servers/0/name")]
    [InlineData("""[{"type":"imap","name":"%EMAILLOCALPART%.example"}]""", "/servers/0/name")]
    [InlineData("""[{"type":"imap","name":"a.example","port":0}]""", "/servers/0/port")]
    [InlineData("""[{"type":"imap","name":"a.example","port":70000}]""", "/servers/0/port")]
    [InlineData("""[{"type":"imap","name":"a.example","port":-1}]""", "/servers/0/port")]
    [InlineData("""[{"type":"imap","name":"a.example","port":99.5}]""", "/servers/0/port")]
    [InlineData("""[{"type":"imap","name":"a.example","port":1e99}]""", "/servers/0/port")]
    [InlineData("""[{"type":"imap","name":"a.example","port":"993"}]""", "/servers/0/port")]
    [InlineData("""[{"type":"imap","name":"a.example","prio":"high"}]""", "/servers/0/prio")]
    [InlineData("""[{"type":"caldav","url":"ftp://a.example"},{"type":"imap","name":"a.example"}]""", "/servers/0/url")]
    [InlineData("""[{"type":"caldav","url":"https://dav.example/"}]""", "/servers")]
    [InlineData("[]", "/servers")]
    [InlineData("null", "/servers")]
    [InlineData("{}", "/servers")]
    [InlineData("[5]", "/servers/0")]
    [InlineData("""[{"type":"imap","name":"a.example"},[]]""", "/servers/1")]
    [InlineData(
        """[{"type":"x","name":""},{"type":"imap","name":"a.example","port":0},{"type":"smtp","name":"b.example","prio":true}]""",
        "/servers/0/type /servers/0/name /servers/1/port /servers/2/prio")]
    public Task Wrong_servers_are_told_at_their_place(string servers, string pointers) =>
        AssertRefusedAsync($$"""{"provider":"A","domains":["refused.example"],"servers":{{servers}}}""", pointers.Split(' '));

    [Theory]
    [InlineData("""["refused.example","a.example","REFUSED.example."]""", "/domains/2")]
    [InlineData("""["refused.example",{"name":"refused.example"}]""", "/domains/1/name")]
    [InlineData("""["refused.example","münchen.example","xn--mnchen-3ya.example"]""", "/domains/2")]
    [InlineData("""["refused.example",5]""", "/domains/1")]
    [InlineData("""["refused.example",{"ldapserver_id":1}]""", "/domains/1/name")]
    [InlineData("""["refused.example",{"name":7}]""", "/domains/1/name")]
    [InlineData("""["refused.example",""]""", "/domains/1")]
    [InlineData("""["refused.example","no domain"]""", "/domains/1")]
    [InlineData("""["refused.example","user@a.example"]""", "/domains/1")]
    [InlineData("""["refused.example","192.0.2.1"]""", "/domains/1")]
    [InlineData("""["refused.example",{"name":"a.example","ldapserver_id":4711}]""", "/domains/1/ldapserver_id")]
    [InlineData("""["refused.example",{"name":"a.example","ldapserver_id":"1"}]""", "/domains/1/ldapserver_id")]
    [InlineData("""["refused.example",{"name":"a.example","ldapserver_id":-1}]""", "/domains/1/ldapserver_id")]
    [InlineData("[]", "/domains")]
    [InlineData("null", "/domains")]
    [InlineData("\"refused.example\"", "/domains")]
    public Task Wrong_domains_are_told_at_their_place(string domains, string pointers) =>
        AssertRefusedAsync($$"""{"version":2,"provider":"A","domains":{{domains}},"servers":{{Servers}}}""", pointers.Split(' '));

    [Theory]
    [InlineData("""{"domains":["refused.example"],"servers":[{"type":"imap","name":"a.example"}]}""", "/provider")]
    [InlineData("""{"provider":5,"domains":["refused.example"],"servers":[{"type":"imap","name":"a.example"}]}""", "/provider")]
    [InlineData("""{"provider":"","domains":["refused.example"],"servers":[{"type":"imap","name":"a.example"}]}""", "/provider")]
    [InlineData("""{"provider":"A\u0000B","domains":["refused.example"],"servers":[{"type":"imap","name":"a.example"}]}""", "/provider")]
    [InlineData("""{"version":9,"provider":"A","domains":["refused.example"],"servers":[{"type":"imap","name":"a.example"}]}""", "/version")]
    [InlineData("""{"provider":"","domains":[],"servers":[]}""", "/provider /servers /domains")]
    [InlineData("{}", "/provider /servers /domains")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("\"text\"", "")]
    public Task A_wrong_whole_is_told_at_its_places(string document, string pointers) =>
        AssertRefusedAsync(document, pointers.Split(' '));

    [Theory]
    [InlineData("""{"id":1}""", "/ldapservers/0/name /ldapservers/0/search_base")]
    [InlineData("""{"name":"ldap.example","search_base":"dc=a"}""", "/ldapservers/0/id")]
    [InlineData("""{"id":1,"name":"ldap.example","search_base":"dc=a","search_filter":"(mail=x)"}""", "/ldapservers/0/search_filter")]
    [InlineData("""{"id":1,"name":"%EMAILDOMAIN%","search_base":"dc=a"}""", "/ldapservers/0/name")]
    [InlineData("""{"id":1,"name":"ldap.example","search_base":"dc=a","port":0}""", "/ldapservers/0/port")]
    [InlineData("""{"id":1,"name":"ldap.example","search_base":"dc=a","use_ssl":"perhaps"}""", "/ldapservers/0/use_ssl")]
    [InlineData("""{"id":1,"name":"ldap.example","search_base":"dc=a","use_ssl":true,"allow_plain":true}""", "/ldapservers/0/allow_plain")]
    [InlineData("""{"id":1,"name":"ldap.example","search_base":"dc=a","bind_user":"cn=reader"}""", "/ldapservers/0/bind_password")]
    [InlineData("""{"id":1,"name":"ldap.example","search_base":"dc=a","attr_uid":"login name"}""", "/ldapservers/0/attr_uid")]
    [InlineData("""{"id":1,"name":"ldap.example","search_base":"dc=a"},{"id":1,"name":"ldap.example","search_base":"dc=a"}""", "/ldapservers/1/id")]
    public Task Wrong_LDAP_servers_are_told_at_their_place(string ldapServer, string pointers) => AssertRefusedAsync(
        $$"""{"version":2,"provider":"A","domains":[{"name":"refused.example"}],"ldapservers":[{{ldapServer}}],"servers":{{Servers}}}""",
        pointers.Split(' '));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("no JSON")]
    [InlineData("<clientConfig version=\"1.1\"/>")]
    [InlineData("{'provider':'A'}")]
    [InlineData("""{"provider":"A","domains":["refused.example"],"servers":[{"type":"imap","name":"a.exa""")]
    [InlineData("""{"provider":"A","domains":["refused.example"],"servers":[{"type":"imap","name":"a.example"}]}}""")]
    [InlineData("""{"provider":"A","domains":["refused.example"],"domains":["refused.example"],"servers":[{"type":"imap","name":"a.example"}]}""")]
    [InlineData("""{"provider":"A\ud800","domains":["refused.example"],"servers":[{"type":"imap","name":"a.example"}]}""")]
    public Task What_is_not_JSON_is_told_of_the_whole(string text) => AssertRefusedAsync(text, null);

    [Fact]
    public Task Deep_nesting_is_refused() => AssertRefusedAsync(new string('[', 5_000_000), [""]);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("iso-8859-1")]
    public async Task Other_encodings_than_UTF_8_are_refused(string encoding)
    {
        Encoding other = Encoding.GetEncoding(encoding);
        using ByteArrayContent content = new([.. other.GetPreamble(), .. other.GetBytes(Seed.Of("Ä", "a", "refused.example").Replace("\\u00C4", "Ä", StringComparison.Ordinal))]);
        await AssertRefusedAsync(content, [""]);
    }

    [Fact]
    public async Task A_domain_of_another_provider_is_told_at_its_place()
    {
        Assert.Equal(200, (await Administrator.ImportAsync(Seed.Of("Owner", "owner", "owned.example"))).Status);
        await AssertRefusedAsync(Seed.Of("Thief", "thief", "refused.example", "owned.example"), ["/domains/1"]);
        Assert.Contains("imap.owner.example", (await Client.AutoconfigAsync("owned.example")).Servers()[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_document_beyond_32_MiB_is_413(bool isChunked)
    {
        byte[] document = [.. Encoding.UTF8.GetBytes(Seed.Of("A", "a", "refused.example")), .. new byte[LargestDocument]];
        document.AsSpan(document.Length - LargestDocument).Fill((byte)' ');
        using HttpRequestMessage request = new(HttpMethod.Post, "initdb/") { Content = new ByteArrayContent(document) };
        request.Headers.ExpectContinue = true;
        request.Headers.TransferEncodingChunked = isChunked;
        int? status = null;
        try
        {
            using HttpResponseMessage response = await Administrator.SendAsync(request);
            status = (int)response.StatusCode;
        }
        catch (HttpRequestException) when (isChunked)
        {
            // The program need not read to the end what it has refused.
        }

        Assert.True(status is 413 || (isChunked && status is null), $"The status is {status}.");
        Assert.Equal(404, await Client.AutoconfigStatusAsync("refused.example"));
    }

    [Fact]
    public async Task A_document_of_32_MiB_is_read()
    {
        byte[] seed = Encoding.UTF8.GetBytes(Seed.Of("Largest", "a", "largest.example"));
        byte[] document = new byte[LargestDocument];
        document.AsSpan().Fill((byte)' ');
        seed.CopyTo(document, 0);
        using ByteArrayContent content = new(document);
        Assert.Equal(200, (await Administrator.ImportAsync(content)).Status);
        Assert.Equal(200, await Client.AutoconfigStatusAsync("largest.example"));
    }

    [Fact]
    public async Task A_document_that_breaks_off_on_the_way_is_not_stored()
    {
        string document = Seed.Of("A", "a", "refused.example");
        using TcpClient connection = new();
        await connection.ConnectAsync(IPAddress.Loopback, shared.Program.BaseAddress.Port);
        await using NetworkStream stream = connection.GetStream();
        // All of the document and less than was announced: a reader that does not count would take it.
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"POST /initdb/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {AutomuaProgram.AdminKey}\r\n"
            + $"Content-Length: {document.Length + 1}\r\n\r\n{document}"));
        connection.Client.Shutdown(SocketShutdown.Send);
        using StreamReader reader = new(stream);
        string answer = "";
        try
        {
            answer = await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            // The program may end the connection in its turn.
        }

        Assert.DoesNotContain("200 OK", answer, StringComparison.Ordinal);
        Assert.Equal(404, await Client.AutoconfigStatusAsync("refused.example"));
    }

    private async Task AssertRefusedAsync(string document, string[]? pointers)
    {
        using StringContent content = new(document, Encoding.UTF8, "application/json");
        await AssertRefusedAsync(content, pointers);
    }

    private async Task AssertRefusedAsync(HttpContent content, string[]? pointers)
    {
        using HttpResponseMessage response = await Administrator.PostAsync("initdb/", content);
        string text = await response.Content.ReadAsStringAsync();
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using JsonDocument body = JsonDocument.Parse(text);
        Assert.Equal(400, body.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(body.RootElement.GetProperty("title").GetString()!);
        Assert.NotEmpty(body.RootElement.GetProperty("detail").GetString()!);
        string[] told = body.RootElement.Pointers("errors");
        if (pointers is null)
            Assert.NotEmpty(told);
        else
            Assert.Equal(pointers, told);
        Assert.All(body.RootElement.GetProperty("errors").EnumerateArray(), fault => Assert.NotEmpty(fault.GetProperty("detail").GetString()!));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.Equal(404, await Client.AutoconfigStatusAsync("refused.example"));
        Assert.Equal(404, await Client.AutoconfigStatusAsync("a.example"));
    }
}
