using System.Text;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>Importing, exporting and purging on the administrators' page.</summary>
public sealed class ManageImportTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Seed = """{"provider": "Paste", "domains": ["paste.example"], "servers": [{"type": "imap", "name": "imap.paste.example"}]}""";

    [Theory]
    [InlineData(320, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task An_import_shows_what_it_would_change_and_then_stores_it(int width, ColorScheme scheme)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, program, width, scheme);
        await visit.ExpectTextAsync("Nothing is stored yet.");
        await visit.AssertAccessibleAsync("overview-empty");
        await visit.GoAsync("import", "Import");
        await visit.Field("Pasted document").FillAsync(Seed);
        await visit.PressAsync("Show what would change");
        await visit.ExpectTextAsync("Domains: 1 added, 0 changed, 0 removed, 0 unchanged");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "paste.example" })).ToHaveTextAsync("+ added: paste.example");
        await visit.AssertAccessibleAsync("import-difference");
        Assert.Equal(404, (await program.GetAsync("/v1.1/paste.example")).Status);
        await visit.PressAsync("Import");
        await visit.ExpectTextAsync("The document is stored.");
        await visit.AssertAccessibleAsync("imported");
        await visit.GoAsync("export", "Export");
        Assert.Contains("paste.example", await DownloadAsync(visit), StringComparison.Ordinal);
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task A_file_is_imported_and_one_that_replaces_shows_what_is_removed()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, program);
        await visit.GoAsync("import", "Import");
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "seed.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(Seed) });
        await visit.Field("Replace").CheckAsync();
        await visit.PressAsync("Show what would change");
        ILocator names = visit.Page.Locator(".names");
        await Assertions.Expect(names.Last).ToContainTextAsync("− removed: example.com");
        await Assertions.Expect(names.Last).ToContainTextAsync("+ added: paste.example");
        await visit.AssertAccessibleAsync("import-replaces");
        await visit.PressAsync("Import");
        await visit.ExpectTextAsync("The document is stored.");
        Assert.Equal(404, (await program.GetAsync("/v1.1/example.com")).Status);
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task A_file_may_be_dropped()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, program);
        await visit.GoAsync("import", "Import");
        IJSHandle dropped = await visit.Page.EvaluateHandleAsync(
            "text => { const all = new DataTransfer(); all.items.add(new File([text], 'dropped.json')); return all; }", Seed);
        await visit.Page.DispatchEventAsync(".zone", "drop", new { dataTransfer = dropped });
        await visit.ExpectTextAsync("dropped.json, ");
        await visit.PressAsync("Show what would change");
        await visit.ExpectTextAsync("Domains: 1 added, 0 changed, 0 removed, 0 unchanged");
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task What_was_shown_is_gone_when_the_document_or_the_mode_is_another()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, program);
        await visit.GoAsync("import", "Import");
        ILocator import = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true });
        await visit.Field("Pasted document").FillAsync(Seed);
        await visit.PressAsync("Show what would change");
        await Assertions.Expect(import).ToBeVisibleAsync();
        await visit.Field("Replace").CheckAsync();
        await Assertions.Expect(import).ToHaveCountAsync(0);
        await visit.PressAsync("Show what would change");
        await Assertions.Expect(import).ToBeVisibleAsync();
        await visit.Field("Pasted document").FillAsync(Seed + " ");
        await Assertions.Expect(import).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_document_with_errors_is_refused_with_their_places()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, program);
        await visit.GoAsync("import", "Import");
        await visit.PressAsync("Show what would change");
        await visit.ExpectTextAsync("Pasted document is empty, and no file is chosen.");
        await visit.Field("Pasted document").FillAsync(Seed.Replace("imap\"", "imaps\"", StringComparison.Ordinal));
        await visit.PressAsync("Show what would change");
        ILocator alert = visit.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("/servers/0/type");
        await Assertions.Expect(alert).ToContainTextAsync("allowed are imap, pop, pop3, smtp");
        await visit.AssertAccessibleAsync("import-refused");
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).CountAsync());
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task An_export_has_passwords_only_when_they_are_wanted()
    {
        const string Password = "bind-secret-4711";
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        using StringContent document = new($$"""
            {"version": 2, "provider": "Ldap", "domains": [{"name": "ldap.example", "ldapserver_id": 1}],
             "servers": [{"type": "imap", "name": "imap.ldap.example"}],
             "ldapservers": [{"id": 1, "name": "ldap.ldap.example", "port": 636, "use_ssl": true, "search_base": "dc=ldap",
                              "bind_user": "cn=reader", "bind_password": "{{Password}}"}]}
            """);
        using HttpResponseMessage stored = await administrator.PostAsync("initdb", document);
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, program);
        await visit.GoAsync("export", "Export");
        string masked = await DownloadAsync(visit);
        Assert.Contains("ldap.example", masked, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, masked, StringComparison.Ordinal);
        await visit.Field("With the passwords of LDAP servers").CheckAsync();
        Assert.Contains(Password, await DownloadAsync(visit), StringComparison.Ordinal);
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task Everything_is_removed_only_when_the_words_are_typed()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, program);
        await visit.GoAsync("purge", "Purge");
        ILocator button = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Remove everything", Exact = true });
        await Assertions.Expect(button).ToBeDisabledAsync();
        ILocator typed = visit.Field("To confirm, type: remove everything");
        await typed.FillAsync("remove");
        await typed.PressAsync("Enter");
        await Assertions.Expect(button).ToBeDisabledAsync();
        Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
        await typed.FillAsync("remove everything");
        await visit.AssertAccessibleAsync("purge-confirmed");
        await button.ClickAsync();
        await visit.ExpectTextAsync("Removed: ");
        Assert.Equal(404, (await program.GetAsync("/v1.1/example.com")).Status);
        visit.AssertQuietAndSecret();
    }

    private static async Task<string> DownloadAsync(ManageVisit visit)
    {
        IDownload download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.PressAsync("Download automua.json"));
        Assert.Equal("automua.json", download.SuggestedFilename);
        await visit.ExpectTextAsync("The document is downloaded.");
        return await File.ReadAllTextAsync(await download.PathAsync());
    }
}
