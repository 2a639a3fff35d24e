using System.Collections.Concurrent;
using Automua.Functions.Tests.Running;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>A window of the browser, and what its console says.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _name;
    private readonly ConcurrentQueue<string> _console = [];
    private readonly ConcurrentQueue<string> _requested = [];

    public Visit(IBrowserContext context, IPage page, string name)
    {
        _context = context;
        _name = name;
        Page = page;
        page.Console += (_, message) => _console.Enqueue(message.Text);
        page.Request += (_, request) => _requested.Enqueue(request.Url);
        page.FrameNavigated += (_, frame) => _requested.Enqueue(frame.Url);
        page.PageError += (_, error) => _console.Enqueue(error);
    }

    /// <summary>The window's only tab.</summary>
    public IPage Page { get; }

    /// <summary>
    /// Holds what is shown against the rules for every page: axe finds nothing, nothing reaches beyond the window's edge. Leaves
    /// a picture among the artifacts, for people to look at.
    /// </summary>
    public async Task AssertAccessibleAsync(string subject)
    {
        await Page.ScreenshotAsync(new PageScreenshotOptions
        {
            FullPage = true,
            Path = Path.Combine(Repository.Root, "artifacts", "screenshots", $"{subject}-{_name}.png"),
        });
        AxeResult result = await Page.RunAxe();
        Assert.Empty(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), subject);
    }

    /// <summary>Types an address and sends it by the keyboard alone; says the status of the answer.</summary>
    public async Task<int> AskAsync(string address)
    {
        await Page.GetByRole(AriaRole.Textbox).FillAsync(address);
        // Listens before the key is pressed: who asks for the load state afterwards may be told of the page before, or miss this one's.
        TaskCompletionSource isLoaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Load(object? sender, IPage page) => isLoaded.TrySetResult();
        Page.Load += Load;
        try
        {
            IResponse answer = await Page.RunAndWaitForResponseAsync(
                () => Page.Keyboard.PressAsync("Enter"), response => response.Request.IsNavigationRequest);
            await isLoaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
            return answer.Status;
        }
        finally
        {
            Page.Load -= Load;
        }
    }

    /// <summary>The console has said nothing, but that an answer had the status of an error, which the browser says by itself.</summary>
    public void AssertQuietConsole() =>
        Assert.DoesNotContain(
            _console, line => !line.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal));

    /// <summary>No URL that was asked for, and none that the address bar showed, holds a text.</summary>
    public void AssertInNoUrl(string secret)
    {
        Assert.NotEmpty(_requested);
        Assert.DoesNotContain(_requested, url => Uri.UnescapeDataString(url).Contains(secret, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
