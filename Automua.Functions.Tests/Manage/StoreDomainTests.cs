using System.Text.Json.Nodes;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary><c>PUT</c> and <c>DELETE /manage/v1/domains/{name}</c>: what is stored counts at once.</summary>
public sealed class StoreDomainTests(ManagedProgram managed) : IClassFixture<ManagedProgram>, IAsyncLifetime
{
    private const string OfHoster = $$"""{"provider": "{{ManagedProgram.Hoster}}"}""";

    private const string OwnServers =
        """[{"type": "imap", "name": "imap.own.example"}, {"type": "SMTP", "name": "smtp.own.example", "port": 587, "socket_type": "starttls"}]""";

    private AutomuaProgram Program => managed.Program;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await managed.ResetAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_new_domain_is_201_and_answered_at_once()
    {
        Assert.Equal(404, await Program.Client.AutoconfigStatusAsync("new.example"));
        Reply stored = await Program.ManageAsync(HttpMethod.Put, "/domains/new.example", OfHoster);
        Assert.Equal(201, stored.Status);
        Reply read = await Program.ManageAsync("/domains/new.example");
        Assert.Equal((read.Text, read["ETag"]), (stored.Text, stored["ETag"]));
        Assert.Equal(
            (await Program.Client.AutoconfigAsync("customer.example")).Servers(), (await Program.Client.AutoconfigAsync("new.example")).Servers());
        Assert.Equal(200, (await Program.ManageAsync(HttpMethod.Put, "/domains/new.example", OfHoster)).Status);
    }

    [Fact]
    public async Task Servers_of_its_own_stay_the_domains_own()
    {
        string[] shared = await ServersAsync("customer.example");
        Reply stored = await Program.ManageAsync(
            HttpMethod.Put, "/domains/*.customer.example", $$"""{"_comment": 1, "name": "*.customer.example", "servers": {{OwnServers}}}""");
        Assert.Equal(200, stored.Status);
        Assert.Equal(ManagedProgram.Hoster, stored.Json.GetProperty("provider").GetString());
        Assert.Equal(["imap imap.own.example:993", "smtp smtp.own.example:587"], await ServersAsync("b.customer.example"));
        Assert.Equal(shared, await ServersAsync("customer.example"));
        Assert.Equal(shared, await ServersAsync("xn--bcher-kva.example"));

        // Without servers it has its provider's again.
        Assert.Equal(200, (await Program.ManageAsync(HttpMethod.Put, "/domains/*.customer.example", OfHoster)).Status);
        Assert.Equal(shared, await ServersAsync("b.customer.example"));
    }

    [Fact]
    public async Task What_is_read_can_be_stored_again_and_changes_nothing()
    {
        string before = await Program.ExportAsync();
        foreach (string name in (string[])["customer.example", "*.customer.example", "listed.example", "office.example", "xn--bcher-kva.example"])
        {
            Reply read = await Program.ManageAsync($"/domains/{name}");
            Reply stored = await Program.ManageAsync(HttpMethod.Put, $"/domains/{name}", read.Text, ("If-Match", read["ETag"]!));
            Assert.Equal((200, read.Text), (stored.Status, stored.Text));
        }

        Assert.Equal(before, await Program.ExportAsync());
    }

    [Fact]
    public async Task A_domain_moves_to_another_provider()
    {
        Reply stored = await Program.ManageAsync(
            HttpMethod.Put, "/domains/customer.example", new JsonObject { ["provider"] = ManagedProgram.Office }.ToJsonString());
        Assert.Equal(200, stored.Status);
        Assert.Equal(ManagedProgram.Office, stored.Json.GetProperty("provider").GetString());
        Assert.Equal(["imap imap.office.example:993", "smtp smtp.office.example:465"], await ServersAsync("customer.example"));
        Assert.Equal(ManagedProgram.Office, (await Program.Client.AutoconfigAsync("customer.example")).Descendants("displayName").Single().Value);
    }

