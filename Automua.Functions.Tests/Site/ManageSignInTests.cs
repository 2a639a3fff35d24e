using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>How administrators get into their page, and out of it.</summary>
public sealed class ManageSignInTests(Chromium chromium, SampleProgram sample) : IClassFixture<Chromium>, IClassFixture<SampleProgram>
{
    private const string Wrong = "wrong-key-0123456789";

    [Fact]
    public async Task A_wrong_key_is_told_beside_the_field_and_the_right_one_lets_in()
    {
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, sample.Program);
        await visit.ShowKeyAsync(Wrong);
        await visit.ExpectTextAsync("Administration key is wrong.");
        await Assertions.Expect(visit.Key).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(visit.Key).ToBeFocusedAsync();
        await visit.ShowKeyAsync("schlüssel-0123456789");
        await visit.ExpectTextAsync("must be visible ASCII characters");
        await visit.ShowKeyAsync(AutomuaProgram.AdminKey);
        await visit.ExpectAsync("Overview");
        await visit.ExpectTextAsync("SQLite");
        visit.AssertQuietAndSecret();
        visit.AssertInNoUrl(Wrong);
    }

    [Fact]
    public async Task The_field_is_one_that_password_managers_fill()
    {
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, sample.Program);
        await Assertions.Expect(visit.Key).ToHaveAttributeAsync("type", "password");
        await Assertions.Expect(visit.Key).ToHaveAttributeAsync("autocomplete", "current-password");
        await Assertions.Expect(visit.Key).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_reload_keeps_the_administrator_and_another_window_does_not_have_it()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, sample.Program);
        await visit.GoAsync("export", "Export");
        await visit.Page.ReloadAsync();
        await visit.ExpectAsync("Export");
        await using ManageVisit other = await ManageVisit.OpenAsync(chromium, sample.Program);
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task Signing_out_forgets_the_key()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, sample.Program);
        await visit.PressAsync("Sign out");
        await visit.ExpectAsync("Sign in");
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("sessionStorage.length + localStorage.length"));
        await visit.Page.ReloadAsync();
        await visit.ExpectAsync("Sign in");
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Navigation).CountAsync());
    }

    [Fact]
    public async Task A_key_that_is_no_longer_right_leads_back_with_the_reason_and_then_to_where_one_was()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, sample.Program);
        await visit.GoAsync("purge", "Purge");
        await visit.Page.EvaluateAsync($"sessionStorage.setItem('automua-credential', '{Wrong}')");
        await visit.Page.ReloadAsync();
        await visit.ExpectTextAsync("You were signed out.");
        await visit.AssertAccessibleAsync("signed-out");
        await visit.ShowKeyAsync(AutomuaProgram.AdminKey);
        await visit.ExpectAsync("Purge");
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task Who_guesses_is_told_how_long_to_wait()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, program);
        ILocator told = visit.Page.GetByText("There were too many wrong credentials from your address.");
        ILocator button = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true });
        int status;
        do
        {
            IResponse answer = await visit.Page.RunAndWaitForResponseAsync(
                () => visit.ShowKeyAsync(Wrong), response => response.Url.EndsWith("/manage/v1/status", StringComparison.Ordinal));
            status = answer.Status;
            Assert.Contains(status, (int[])[401, 429]);
            if (status == 401)
                await Assertions.Expect(button).ToBeEnabledAsync();
        }
        while (status != 429);
        await Assertions.Expect(told).ToContainTextAsync("second");
        await Assertions.Expect(button).ToBeDisabledAsync();
        await Assertions.Expect(button).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await visit.ShowKeyAsync(AutomuaProgram.AdminKey);
        await visit.ExpectAsync("Overview");
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task Where_administration_is_off_the_page_says_how_to_turn_it_on()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_ADMIN_KEY"] = null, ["AUTOMUA_LISTEN"] = "0.0.0.0:0" });
        UriBuilder address = new(program.BaseAddress) { Host = "127.0.0.1", Path = "/manage" };
        await using Visit visit = await chromium.OpenAsync(program, 1280, ColorScheme.Light);
        await visit.Page.GotoAsync(address.ToString());
        await visit.Page.GetByLabel("Administration key").FillAsync(Wrong);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Administration is off. Set admin_key");
        visit.AssertQuietConsole();
    }

    [Fact]
    public async Task Without_scripts_there_is_a_word_on_other_ways()
    {
        await using Visit visit = await chromium.OpenAsync(sample.Program, 320, ColorScheme.Light, runsScripts: false);
        await visit.Page.GotoAsync("/manage");
        Assert.True(await visit.Page.Locator("noscript pre").IsVisibleAsync());
        visit.AssertQuietConsole();
    }
}
