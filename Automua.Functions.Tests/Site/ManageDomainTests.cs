using System.Net.Http.Json;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>Making, changing and deleting one domain on the administrators' page.</summary>
public sealed class ManageDomainTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Domain = "example.com";

    private AutomuaProgram _program = null!;

    public async ValueTask InitializeAsync() => _program = await NamedProgram.StartAsync([]);

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    [Fact]
    public async Task A_change_of_a_server_is_saved_and_served()
    {
        await using ManageVisit visit = await EditAsync(SeededProgram.PrefixedDomain);
        await Assertions.Expect(visit.Field("Those of the provider")).ToBeCheckedAsync();
        await visit.Field("The domain's own").CheckAsync();
        await visit.Field("Host name").First.FillAsync("new.example.net");
        await SaveAsync(visit);
        Assert.Contains("new.example.net", (await _program.GetAsync($"/v1.1/{SeededProgram.PrefixedDomain}")).Text, StringComparison.Ordinal);
        await Assertions.Expect(visit.Field("Host name").First).ToHaveValueAsync("new.example.net");
        await Assertions.Expect(visit.Field("The domain's own")).ToBeCheckedAsync();
        await visit.Field("Those of the provider").CheckAsync();
        await SaveAsync(visit);
        Assert.DoesNotContain("new.example.net", (await _program.GetAsync($"/v1.1/{SeededProgram.PrefixedDomain}")).Text, StringComparison.Ordinal);
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task Servers_are_added_put_in_order_and_removed()
    {
        await using ManageVisit visit = await EditAsync();
        await visit.Field("The domain's own").CheckAsync();
        ILocator servers = visit.Page.Locator("fieldset.server");
        int count = await servers.CountAsync();
        await visit.PressAsync("Add a server");
        await Assertions.Expect(servers).ToHaveCountAsync(count + 1);
        await Assertions.Expect(servers.Last.GetByLabel("Type")).ToBeFocusedAsync();
        await servers.Last.GetByLabel("Type").SelectOptionAsync("pop");
        await servers.Last.GetByLabel("Host name").FillAsync("pop.example.com");
        for (int place = count + 1; place > 1; place--)
            await visit.PressAsync($"Up: server {place}");
        await Assertions.Expect(servers.First.GetByLabel("Host name")).ToHaveValueAsync("pop.example.com");
        await visit.PressAsync("Remove: server 2");
        await Assertions.Expect(servers).ToHaveCountAsync(count);
        await visit.AssertAccessibleAsync("domain-changed");
        await SaveAsync(visit);
        await Assertions.Expect(servers).ToHaveCountAsync(count);
        await Assertions.Expect(servers.First.GetByLabel("Host name")).ToHaveValueAsync("pop.example.com");
        visit.AssertQuietAndSecret();
    }

    [Theory]
    [InlineData(320, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task What_is_wrong_stands_beside_the_field(int width, ColorScheme scheme)
    {
        await using ManageVisit visit = await EditAsync(Domain, width, scheme);
        await visit.Field("The domain's own").CheckAsync();
        ILocator port = visit.Field("Port").First;
        await port.FillAsync("70000");
        await visit.Field("LDAP server").FillAsync("many");
        await visit.PressAsync("Save");
        await visit.ExpectTextAsync("Port is 70000; allowed are whole numbers from 1 to 65535");
        await visit.ExpectTextAsync("LDAP server is ");
        await Assertions.Expect(port).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(visit.Field("LDAP server")).ToBeFocusedAsync();
        await visit.AssertAccessibleAsync("domain-refused");
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task Who_comes_second_is_told_and_may_load_the_other_s_change()
    {
        await using ManageVisit visit = await EditAsync();
        await MoveAsync("Half");
        await visit.Field("Provider").FillAsync("Tenant & Sons <mail>");
        await visit.PressAsync("Save");
        await visit.ExpectTextAsync("Somebody else changed this domain");
        await visit.AssertAccessibleAsync("domain-conflict");
        await visit.PressAsync("Load theirs");
        await Assertions.Expect(visit.Field("Provider")).ToHaveValueAsync("Half");
        await visit.Field("Provider").FillAsync("Tenant & Sons <mail>");
        await visit.PressAsync("Save");
        await visit.ExpectSavedAsync();
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task Who_comes_second_may_also_win()
    {
        await using ManageVisit visit = await EditAsync();
        await MoveAsync("Half");
        await visit.Field("Provider").FillAsync("Tenant & Sons <mail>");
        await visit.PressAsync("Save");
        await visit.PressAsync("Save mine over it");
        await visit.ExpectSavedAsync();
        Assert.Contains($"imap.{SeededProgram.Tenant}", (await _program.GetAsync($"/v1.1/{Domain}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_that_somebody_deleted_can_be_stored_anew()
    {
        await using ManageVisit visit = await EditAsync();
        using HttpClient administrator = _program.NewAdministrator();
        using HttpResponseMessage gone = await administrator.DeleteAsync($"manage/v1/domains/{Domain}");
        Assert.True(gone.IsSuccessStatusCode);
        await visit.PressAsync("Save");
        await visit.ExpectTextAsync("Somebody else deleted this domain");
        await visit.PressAsync("Store mine anew");
        await visit.ExpectSavedAsync();
        Assert.Equal(200, (await _program.GetAsync($"/v1.1/{Domain}")).Status);
    }

    [Fact]
    public async Task A_domain_whose_row_is_wrong_is_told_and_mended()
    {
        await _program.ChangeDatabaseAsync("UPDATE server SET type = 'nonsense' WHERE name = 'imap1.example.com'");
        await using ManageVisit visit = await EditAsync();
        await visit.ExpectTextAsync("The domain is stored with a fault");
        await visit.AssertAccessibleAsync("domain-wrong");
        await visit.Field("Provider").FillAsync("Half");
        await visit.PressAsync("Save");
        await visit.ExpectSavedAsync();
        await Assertions.Expect(visit.Field("Provider")).ToHaveValueAsync("Half");
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task A_new_domain_is_stored_once()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, _program);
        await visit.GoAsync("new-domain", "New domain");
        await visit.PressAsync("Store");
        await visit.ExpectTextAsync("Name is missing.");
        await visit.Field("Name").FillAsync(Domain);
        await visit.Field("Provider").FillAsync("Tenant & Sons <mail>");
        await visit.PressAsync("Store");
        await visit.ExpectTextAsync("Name is that of a domain which is stored already.");
        await visit.AssertAccessibleAsync("new-domain-refused");
        await visit.Field("Name").FillAsync("*.Neu.example");
        await visit.PressAsync("Store");
        await visit.ExpectAsync("*.neu.example");
        await visit.ExpectTextAsync("*.neu.example is stored.");
        Assert.Equal(200, (await _program.GetAsync("/v1.1/a.neu.example")).Status);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Preview" }).ClickAsync();
        await visit.ExpectTextAsync("This is a pattern.");
        await visit.PressAsync("Show");
        await visit.ExpectAsync("example.neu.example: Preview");
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task A_domain_is_deleted_only_when_that_is_confirmed()
    {
        await using ManageVisit visit = await EditAsync();
        await visit.PressAsync("Delete this domain");
        await visit.AssertAccessibleAsync("domain-delete");
        await visit.PressAsync("Keep it");
        Assert.Equal(200, (await _program.GetAsync($"/v1.1/{Domain}")).Status);
        await visit.PressAsync("Delete this domain");
        await visit.PressAsync("Delete");
        await visit.ExpectAsync("Domains");
        Assert.Equal(404, (await _program.GetAsync($"/v1.1/{Domain}")).Status);
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task What_is_not_saved_is_not_left_without_a_question()
    {
        await using ManageVisit visit = await EditAsync();
        await visit.Field("Provider").FillAsync("Half");
        // The browser's question is answered with no.
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync();
        await visit.ExpectAsync(Domain);
        await Assertions.Expect(visit.Field("Provider")).ToHaveValueAsync("Half");
        visit.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync();
        await visit.ExpectAsync("Export");
    }

    private async Task<ManageVisit> EditAsync(string domain = Domain, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        ManageVisit visit = await ManageVisit.SignedInAsync(chromium, _program, width, scheme);
        await visit.GoAsync($"domains/{domain}", domain);
        return visit;
    }

    // What an earlier saving said may still stand there.
    private static async Task SaveAsync(ManageVisit visit)
    {
        IResponse answer = await visit.Page.RunAndWaitForResponseAsync(
            () => visit.PressAsync("Save"), response => response.Request.Method == "PUT");
        Assert.Equal(200, answer.Status);
        await visit.ExpectSavedAsync();
    }

    private async Task MoveAsync(string provider)
    {
        using HttpClient administrator = _program.NewAdministrator();
        using JsonContent draft = JsonContent.Create(new { provider });
        using HttpResponseMessage moved = await administrator.PutAsync($"manage/v1/domains/{Domain}", draft);
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
    }
}
