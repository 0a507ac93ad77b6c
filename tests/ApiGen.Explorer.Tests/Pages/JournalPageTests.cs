using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Pages;

public sealed class JournalPageTests(Chromium chromium)
{
    [Fact]
    [Long]
    public async Task Calls_of_any_program_appear_as_they_arrive_with_the_reason_of_a_refusal_and_can_be_filtered()
    {
        await using ExplorerServer server = await Lab.StartAsync(Lab.Read(Lab.Spec.Replace("Store:", "Store:\n    unsigned: true", StringComparison.Ordinal)));
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/journal");
        IPage page = browser.Page;
        await Expect(page.Locator("#state")).ToHaveTextAsync("live");
        Uri gateway = (await server.Site.GatewayAsync()).Emulator.Endpoint;
        await Expect(page.Locator("#gateway")).ToHaveTextAsync(gateway.ToString());

        using HttpClient stranger = new();
        using HttpRequestMessage unsigned = new(HttpMethod.Post, gateway) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Headers = { { "X-TC-Action", "Weigh" }, { "X-TC-Version", Lab.Version } } };
        (await stranger.SendAsync(unsigned, TestContext.Current.CancellationToken)).Dispose();
        await Expect(page.Locator("#calls tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("#calls tr")).ToContainTextAsync("AuthFailure.InvalidAuthorization");
        await Expect(page.Locator("#calls tr")).ToContainTextAsync("The Authorization header is missing.");

        IPage other = await page.Context.NewPageAsync();
        await other.GotoAsync(server.Address + "services/lab/2026-01-01/actions/Watch");
        await other.WaitForSelectorAsync("#fits[data-fits=true]");
        await other.ClickAsync("#send");
        await Expect(page.Locator("#calls tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("#calls tr >> nth=0")).ToContainTextAsync("Watch");
        await Expect(page.Locator("#calls tr >> nth=0 >> .mark.good")).ToHaveTextAsync("accepted");

        await page.CheckAsync("#refused");
        await Expect(page.Locator("#calls tr:visible")).ToHaveCountAsync(1);
        await page.FillAsync("#filter", "watch");
        await Expect(page.Locator("#calls tr:visible")).ToHaveCountAsync(0);
        await Expect(page.Locator("#none")).ToHaveTextAsync("None of 2 calls matches.");
        await page.FillAsync("#filter", "");
        await Expect(page.Locator("#none")).ToBeHiddenAsync();

        // Of the first call nobody knows who sent it; the last one needs no account.
        await Expect(page.Locator("#calls tr:visible >> nth=0")).ToContainTextAsync("not known");
        await page.UncheckAsync("#refused");
        await other.GotoAsync(server.Address + "services/lab/2026-01-01/actions/Store");
        await other.WaitForSelectorAsync("#fits[data-fits=true]");
        await other.GetByLabel("Raw body from a file", new() { Exact = true }).WaitForAsync();
        await other.ClickAsync("#send");
        await Expect(page.Locator("#calls tr >> nth=0")).ToContainTextAsync("none: the action takes no signature");
    }

    // Another explorer at the same address counts from 1 again.
    [Fact]
    public async Task A_page_that_stays_open_shows_all_calls_of_an_explorer_that_was_started_anew_and_none_of_the_old_one()
    {
        ExplorerServer old = await Lab.StartAsync();
        int port = old.Address.Port;
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, old, "/journal");
        IPage page = browser.Page;
        await CallAsync(old, "Old");
        await Expect(page.Locator("#calls tr")).ToHaveCountAsync(1);
        await old.DisposeAsync();

        await using ExplorerServer anew = await ExplorerServer.StartAsync(new ApiExplorerOptions { Specs = Lab.Specs }, System.Net.IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        foreach (string action in new[] { "First", "Second", "Third" })
        {
            await CallAsync(anew, action);
        }

        await Expect(page.Locator("#calls td[data-label=Action]")).ToHaveTextAsync(["Third", "Second", "First"], new() { Timeout = 15_000 });

        static async Task CallAsync(ExplorerServer server, string action)
        {
            using HttpClient http = new();
            using HttpRequestMessage request = new(HttpMethod.Post, (await server.Site.GatewayAsync()).Emulator.Endpoint) { Headers = { { "X-TC-Action", action }, { "X-TC-Version", Lab.Version } } };
            (await http.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
        }
    }

    // Browsers have six connections for all tabs of a host.
    [Fact]
    [Long]
    public async Task A_page_that_nobody_sees_gives_its_connection_back_and_misses_nothing()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/journal");
        List<IPage> tabs = [browser.Page];
        for (int i = 1; i < 8; i++)
        {
            await ShowAsync(tabs[^1], "hidden");
            await Expect(tabs[^1].Locator("#state")).ToHaveTextAsync("waits until the page is seen");
            tabs.Add(await browser.Page.Context.NewPageAsync());
            await tabs[^1].GotoAsync(server.Address + "journal");
            await Expect(tabs[^1].Locator("#state")).ToHaveTextAsync("live");
        }

        Uri gateway = (await server.Site.GatewayAsync()).Emulator.Endpoint;
        using HttpClient caller = new();
        (await caller.PostAsync(gateway, null, TestContext.Current.CancellationToken)).Dispose();
        await Expect(tabs[^1].Locator("#calls tr")).ToHaveCountAsync(1);
        await Expect(tabs[0].Locator("#calls tr")).ToHaveCountAsync(0);
        for (int i = 0; i < 2; i++)
        {
            await ShowAsync(tabs[0], "visible");
            await Expect(tabs[0].Locator("#state")).ToHaveTextAsync("live");
            await Expect(tabs[0].Locator("#calls tr")).ToHaveCountAsync(1 + i);
            await ShowAsync(tabs[0], "hidden");
            (await caller.PostAsync(gateway, null, TestContext.Current.CancellationToken)).Dispose();
        }

        static Task ShowAsync(IPage page, string state) => page.EvaluateAsync(
            "state => { Object.defineProperty(document, 'visibilityState', { value: state, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", state);
    }
}
