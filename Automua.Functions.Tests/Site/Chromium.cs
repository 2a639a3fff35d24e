using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>A real browser: Debian's Chromium.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Milliseconds.
    private const float Patience = 30_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Tool.PathOf("chromium"), Headless = true, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window without any history.</summary>
    /// <param name="program">Where its addresses without a host lead.</param>
    /// <param name="width">Its width in CSS pixels.</param>
    /// <param name="scheme">Whether its user likes light or dark pages.</param>
    /// <param name="runsScripts">Whether it runs scripts.</param>
    /// <param name="language">What its user reads.</param>
    internal async Task<Visit> OpenAsync(
        AutomuaProgram program, int width, ColorScheme scheme, bool runsScripts = true, string language = "en")
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = program.BaseAddress.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = scheme,
            JavaScriptEnabled = runsScripts,
            Locale = language,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        return new Visit(context, await context.NewPageAsync(), $"{language}-{width}-{scheme.ToString().ToLowerInvariant()}");
    }
}
