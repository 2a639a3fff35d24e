using System.Text.RegularExpressions;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed partial class MobileconfigTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private static readonly string[] Paths = ["/mobileconfig", "/email.mobileconfig"];

    [Theory]
    [InlineData("emailaddress=user@example.com")]
    [InlineData("emailaddress=first+tag@example.com&name=A%20Name")]
    [InlineData("emailaddress=user@example.org")]
    public async Task AP_01_the_same_request_gives_the_same_bytes(string query)
    {
        byte[] first = (await seeded.Program.GetAsync($"/mobileconfig?{query}")).Body;
        Assert.NotEmpty(first);
        foreach (string path in Paths)
            Assert.Equal(first, (await seeded.Program.GetAsync($"{path}?{query}")).Body);
    }

    [Fact]
    public async Task AP_01_another_case_of_the_address_is_the_same_mailbox()
    {
        Reply lower = await seeded.Program.GetAsync("/mobileconfig?emailaddress=first.last@example.com");
        Reply mixed = await seeded.Program.GetAsync("/mobileconfig?emailaddress=First.Last@Example.COM");
        Assert.NotEmpty(Uuids(lower));
        Assert.Equal(Uuids(lower), Uuids(mixed));
        Assert.Equal(Identifiers(lower), Identifiers(mixed));
    }

    [Fact]
    public async Task AP_01_identifiers_are_UUIDs_of_version_5_in_upper_case_and_outlive_a_restart()
    {
        Reply reply = await seeded.Program.GetAsync("/mobileconfig?emailaddress=user@example.com");
        Assert.Equal(4, Uuids(reply).Length);
        Assert.Equal(4, Uuids(reply).Distinct().Count());
        Assert.All(Uuids(reply), uuid => Assert.Matches("^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$", uuid));
        await using Running.AutomuaProgram other = await Running.AutomuaProgram.StartAsync();
        await other.StoreSampleDataAsync();
        Assert.Equal(reply.Body, (await other.GetAsync("/mobileconfig?emailaddress=user@example.com")).Body);
    }

    [Fact]
    public async Task AP_02_two_mailboxes_have_no_identity_in_common()
    {
        Reply one = await seeded.Program.GetAsync("/mobileconfig?emailaddress=one@example.com");
        Reply two = await seeded.Program.GetAsync("/mobileconfig?emailaddress=two@example.com");
        Reply tagged = await seeded.Program.GetAsync("/mobileconfig?emailaddress=one+tag@example.com");
        Reply elsewhere = await seeded.Program.GetAsync("/mobileconfig?emailaddress=one@example.net");
        string[] uuids = [.. Uuids(one), .. Uuids(two), .. Uuids(tagged), .. Uuids(elsewhere)];
        string[] identifiers = [.. Identifiers(one), .. Identifiers(two), .. Identifiers(tagged), .. Identifiers(elsewhere)];
        Assert.Equal(uuids.Length, uuids.Distinct().Count());
        Assert.Equal(identifiers.Length, identifiers.Distinct().Count());
    }

    [Fact]
    public async Task AP_03_no_empty_value_and_no_password()
    {
        Reply reply = await seeded.Program.GetAsync("/mobileconfig?emailaddress=user@example.com&name=&password=zq7secret");
        Assert.Equal(200, reply.Status);
        Assert.DoesNotContain("<string></string>", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<string/>", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("zq7secret", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<key>IncomingPassword</key>", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<key>EmailAccountName</key>", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("example.org")]
    [InlineData(SeededProgram.Tenant)]
    public async Task AP_05_media_type_and_file_name(string domain)
    {
        foreach (string path in Paths)
        {
            Reply reply = await seeded.Program.GetAsync($"{path}?emailaddress=user@{domain.ToUpperInvariant()}");
            Assert.Equal(200, reply.Status);
            Assert.Equal("application/x-apple-aspen-config", reply["Content-Type"]);
            Assert.Equal($"attachment; filename=\"{domain}.mobileconfig\"", reply["Content-Disposition"]);
            Assert.Equal("no-store", reply["Cache-Control"]);
            Assert.Null(reply["ETag"]);
        }
    }

    [Theory]
    [InlineData("name=Erika+Mustermann", "Erika Mustermann")]
    [InlineData("name=Erika%20Mustermann", "Erika Mustermann")]
    [InlineData("NAME=+Erika+%2B+Co.+", "Erika + Co.")]
    [InlineData("name=J%C3%BCrgen+%E7%94%A8%E6%88%B7+%F0%9F%98%80", "Jürgen 用户 😀")]
    [InlineData("name=%3Cb%3E+%26amp;+%22quoted%22", "<b> &amp; \"quoted\"")]
    [InlineData("name=%25EMAILADDRESS%25", "%EMAILADDRESS%")]
    public async Task A_name_is_read_as_forms_write_it(string query, string name)
    {
        Reply reply = await seeded.Program.GetAsync($"/mobileconfig?emailaddress=user@example.com&{query}");
        Assert.Equal(200, reply.Status);
        Assert.Equal(name, ValueOf(reply, "EmailAccountName"));
    }

    [Theory]
    [InlineData("emailaddress=first+tag@example.com", "first+tag@example.com")]
    [InlineData("emailaddress=first%2Btag@example.com", "first+tag@example.com")]
    [InlineData("emailaddress=first%20tag@example.com", "first+tag@example.com")]
    [InlineData("emailaddress=j%C3%BCrgen@example.com&name=x", "jürgen@example.com")]
    public async Task A_plus_in_the_address_stays_one(string query, string address)
    {
        Reply reply = await seeded.Program.GetAsync($"/mobileconfig?{query}");
        Assert.Equal(address, ValueOf(reply, "EmailAddress"));
        Assert.Equal(address, ValueOf(reply, "IncomingMailServerUsername"));
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("a%0D%0Ab")]
    [InlineData("%7F")]
    [InlineData("%C2%85")]
    public async Task A_name_with_control_characters_is_400(string name) =>
        (await seeded.Program.GetAsync($"/mobileconfig?emailaddress=user@example.com&name=a{name}b")).AssertProblem(400);

    [Fact]
    public async Task A_name_that_no_one_bears_is_400()
    {
        (await seeded.Program.GetAsync($"/mobileconfig?emailaddress=user@example.com&name={new string('a', 129)}")).AssertProblem(400);
        Reply longest = await seeded.Program.GetAsync($"/mobileconfig?emailaddress=user@example.com&name={new string('a', 128)}");
        Assert.Equal(200, longest.Status);
    }

    [Fact]
    public async Task Without_an_address_there_is_a_form()
    {
        foreach (string path in Paths)
        {
            Reply reply = await seeded.Program.GetAsync(path);
            Assert.Equal(200, reply.Status);
            Assert.Null(reply["Content-Disposition"]);
            PageRules.AssertPage(reply);
            Assert.Contains("<form", reply.Text, StringComparison.Ordinal);
            Assert.Contains("name=\"emailaddress\"", reply.Text, StringComparison.Ordinal);
            Assert.Contains("name=\"name\"", reply.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("user@unknown.example")]
    [InlineData("user@sub.example.com")]
    public async Task Unknown_domain_is_404(string address)
    {
        foreach (string path in Paths)
            (await seeded.Program.GetAsync($"{path}?emailaddress={address}")).AssertProblem(404);
    }

    [Fact]
    public async Task Domain_without_outgoing_server_is_422_that_says_so()
    {
        Reply reply = await seeded.Program.GetAsync($"/mobileconfig?emailaddress=user@{SeededProgram.WithoutOutgoing}");
        reply.AssertProblem(422);
        Assert.Contains("outgoing", reply.Text, StringComparison.Ordinal);
    }

    private static string[] Uuids(Reply reply) => ValuesOf(reply, "PayloadUUID");

    private static string[] Identifiers(Reply reply) => ValuesOf(reply, "PayloadIdentifier");

    private static string? ValueOf(Reply reply, string key) => ValuesOf(reply, key).SingleOrDefault();

    private static string[] ValuesOf(Reply reply, string key) =>
        [.. Strings().Matches(reply.Text).Where(match => match.Groups["key"].Value == key)
            .Select(match => System.Net.WebUtility.HtmlDecode(match.Groups["value"].Value))];

    [GeneratedRegex(@"<key>(?<key>[^<]*)</key>\s*<string>(?<value>[^<]*)</string>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Strings();
}
