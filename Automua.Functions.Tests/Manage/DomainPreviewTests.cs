using System.Net;
using System.Text;
using System.Text.Json;
using Automua.Functions.Tests.Directories;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary><c>GET /manage/v1/domains/{name}/preview</c>: what is shown is what mail apps are answered.</summary>
public sealed class DomainPreviewTests(PreviewedProgram previewed) : IClassFixture<PreviewedProgram>
{
    private static readonly string[] Dialects =
        ["autoconfig", "autodiscover", "mobilesync", "autodiscover_v2", "mobileconfig", "pacc", "settings"];

    private AutomuaProgram Program => previewed.Program;

    [Theory]
    [InlineData("sync.example", "user@sync.example")]
    [InlineData("sync.example", "o'neil+x@sync.example")]
    [InlineData("a.wide.example", "user@a.wide.example")]
    [InlineData("bücher.example", "user@bücher.example")]
    public async Task Each_body_is_that_of_the_answer_which_the_request_gets(string domain, string address)
    {
        JsonElement preview = (await Program.ManageAsync(
            $"/domains/{Uri.EscapeDataString(domain)}/preview?emailaddress={Uri.EscapeDataString(address)}")).Json;
        Assert.Equal(Dialects, preview.GetProperty("answers").EnumerateArray().Select(answer => answer.GetProperty("dialect").GetString()!));
        foreach (JsonElement answer in preview.GetProperty("answers").EnumerateArray())
        {
            string dialect = answer.GetProperty("dialect").GetString()!;
            string[] request = answer.GetProperty("request").GetString()!.Split(' ');
            Reply real = await AskAsync(dialect, new HttpMethod(request[0]), new Uri(request[1]), preview.GetProperty("emailaddress").GetString()!);
            if (!answer.TryGetProperty("body", out JsonElement body))
            {
                Assert.NotEmpty(answer.GetProperty("problem").GetString()!);
                Assert.Equal((dialect, 404), ("pacc", real.Status));
                continue;
            }

            Assert.True(real.Status == 200, $"{dialect}: {real.Status}");
            Assert.Equal(real["Content-Type"], answer.GetProperty("media_type").GetString());
            Assert.Equal(real.Text, body.GetString());
        }
    }

    [Fact]
    public async Task Without_an_address_it_is_the_postmasters()
    {
        string named = (await Program.ManageAsync("/domains/sync.example/preview?emailaddress=postmaster@sync.example")).Text;
        Reply reply = await Program.ManageAsync("/domains/sync.example/preview");
        Assert.Equal("postmaster@sync.example", reply.Json.GetProperty("emailaddress").GetString());
        Assert.Equal(named, reply.Text);
    }

    [Fact]
    public async Task What_a_dialect_cannot_say_is_told_in_its_place()
    {
        JsonElement preview = (await Program.ManageAsync("/domains/plain.example/preview")).Json;
        JsonElement[] answers = [.. preview.GetProperty("answers").EnumerateArray()];
        Assert.Equal(Dialects, answers.Select(answer => answer.GetProperty("dialect").GetString()));
        Assert.All((string[])["mobilesync", "pacc"], dialect => Assert.NotEmpty(
            answers.Single(answer => answer.GetProperty("dialect").GetString() == dialect).GetProperty("problem").GetString()!));
    }

    [Theory]
    [InlineData("sync.example/preview?emailaddress=nobody", 400)]
    [InlineData("sync.example/preview?emailaddress=", 400)]
    [InlineData("sync.example/preview?emailaddress=user@other.example", 400)]
    [InlineData("sync.example/preview?emailaddress=user@wide.example", 400)]
    [InlineData("*.wide.example/preview", 400)]
    [InlineData("unknown.example/preview", 404)]
    [InlineData("unknown.example/preview?emailaddress=user@unknown.example", 404)]
    public async Task What_cannot_be_shown_is_an_error(string path, int status)
    {
        Reply reply = await Program.ManageAsync($"/domains/{path}");
        reply.AssertProblem(status);
        Assert.DoesNotContain("user@", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_has_the_login_name_that_its_directory_knows()
    {
        await using Slapd slapd = await Slapd.StartAsync();
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(
            null, new Dictionary<string, string?> { ["AUTOMUA_SERVICE_HOST"] = ManagedProgram.ServiceHost }, slapd.Plain);
        const string Preview = "/domains/example.com/preview";
        string known = (await program.ManageAsync($"{Preview}?emailaddress=johndoe@example.com")).Text;
        Assert.Contains("jdoe", known, StringComparison.Ordinal);
        Assert.DoesNotContain("jdoe", (await program.ManageAsync(Preview)).Text, StringComparison.Ordinal);
        // Who is not in the directory is answered nonetheless.
        Reply unknown = await program.ManageAsync($"{Preview}?emailaddress=nobody.there@example.com");
        Assert.Equal(200, unknown.Status);
        Assert.DoesNotContain("jdoe", unknown.Text, StringComparison.Ordinal);
        await slapd.StopAsync();
        (await program.ManageAsync($"{Preview}?emailaddress=another@example.com")).AssertProblem(503);
        Assert.Equal(200, (await program.ManageAsync(Preview)).Status);
    }

    private Task<Reply> AskAsync(string dialect, HttpMethod method, Uri url, string address) => dialect switch
    {
        "autodiscover" => PostAsync(url, AutodiscoverBody.Text(WebUtility.HtmlEncode(address))),
        "mobilesync" => PostAsync(
            url, AutodiscoverBody.Text(WebUtility.HtmlEncode(address), AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse)),
        _ => Program.SendAsync(method, url.PathAndQuery, null, url.IdnHost),
    };

    private async Task<Reply> PostAsync(Uri url, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "text/xml");
        return await Program.SendAsync(HttpMethod.Post, url.PathAndQuery, content, url.IdnHost);
    }
}
