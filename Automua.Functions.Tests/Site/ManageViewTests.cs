using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>What the administrators' page shows of a service with data, on narrow and wide screens, light and dark.</summary>
public sealed class ManageViewTests(Chromium chromium, NamedProgram named) : IClassFixture<Chromium>, IClassFixture<NamedProgram>
{
    [Theory]
    [MemberData(nameof(BrowserTests.Views), MemberType = typeof(BrowserTests))]
    public async Task Every_view_is_accessible_and_stays_in_the_window(int width, ColorScheme scheme)
    {
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, named.Program, width, scheme);
        await visit.AssertAccessibleAsync("sign-in");
        await visit.ShowKeyAsync(AutomuaProgram.AdminKey);
        await visit.ExpectAsync("Overview");
        await visit.AssertAccessibleAsync("overview");
        (string View, string Heading, string Subject)[] views =
        [
            ("domains", "Domains", "domains"),
            ("domains?query=nothing", "Domains", "domains-none"),
            ("domains/example.com", "example.com", "domain"),
            ("domains/example.com/preview", "example.com: Preview", "preview"),
            ("new-domain", "New domain", "new-domain"),
            ("providers", "Providers", "providers"),
            ("providers/Half", "Half", "provider"),
            ("import", "Import", "import"),
            ("export", "Export", "export"),
            ("purge", "Purge", "purge"),
            ("domains/unknown.example", "This cannot be shown", "not-found"),
        ];
        foreach ((string view, string heading, string subject) in views)
        {
            await visit.GoAsync(view, heading);
            await visit.AssertAccessibleAsync(subject);
        }

        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task The_menu_leads_to_the_views_and_going_back_leads_back()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, named.Program);
        ILocator menu = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Administration" });
        foreach (string name in (string[])["Domains", "Providers", "Import", "Export", "Purge", "Overview"])
        {
            await menu.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
            await visit.ExpectAsync(name);
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
            await Assertions.Expect(menu.Locator("[aria-current=page]")).ToHaveTextAsync(name);
        }

        await visit.Page.GoBackAsync();
        await visit.ExpectAsync("Purge");
        await visit.Page.GoBackAsync();
        await visit.ExpectAsync("Export");
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task The_keyboard_skips_the_menu()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, named.Program);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await visit.ExpectAsync("Overview");
    }

    [Fact]
    public async Task Domains_are_found_by_a_part_of_their_name_and_by_their_provider()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, named.Program);
        await visit.GoAsync("domains", "Domains");
        await visit.Field("Part of the name").FillAsync("half");
        await visit.PressAsync("Search");
        await visit.ExpectTextAsync("1 domain.");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = SeededProgram.WithoutOutgoing }).ClickAsync();
        await visit.ExpectAsync(SeededProgram.WithoutOutgoing);
        await visit.Page.GoBackAsync();
        await visit.ExpectTextAsync("1 domain.");
        await Assertions.Expect(visit.Field("Part of the name")).ToHaveValueAsync("half");
        await visit.Field("Part of the name").FillAsync("");
        await visit.Field("Provider").FillAsync("Tenant & Sons <mail>");
        await visit.PressAsync("Search");
        await visit.ExpectTextAsync("3 domains.");
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task A_provider_is_shown_with_its_domains()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, named.Program);
        await visit.GoAsync("providers", "Providers");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Tenant & Sons <mail>", Exact = true }).ClickAsync();
        await visit.ExpectAsync("Tenant & Sons <mail>");
        await visit.ExpectTextAsync($"imap.{SeededProgram.Tenant}");
        await visit.ExpectTextAsync(SeededProgram.InternationalAscii);
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task What_mail_apps_are_told_is_shown_for_an_address()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, named.Program);
        await visit.GoAsync("domains/example.com/preview", "example.com: Preview");
        await visit.Field("E-mail address").FillAsync("ada@example.com");
        await visit.PressAsync("Show");
        ILocator answers = visit.Page.Locator("details.answer");
        await Assertions.Expect(answers.Filter(new() { HasText = "emailaddress=" }).First).ToBeAttachedAsync();
        foreach (ILocator answer in await answers.AllAsync())
            await answer.Locator("summary").ClickAsync();
        await visit.ExpectTextAsync("<LoginName>ada@example.com</LoginName>");
        await visit.AssertAccessibleAsync("preview-open");
        await visit.Field("E-mail address").FillAsync("nonsense");
        await visit.PressAsync("Show");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        visit.AssertQuietAndSecret();
    }
}
