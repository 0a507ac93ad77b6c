using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;

namespace ApiGen.Explorer.Tests.Pages;

/// <summary>Every page in both themes and on a phone: nothing serious for axe, nothing wider than the window; and the pictures of the documentation.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    // The quick form visits them in one of the windows.
    private static readonly string[] Others = ["/", "/services/tcsas/2025-01-06", "/services/tcsas/2025-01-06/types/MNPI18NSyncDto", "/journal", "/nowhere"];

    private const string CreateMNP = "/services/tcsas/2025-01-06/actions/CreateMNP";

    [Theory]
    [InlineData("light", 1280, 860, ColorScheme.Light)]
    [InlineData("dark", 1280, 860, ColorScheme.Dark)]
    [InlineData("phone", 360, 780, ColorScheme.Light)]
    public async Task No_page_has_a_serious_fault_or_is_wider_than_its_window(string name, int width, int height, ColorScheme scheme)
    {
        await using ExplorerServer server = await Lab.StartAsync(ApiExplorerSpecs.Bundled());
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, CreateMNP, width, height, scheme);
        IPage page = browser.Page;

        await page.FillAsync("#form input >> nth=1", "shop");
        await browser.SendAsync();
        await CheckAsync(browser, "action");
        await page.Locator(width < 500 ? "#outcome" : "#try").EvaluateAsync("element => element.scrollIntoView({ block: 'start' })");
        await Screenshots.TakeAsync(page, name);

        await page.FillAsync("#search", "invalid name");
        await page.WaitForSelectorAsync("#hits li");
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await CheckAsync(browser, "search");
        if (scheme == ColorScheme.Dark)
        {
            await Screenshots.TakeAsync(page, "search");
        }

        foreach (string path in FullRun.IsWanted || name == "light" ? Others : [])
        {
            await browser.GoAsync(path);
            if (path == "/journal")
            {
                await page.WaitForSelectorAsync("#calls tr");
            }

            await CheckAsync(browser, path);
        }
    }

    [Fact]
    public async Task The_theme_can_be_chosen_and_stays()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/");
        IPage page = browser.Page;
        string light = await BackgroundAsync(page);

        await page.ClickAsync("#theme");
        await page.ClickAsync("#theme");
        string dark = await BackgroundAsync(page);
        await browser.GoAsync("/journal");

        Assert.NotEqual(light, dark);
        Assert.Equal(dark, await BackgroundAsync(page));
        Assert.Equal("Theme: dark", await page.InnerTextAsync("#theme"));
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");

    private static async Task CheckAsync(BrowserPage browser, string place)
    {
        Assert.Equal((place, 0), (place, await browser.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)")));
        string[] faults = await browser.SeriousFaultsAsync();
        Assert.True(faults.Length == 0, $"{place}: {string.Join("\n", faults)}");
    }
}
