using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Pages;

public sealed class SearchBoxTests(Chromium chromium)
{
    [Fact]
    public async Task The_keyboard_alone_finds_an_action_and_a_member()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/");
        IPage page = browser.Page;

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("weigh");
        await Expect(page.Locator("#hits li >> nth=0")).ToContainTextAsync("Weigh");
        await Expect(page.Locator("#hits li >> nth=1")).ToContainTextAsync("Weight");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#hits li[aria-selected=true]")).ToContainTextAsync("Weight");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.EndsWith("/types/Sample#member.Weight", StringComparison.Ordinal));

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("scalesbroken");
        await Expect(page.Locator("#hits li >> nth=0")).ToContainTextAsync("error");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.EndsWith("/actions/Weigh#error.FailedOperation.ScalesBroken", StringComparison.Ordinal));
        await page.WaitForSelectorAsync("#fits:not(:empty)");
    }
}
