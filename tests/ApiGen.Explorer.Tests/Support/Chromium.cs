using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ApiGen.Explorer.Tests.Support.Chromium))]

namespace ApiGen.Explorer.Tests.Support;

/// <summary>One browser for all tests, started when the first one needs it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // It talks to the pages of the tests and to nobody else.
    private static readonly string[] Quietly =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP *.explorer.test 127.0.0.1",
    ];

    private readonly SemaphoreSlim _gate = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why no browser can be used here; null when one can.</summary>
    public static string? Unavailable => Path is null ? $"There is no Chromium at {string.Join(", ", Places)}; .ci/run installs it." : null;

    private static string? Path { get; } = Places.FirstOrDefault(File.Exists);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A window of its own, without what others have stored.</summary>
    internal async Task<IBrowserContext> OpenAsync(int width, int height, ColorScheme scheme, bool ignoresCertificates = false)
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Quietly, Timeout = 180_000 });
        }
        finally
        {
            _gate.Release();
        }

        return await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
            IgnoreHTTPSErrors = ignoresCertificates,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _gate.Dispose();
    }
}
