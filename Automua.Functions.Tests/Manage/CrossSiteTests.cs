using System.Text;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>What a page of another site can make an administrator's browser send changes nothing, and nothing that is read does.</summary>
public sealed class CrossSiteTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    // What a browser sends along without being asked, as far as it may be of use to a forger.
    private static readonly (string, string)[] BrowserHeaders =
    [
        ("Origin", "https://web.example"), ("Referer", "https://web.example/"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"),
        ("Cookie", $"key={AutomuaProgram.AdminKey}; x-functions-key={AutomuaProgram.AdminKey}; Authorization=Bearer {AutomuaProgram.AdminKey}"),
    ];

    private AutomuaProgram Program => managed.Program;

    [Fact]
    public async Task Reading_changes_nothing()
    {
        string before = await Program.ExportAsync();
        foreach (string path in ApiRoutes.Read)
        {
            await Program.ManageAsync(path);
            await Program.ManageAsync(HttpMethod.Head, path);
            Assert.Equal(before, await Program.ExportAsync());
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json")]
    public async Task What_a_form_or_a_script_of_another_site_sends_is_401(string type)
    {
        string before = await Program.ExportAsync();
        foreach ((HttpMethod method, string path, string? body) in ApiRoutes.Change)
        {
            foreach (string target in (string[])[ApiDescription.Root + path, "/initdb"])
            {
                using StringContent content = new(body ?? "", Encoding.UTF8);
                content.Headers.Remove("Content-Type");
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                Reply reply = await Program.SendAsync(
                    target == "/initdb" && method == HttpMethod.Put ? HttpMethod.Post : method, target, content, null, BrowserHeaders);
                reply.AssertProblem(401);
                Assert.Null(reply["Access-Control-Allow-Origin"]);
                Assert.Null(reply["Set-Cookie"]);
            }
        }

        Assert.Equal(before, await Program.ExportAsync());
    }

    [Fact]
    public async Task A_link_or_an_image_of_another_site_stores_nothing()
    {
        await Program.ManageAsync(HttpMethod.Delete, "/configuration");
        string before = await Program.ExportAsync();
        foreach (string target in (string[])["/initdb", "/initdb/", $"/initdb?code={AutomuaProgram.AdminKey}"])
            (await Program.GetAsync(target, null, BrowserHeaders)).AssertProblem(401);
        Assert.Equal(before, await Program.ExportAsync());
        await managed.ResetAsync();
    }

    [Fact]
    public async Task An_administrator_is_never_given_what_a_browser_would_send_by_itself()
    {
        foreach (string path in ApiRoutes.Read)
            Assert.Null((await Program.ManageAsync(path))["Set-Cookie"]);
        Reply refused = await Program.AskApiAsync(HttpMethod.Get, "/status");
        // A browser that is challenged by Basic would ask for a password, and then send it of its own accord.
        Assert.StartsWith("Bearer ", refused["WWW-Authenticate"], StringComparison.Ordinal);
    }
}
