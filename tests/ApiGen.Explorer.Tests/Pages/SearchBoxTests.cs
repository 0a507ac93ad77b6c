using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Pages;

public sealed class SearchBoxTests(Chromium chromium)
{
    [Fact]
    [Long]
    public async Task The_keyboard_alone_finds_an_action_and_a_member()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/");
        IPage page = browser.Page;

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("weigh");
        await Expect(page.Locator("#hits[aria-busy]")).ToHaveCountAsync(0);
        await Expect(page.Locator("#hits li >> nth=0")).ToContainTextAsync("Weigh");
        await Expect(page.Locator("#hits li >> nth=1")).ToContainTextAsync("Weight");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#hits li[aria-selected=true]")).ToContainTextAsync("Weight");
        await page.Keyboard.PressAsync("Enter");
        await browser.ArrivesAsync("/types/Sample#member.Weight");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("scalesbroken");
        await Expect(page.Locator("#hits li >> nth=0")).ToContainTextAsync("error");
        await page.Keyboard.PressAsync("Enter");
        await browser.ArrivesAsync("/actions/Weigh#error.FailedOperation.ScalesBroken");
    }

    // Who types fast presses Enter before the last key's response is there, which is the one that counts.
    [Fact]
    [Long]
    public async Task Enter_waits_for_what_the_last_key_finds_and_ArrowUp_goes_from_the_first_to_the_last()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/");
        IPage page = browser.Page;
        TaskCompletionSource held = new();
        await page.FillAsync("#search", "w");
        await Expect(page.Locator("#hits li >> nth=1")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Locator("#hits li >> nth=-1")).ToHaveAttributeAsync("aria-selected", "true");

        await page.RouteAsync("**/search?*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.FillAsync("#search", "watch");
        await page.Keyboard.PressAsync("Enter");
        held.SetResult();

        await browser.ArrivesAsync("/actions/Watch");
    }

    [Fact]
    [Long]
    public async Task The_list_closes_when_the_keyboard_leaves_it_and_Escape_closes_it_from_within()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/");
        IPage page = browser.Page;

        await page.FillAsync("#search", "weigh");
        await Expect(page.Locator("#found")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#found")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#found")).ToBeHiddenAsync();
        await Expect(page.Locator("#search")).ToBeFocusedAsync();

        await page.FillAsync("#search", "weig");
        await Expect(page.Locator("#found")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#found")).ToBeHiddenAsync();
        Assert.Equal("A", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));
    }

    // Both ways in which browsers tell of it: Chromium and Firefox before the end of the composition, Safari behind it.
    [Theory]
    [InlineData("{ key: 'Enter', isComposing: true }")]
    [InlineData("{ key: 'Enter', keyCode: 229 }")]
    [InlineData("{ key: 'ArrowDown', isComposing: true }")]
    [Long]
    public async Task Keys_that_put_a_word_together_choose_nothing(string key)
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/");
        IPage page = browser.Page;

        await page.FillAsync("#search", "weigh");
        await Expect(page.Locator("#hits li >> nth=0")).ToHaveAttributeAsync("aria-selected", "true");
        bool isLeft = await page.EvaluateAsync<bool>($"() => !document.getElementById('search').dispatchEvent(new KeyboardEvent('keydown', {{ bubbles: true, cancelable: true, ...{key} }}))");

        Assert.False(isLeft);
        await Expect(page.Locator("#hits li >> nth=0")).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(server.Address.ToString(), page.Url);
    }
}
