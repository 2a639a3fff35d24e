using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>The people's page in a real browser.</summary>
public sealed class BrowserTests(Chromium chromium, SeededProgram seeded) : IClassFixture<Chromium>, IClassFixture<SeededProgram>
{
    public static TheoryData<int, ColorScheme> Views => new()
    {
        { 320, ColorScheme.Light },
        { 320, ColorScheme.Dark },
        { 1280, ColorScheme.Light },
        { 1280, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_known_address_leads_to_its_settings(int width, ColorScheme scheme)
    {
        await using Visit visit = await chromium.OpenAsync(seeded.Program, width, scheme);
        await visit.Page.GotoAsync("/");
        await visit.AssertAccessibleAsync("first");
        Assert.Equal(200, await visit.AskAsync("user@example.com"));
        await visit.AssertAccessibleAsync("known");
        Assert.DoesNotContain("user", visit.Page.Url, StringComparison.Ordinal);
        Assert.Equal("Set up user@example.com", await visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync());
        visit.AssertQuietConsole();
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task An_unknown_and_a_malformed_address_lead_back_to_the_form(int width, ColorScheme scheme)
    {
        await using Visit visit = await chromium.OpenAsync(seeded.Program, width, scheme);
        await visit.Page.GotoAsync("/");
        Assert.Equal(404, await visit.AskAsync("user@unknown.example"));
        await visit.AssertAccessibleAsync("unknown");
        Assert.Equal("user@unknown.example", await visit.Page.GetByRole(AriaRole.Textbox).InputValueAsync());
        Assert.Equal(400, await visit.AskAsync("nonsense"));
        await visit.AssertAccessibleAsync("malformed");
        Assert.Contains("not an e-mail address", await visit.Page.Locator("#problem").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(200, await visit.AskAsync("user@example.com"));
        visit.AssertQuietConsole();
    }

    [Fact]
    public async Task The_button_loads_the_profile()
    {
        await using Visit visit = await SettingsAsync();
        IDownload download = await visit.Page.RunAndWaitForDownloadAsync(
            () => visit.Page.GetByRole(AriaRole.Link, new() { Name = "Get the profile" }).ClickAsync());
        Assert.Equal("example.com.mobileconfig", download.SuggestedFilename);
        Assert.StartsWith("<?xml", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        visit.AssertQuietConsole();
    }

    [Fact]
    public async Task A_camera_reads_where_the_profile_is()
    {
        await using Visit visit = await SettingsAsync(ColorScheme.Dark);
        string picture = Path.Combine(Repository.Root, "artifacts", "screenshots", "code.png");
        await visit.Page.Locator("svg.code").ScreenshotAsync(new LocatorScreenshotOptions { Path = picture });
        Assert.Equal(
            $"{seeded.Program.BaseAddress}mobileconfig?emailaddress=user%40example.com",
            (await Tool.SucceedAsync("zbarimg", "--nodbus", "--quiet", "--raw", picture)).Trim());
    }

    [Fact]
    public async Task A_button_copies_a_value_and_says_so()
    {
        await using Visit visit = await SettingsAsync();
        string? value = await visit.Page.Locator("dd > code").First.TextContentAsync();
        await visit.Page.Locator(".copy").First.ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync($"Copied: {value}");
        Assert.Equal(value, await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        visit.AssertQuietConsole();
    }

    [Fact]
    public async Task Without_scripts_all_but_the_copying_works()
    {
        await using Visit visit = await chromium.OpenAsync(seeded.Program, 320, ColorScheme.Light, runsScripts: false);
        await visit.Page.GotoAsync("/");
        Assert.Equal(200, await visit.AskAsync("user@example.com"));
        Assert.Equal(0, await visit.Page.Locator(".copy").CountAsync());
        Assert.True(await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Get the profile" }).IsVisibleAsync());
        Assert.True(await visit.Page.Locator("dd > code").First.IsVisibleAsync());
        visit.AssertQuietConsole();
    }

    [Theory]
    [InlineData("de", "user@example.com einrichten")]
    [InlineData("fr", "Configurer user@example.com")]
    public async Task Other_languages_are_as_accessible(string language, string heading)
    {
        await using Visit visit = await chromium.OpenAsync(seeded.Program, 320, ColorScheme.Light, language: language);
        await visit.Page.GotoAsync("/");
        Assert.Equal(200, await visit.AskAsync("user@example.com"));
        Assert.Equal(heading, await visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync());
        await visit.AssertAccessibleAsync("known");
    }

    private async Task<Visit> SettingsAsync(ColorScheme scheme = ColorScheme.Light)
    {
        Visit visit = await chromium.OpenAsync(seeded.Program, 1280, scheme);
        await visit.Page.GotoAsync("/");
        Assert.Equal(200, await visit.AskAsync("user@example.com"));
        return visit;
    }
}
