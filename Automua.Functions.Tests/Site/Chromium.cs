using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>A real browser, Debian's Chromium, and a program with data for it to visit.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal AutomuaProgram Program { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Program = await AutomuaProgram.StartAsync();
        await SeededProgram.StoreAsync(Program);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Tool.PathOf("chromium"), Headless = true, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Program.DisposeAsync();
    }

    /// <summary>A window without any history.</summary>
    internal async Task<Visit> OpenAsync(int width, ColorScheme scheme, bool runsScripts = true, string language = "en")
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Program.BaseAddress.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = scheme,
            JavaScriptEnabled = runsScripts,
            Locale = language,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        return new Visit(context, await context.NewPageAsync(), $"{language}-{width}-{scheme.ToString().ToLowerInvariant()}");
    }
}