    [Fact]
    public async Task An_LDAP_server_is_given_and_taken_away()
    {
        const string WithServer = $$"""{"provider": "{{ManagedProgram.Hoster}}", "ldapserver_id": 7}""";
        Assert.Equal(7, (await Program.ManageAsync(HttpMethod.Put, "/domains/customer.example", WithServer)).Json.GetProperty("ldapserver_id").GetInt32());
        foreach (string without in (string[])[OfHoster, $$"""{"provider": "{{ManagedProgram.Hoster}}", "ldapserver_id": null}"""])
        {
            await Program.ManageAsync(HttpMethod.Put, "/domains/customer.example", WithServer);
            Reply stored = await Program.ManageAsync(HttpMethod.Put, "/domains/customer.example", without);
            Assert.False(stored.Json.TryGetProperty("ldapserver_id", out _));
        }
    }

    [Fact]
    public async Task A_pattern_is_stored_as_any_domain_is()
    {
        Assert.Equal(201, (await Program.ManageAsync(HttpMethod.Put, "/domains/*.wide.example", OfHoster)).Status);
        Assert.Equal(200, await Program.Client.AutoconfigStatusAsync("any.wide.example"));
        Assert.Equal(404, await Program.Client.AutoconfigStatusAsync("wide.example"));
        Assert.Equal(201, (await Program.ManageAsync(HttpMethod.Put, "/domains/*", OfHoster)).Status);
        Assert.Equal(200, await Program.Client.AutoconfigStatusAsync("wide.example"));
        Assert.Equal(204, (await Program.ManageAsync(HttpMethod.Delete, "/domains/*")).Status);
        Assert.Equal(404, await Program.Client.AutoconfigStatusAsync("wide.example"));
    }

    [Fact]
    public async Task An_international_name_is_one_domain_in_either_form()
    {
        Assert.Equal(201, (await Program.ManageAsync(HttpMethod.Put, "/domains/m%C3%BCnchen.example", OfHoster)).Status);
        Reply stored = await Program.ManageAsync(
            HttpMethod.Put, "/domains/xn--mnchen-3ya.example", $$"""{"name": "MÜNCHEN.example", "provider": "{{ManagedProgram.Hoster}}"}""");
        Assert.Equal(200, stored.Status);
        Assert.Equal("xn--mnchen-3ya.example", stored.Json.GetProperty("name").GetString());
        Assert.Equal(204, (await Program.ManageAsync(HttpMethod.Delete, "/domains/m%C3%BCnchen.example")).Status);
        Assert.Equal(404, (await Program.ManageAsync("/domains/xn--mnchen-3ya.example")).Status);
    }

    [Fact]
    public async Task A_removed_domain_is_unknown_at_once_and_its_provider_stays()
    {
        Assert.Equal(200, await Program.Client.AutoconfigStatusAsync("office.example"));
        Reply removed = await Program.ManageAsync(HttpMethod.Delete, "/domains/office.example");
        Assert.Equal(204, removed.Status);
        Assert.Empty(removed.Body);
        Assert.Equal(404, await Program.Client.AutoconfigStatusAsync("office.example"));
        (await Program.ManageAsync(HttpMethod.Delete, "/domains/office.example")).AssertProblem(404);
        Assert.Equal(200, (await Program.ManageAsync($"/providers/{Uri.EscapeDataString(ManagedProgram.Office)}")).Status);
    }

    [Fact]
    public async Task What_a_hand_spoilt_is_409_until_it_is_stored_anew()
    {
        await managed.SpoilAsync("customer.example");
        Reply reply = await Program.ManageAsync("/domains/customer.example");
        reply.AssertProblem(409);
        Assert.Matches("domain row [0-9]+: ldapserver_id ", reply.Json.GetProperty("detail").GetString());

        // Whose it is, is not known: the request must say so.
        (await Program.ManageAsync(HttpMethod.Put, "/domains/customer.example", "{}")).AssertRefused("/provider");
        Assert.Equal(200, (await Program.ManageAsync(HttpMethod.Put, "/domains/customer.example", OfHoster)).Status);
        Assert.Equal(200, (await Program.ManageAsync("/domains/customer.example")).Status);
        Assert.Equal(200, await Program.Client.AutoconfigStatusAsync("customer.example"));

        await managed.SpoilAsync("customer.example");
        Assert.Equal(204, (await Program.ManageAsync(HttpMethod.Delete, "/domains/customer.example")).Status);
        Assert.Equal(404, (await Program.ManageAsync("/domains/customer.example")).Status);
    }

    private async Task<string[]> ServersAsync(string domain) =>
        [.. (await Program.Client.AutoconfigAsync(domain)).Servers().Select(server => string.Join(' ', server.Split(' ').Take(2)))];
}
