using System.Text.RegularExpressions;
using ApiGen.Explorer.Hosting;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ApiGen.Explorer.Tests.Support;

/// <summary>A page of an explorer in the browser. At its end no request may have left the explorer, and nothing may have failed in the page.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    // Machines at load 20 are slow, and a test does not decide by the clock.
    private const float Patience = 180_000;

    private readonly ExplorerServer _server;
    private readonly IBrowserContext _context;
    private readonly List<string> _strays = [];
    private readonly List<string> _faults = [];

    private BrowserPage(ExplorerServer server, IBrowserContext context, IPage page)
    {
        _server = server;
        _context = context;
        Page = page;
        Assertions.SetDefaultExpectTimeout(Patience);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(server.Address.ToString(), StringComparison.Ordinal))
            {
                _strays.Add(request.Url);
            }
        };
        page.PageError += (_, error) => _faults.Add(error);
        page.Console += (_, message) =>
        {
            // The browser tells of every request that is refused, too, which a test may ask for.
            if (message.Type == "error" && !message.Location.StartsWith(server.Address + Refused, StringComparison.Ordinal))
            {
                _faults.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>How the address begins that the explorer is meant to refuse.</summary>
    public string Refused { get; set; } = "nowhere";

    /// <summary>Opens an explorer's page; skips the test where there is no browser.</summary>
    public static async Task<BrowserPage> OpenAsync(Chromium chromium, ExplorerServer server, string path, int width = 1280, int height = 860, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(Chromium.Unavailable is not null, Chromium.Unavailable ?? "");
        IBrowserContext context = await chromium.OpenAsync(width, height, scheme);
        context.SetDefaultTimeout(Patience);
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        BrowserPage page = new(server, context, await context.NewPageAsync());
        await page.GoAsync(path);
        return page;
    }

    /// <summary>Goes to another page of the explorer, and waits until its form, if it has one, is there.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(_server.Address.ToString().TrimEnd('/') + path);
        await ReadyAsync(path);
    }

    /// <summary>Waits until the page itself went to an address that ends so, and its form, if it has one, is there.</summary>
    public async Task ArrivesAsync(string path)
    {
        // Asked again and again, since the wait for an address can miss a page that is loaded as soon as it is there.
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "$"));
        await ReadyAsync(path);
    }

    private async Task ReadyAsync(string path)
    {
        await Page.WaitForSelectorAsync("html[data-search=ready]");
        if (path.Contains("/actions/", StringComparison.Ordinal))
        {
            await Page.WaitForSelectorAsync("#desk[data-ready]");
            await Page.WaitForSelectorAsync("#fits:not(:empty)");
        }
    }

    /// <summary>Presses the button that sends, and waits until everything is back.</summary>
    public async Task SendAsync()
    {
        string before = await Page.GetAttributeAsync("#outcome", "data-done") ?? "0";
        await Page.ClickAsync("#send");
        await Page.WaitForFunctionAsync("before => (document.getElementById('outcome').dataset.done ?? '0') !== before", before);
    }

    /// <summary>Presses keys, lets the last one repeat until and after something has come of it, and lets go.</summary>
    public async Task HoldAsync(string keys, Func<Task> effect)
    {
        string[] parts = keys.Split('+');
        foreach (string key in (string[])[.. parts, parts[^1]])
        {
            await Page.Keyboard.DownAsync(key);
        }

        await effect();
        for (int i = 0; i < 5; i++)
        {
            await Page.Keyboard.DownAsync(parts[^1]);
        }

        foreach (string key in parts)
        {
            await Page.Keyboard.UpAsync(key);
        }
    }

    /// <summary>What is wrong with the page for people who need help to read it: serious things only.</summary>
    public async Task<string[]> SeriousFaultsAsync()
    {
        Deque.AxeCore.Commons.AxeResult result = await Page.RunAxe();
        return
        [
            .. result.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Take(5).Select(node => node.Html))}"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Equal([], _strays);
        Assert.Equal([], _faults);
    }
}
