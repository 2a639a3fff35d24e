using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>Administrators who change a domain at the same time: nothing that one stored is lost on another unseen.</summary>
public sealed class DomainEditorsTests(ManagedProgram managed) : IClassFixture<ManagedProgram>, IAsyncLifetime
{
    private const string Path = "/domains/customer.example";
    private const string New = "/domains/new.example";
    private const string OfHoster = $$"""{"provider": "{{ManagedProgram.Hoster}}"}""";

    private AutomuaProgram Program => managed.Program;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await managed.ResetAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Of_two_who_read_the_same_the_second_is_told_and_can_go_on_from_what_there_is()
    {
        string tag = await TagAsync();
        Reply first = await PutAsync(Path, DraftOf("first"), ("If-Match", tag));
        Assert.Equal(200, first.Status);
        Reply second = await PutAsync(Path, DraftOf("second"), ("If-Match", tag));
        second.AssertProblem(412);
        Assert.Contains("imap.first.example", (await Program.ManageAsync(Path)).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await PutAsync(Path, DraftOf("second"), ("If-Match", await TagAsync()))).Status);
        // Its answer's validator is as good as that of what is read.
        Assert.Equal(412, (await PutAsync(Path, DraftOf("third"), ("If-Match", first["ETag"]!))).Status);
    }

    [Fact]
    public async Task Of_many_who_write_at_once_with_one_validator_one_succeeds()
    {
        string tag = await TagAsync();
        Reply[] replies = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => PutAsync(Path, DraftOf($"editor{i}"), ("If-Match", tag))));
        Assert.Equal([200, .. Enumerable.Repeat(412, 15)], replies.Select(reply => reply.Status).Order());
        Assert.Equal(replies.Single(reply => reply.Status == 200).Text, (await Program.ManageAsync(Path)).Text);

        replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => PutAsync(New, DraftOf($"editor{i}"), ("If-None-Match", "*"))));
        Assert.Equal([201, .. Enumerable.Repeat(412, 15)], replies.Select(reply => reply.Status).Order());
        Assert.Equal(replies.Single(reply => reply.Status == 201).Text, (await Program.ManageAsync(New)).Text);
    }

    [Fact]
    public async Task What_another_removed_is_not_stored_again_unseen()
    {
        string tag = await TagAsync();
        Assert.Equal(204, (await Program.ManageAsync(HttpMethod.Delete, Path)).Status);
        Assert.Equal(412, (await PutAsync(Path, OfHoster, ("If-Match", tag))).Status);
        Assert.Equal(412, (await PutAsync(Path, OfHoster, ("If-Match", "*"))).Status);
        Assert.Equal(404, (await Program.ManageAsync(HttpMethod.Delete, Path, null, ("If-Match", tag))).Status);
        Assert.Equal(404, (await Program.ManageAsync(Path)).Status);
        Assert.Equal(201, (await PutAsync(Path, OfHoster, ("If-None-Match", "*"))).Status);
    }

    [Fact]
    public async Task What_another_changed_is_not_removed_unseen()
    {
        string tag = await TagAsync();
        Assert.Equal(200, (await PutAsync(Path, DraftOf("other"))).Status);
        (await Program.ManageAsync(HttpMethod.Delete, Path, null, ("If-Match", tag))).AssertProblem(412);
        Assert.Equal(204, (await Program.ManageAsync(HttpMethod.Delete, Path, null, ("If-Match", await TagAsync()))).Status);
    }

    [Fact]
    public async Task A_change_of_the_providers_servers_by_import_is_another_validator_too()
    {
        string tag = await TagAsync();
        await Program.ImportAsync(ManagedProgram.Document.Replace("imap.hoster", "imap2.hoster", StringComparison.Ordinal));
        Assert.Equal(412, (await PutAsync(Path, OfHoster, ("If-Match", tag))).Status);
    }

    [Theory]
    [InlineData("If-Match", "*", 200)]
    [InlineData("If-Match", "\"other\"", 412)]
    [InlineData("If-Match", "other", 412)]
    [InlineData("If-Match", "", 412)]
    [InlineData("If-Match", "W/TAG", 412)]
    [InlineData("If-Match", "TAG", 200)]
    [InlineData("If-Match", "\"other\", TAG", 200)]
    [InlineData("If-None-Match", "*", 412)]
    [InlineData("If-None-Match", "TAG", 412)]
    [InlineData("If-None-Match", "W/TAG", 412)]
    [InlineData("If-None-Match", "\"other\"", 200)]
    public async Task A_domain_that_is_stored_is_changed_as_the_header_says(string header, string value, int status)
    {
        string told = value.Replace("TAG", await TagAsync(), StringComparison.Ordinal);
        Reply reply = await PutAsync(Path, DraftOf("own"), (header, told));
        Assert.Equal(status, reply.Status);
        Assert.Equal(status == 200, (await Program.ManageAsync(Path)).Text.Contains("imap.own.example", StringComparison.Ordinal));
        if (status == 412)
            reply.AssertProblem(412);
    }

    [Theory]
    [InlineData("If-Match", "*", 412)]
    [InlineData("If-Match", "\"other\"", 412)]
    [InlineData("If-None-Match", "*", 201)]
    [InlineData("If-None-Match", "\"other\"", 201)]
    public async Task A_domain_that_is_not_stored_is_added_as_the_header_says(string header, string value, int status)
    {
        Assert.Equal(status, (await PutAsync(New, OfHoster, (header, value))).Status);
        Assert.Equal(status == 201 ? 200 : 404, (await Program.ManageAsync(New)).Status);
    }

    [Fact]
    public async Task What_a_hand_spoilt_is_stored_and_no_validator_is_its_own()
    {
        string tag = await TagAsync();
        await managed.SpoilAsync("customer.example");
        Assert.Equal(412, (await PutAsync(Path, OfHoster, ("If-None-Match", "*"))).Status);
        Assert.Equal(412, (await PutAsync(Path, OfHoster, ("If-Match", tag))).Status);
        Assert.Equal(200, (await PutAsync(Path, OfHoster, ("If-Match", "*"))).Status);
    }

    private static string DraftOf(string mark) =>
        $$"""
        {"provider": "{{ManagedProgram.Hoster}}",
         "servers": [{"type": "imap", "name": "imap.{{mark}}.example"}, {"type": "smtp", "name": "smtp.{{mark}}.example"}]}
        """;

    private async Task<string> TagAsync() => (await Program.ManageAsync(Path))["ETag"]!;

    private Task<Reply> PutAsync(string path, string body, params (string, string)[] headers) =>
        Program.ManageAsync(HttpMethod.Put, path, body, headers);
}
