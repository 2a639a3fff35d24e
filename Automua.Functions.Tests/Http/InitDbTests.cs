using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

public sealed class InitDbTests : IAsyncLifetime
{
    private const string Seed = """
        {"provider": "Other", "domains": ["one.example", "two.example"], "servers": [
            {"type": "imap", "name": "imap.one.example"}, {"type": "smtp", "name": "smtp.one.example"}]}
        """;

    private AutomuaProgram _program = null!;

    public async ValueTask InitializeAsync() => _program = await AutomuaProgram.StartAsync();

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    [Fact]
    public async Task HEAD_changes_nothing_and_GET_stores_the_sample_data_once()
    {
        Assert.Equal(200, (await AskAsync(HttpMethod.Head)).Status);
        Assert.Equal("empty", await StoreAsync());

        Reply first = await AskAsync(HttpMethod.Get);
        Assert.Equal(200, first.Status);
        Assert.Equal((1, 0, 0, 0), Counts(first, "providers"));
        Assert.Equal((3, 0, 0, 0), Counts(first, "domains"));
        foreach (string domain in (string[])["example.com", "example.net", "example.org"])
            Assert.Equal(200, (await _program.GetAsync($"/v1.1/{domain}")).Status);

        (await AskAsync(HttpMethod.Get)).AssertProblem(409);
        Assert.Equal(200, (await AskAsync(HttpMethod.Head)).Status);
    }

    [Fact]
    public async Task DELETE_removes_everything_and_counts_it()
    {
        await AskAsync(HttpMethod.Get);
        Reply reply = await AskAsync(HttpMethod.Delete);
        Assert.Equal(200, reply.Status);
        Assert.Equal((0, 0, 0, 1), Counts(reply, "providers"));
        Assert.Equal((0, 0, 0, 3), Counts(reply, "domains"));
        Assert.Equal("empty", await StoreAsync());
        (await _program.GetAsync("/v1.1/example.com")).AssertProblem(404);

        Reply again = await AskAsync(HttpMethod.Delete);
        Assert.Equal((0, 0, 0, 0), Counts(again, "domains"));
        Assert.Equal(200, (await AskAsync(HttpMethod.Get)).Status);
    }

    [Fact]
    public async Task POST_adds_and_the_same_again_changes_nothing()
    {
        await AskAsync(HttpMethod.Get);
        Reply first = await PostAsync(Seed);
        Assert.Equal((1, 0, 0, 0), Counts(first, "providers"));
        Assert.Equal((2, 0, 0, 0), Counts(first, "domains"));
        Reply second = await PostAsync(Seed);
        Assert.Equal((0, 0, 1, 0), Counts(second, "providers"));
        Assert.Equal((0, 0, 2, 0), Counts(second, "domains"));
        Reply changed = await PostAsync(Seed.Replace("imap.one.example", "mail.one.example", StringComparison.Ordinal));
        Assert.Equal((0, 2, 0, 0), Counts(changed, "domains"));
        Assert.Contains("mail.one.example", (await _program.GetAsync("/v1.1/two.example")).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await _program.GetAsync("/v1.1/example.com")).Status);
    }

    [Fact]
    public async Task POST_of_more_than_32_MiB_is_413()
    {
        string head = $"POST /initdb HTTP/1.1\r\nHost: x\r\nx-functions-key: {AutomuaProgram.AdminKey}\r\n";
        Reply? reply = await RawConnection.ExchangeAsync(_program, $"{head}Content-Length: {(32 * 1024 * 1024) + 1}\r\n\r\n");
        Assert.NotNull(reply);
        reply.AssertProblem(413);
    }

    [Fact]
    public async Task Many_imports_at_once_lose_nothing()
    {
        IEnumerable<Task<Reply>> imports = Enumerable.Range(0, 12).Select(i => PostAsync(
            $$"""{"provider": "P{{i}}", "domains": ["d{{i}}.example"], "servers": [{"type": "imap", "name": "i.example"}, {"type": "smtp", "name": "s.example"}]}"""));
        Assert.All(await Task.WhenAll(imports), reply => Assert.Equal(200, reply.Status));
        for (int i = 0; i < 12; i++)
            Assert.Equal(200, (await _program.GetAsync($"/v1.1/d{i}.example")).Status);
    }

    private static (int Added, int Changed, int Unchanged, int Removed) Counts(Reply reply, string what)
    {
        Assert.Equal(200, reply.Status);
        JsonElement counts = reply.Json.GetProperty(what);
        return (counts.GetProperty("added").GetInt32(), counts.GetProperty("changed").GetInt32(),
            counts.GetProperty("unchanged").GetInt32(), counts.GetProperty("removed").GetInt32());
    }

    private Task<Reply> AskAsync(HttpMethod method, HttpContent? content = null) =>
        _program.SendAsync(method, "/initdb/", content, null, ("Authorization", $"Bearer {AutomuaProgram.AdminKey}"));

    private async Task<Reply> PostAsync(string document)
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(document));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await AskAsync(HttpMethod.Post, content);
    }

    private async Task<string?> StoreAsync() => (await _program.GetAsync("/readyz")).Json.GetProperty("store").GetString();
}
