using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>An administrator's window: the page <c>/manage</c> of a program.</summary>
internal sealed class ManageVisit : IAsyncDisposable
{
    private readonly AutomuaProgram _program;
    private readonly Visit _visit;

    private ManageVisit(AutomuaProgram program, Visit visit)
    {
        _program = program;
        _visit = visit;
    }

    /// <summary>The window's only tab.</summary>
    public IPage Page => _visit.Page;

    /// <summary>The field for the key.</summary>
    public ILocator Key => Page.GetByLabel("Administration key");

    /// <summary>Opens a window at the page.</summary>
    public static async Task<ManageVisit> OpenAsync(
        Chromium chromium, AutomuaProgram program, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        ManageVisit visit = new(program, await chromium.OpenAsync(program, width, scheme));
        await visit.Page.GotoAsync("/manage");
        await visit.ExpectAsync("Sign in");
        return visit;
    }

    /// <summary>Opens a window whose administrator has signed in with the key.</summary>
    public static async Task<ManageVisit> SignedInAsync(
        Chromium chromium, AutomuaProgram program, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        ManageVisit visit = await OpenAsync(chromium, program, width, scheme);
        await visit.ShowKeyAsync(AutomuaProgram.AdminKey);
        await visit.ExpectAsync("Overview");
        return visit;
    }

    /// <summary>Types a key and sends it by the keyboard.</summary>
    public async Task ShowKeyAsync(string key)
    {
        await Key.FillAsync(key);
        await Key.PressAsync("Enter");
    }

    /// <summary>Goes to a view by its address, and waits until it is there.</summary>
    public async Task GoAsync(string view, string heading)
    {
        await Page.GotoAsync($"/manage#/{view}");
        await ExpectAsync(heading);
    }

    /// <summary>Waits for a view: its heading has the focus, and the title names it.</summary>
    public async Task ExpectAsync(string heading)
    {
        ILocator shown = Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = heading, Exact = true });
        await Assertions.Expect(shown).ToBeVisibleAsync();
        await Assertions.Expect(Page).ToHaveTitleAsync($"{heading} - Automua administration");
    }

    /// <summary>Waits until something is to be read, by eyes and by screen readers.</summary>
    public Task ExpectTextAsync(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Waits until it is said that a domain is saved; that nothing was, is something else.</summary>
    public Task ExpectSavedAsync() => Assertions.Expect(Page.GetByText("Saved.", new() { Exact = true }).First).ToBeVisibleAsync();

    /// <summary>Presses a button.</summary>
    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>The field of a label.</summary>
    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    /// <summary>Holds what is shown against the rules for every page, and leaves a picture of it.</summary>
    public Task AssertAccessibleAsync(string subject) => _visit.AssertAccessibleAsync($"manage-{subject}");

    /// <summary>The console is quiet, and a credential stands in no URL and not in the program's log.</summary>
    public void AssertQuietAndSecret(string credential = AutomuaProgram.AdminKey)
    {
        _visit.AssertQuietConsole();
        _visit.AssertInNoUrl(credential);
        Assert.DoesNotContain(credential, _program.Log.Output + _program.Log.Error, StringComparison.Ordinal);
    }

    /// <summary>No URL that was asked for, and none that the address bar showed, holds a text.</summary>
    public void AssertInNoUrl(string secret) => _visit.AssertInNoUrl(secret);

    public ValueTask DisposeAsync() => _visit.DisposeAsync();
}
