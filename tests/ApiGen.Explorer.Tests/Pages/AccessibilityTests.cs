using ApiGen.Explorer.Hosting;
using ApiGen.Runtime;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Pages;

/// <summary>Every page in both themes and on a phone: nothing serious for axe, nothing wider than the window; and the pictures of the documentation.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    // The quick form visits them in one of the windows.
    private static readonly string[] Others = ["/", "/services/tcsas/2025-01-06", "/services/tcsas/2025-01-06/types/MNPI18NSyncDto", "/journal", "/nowhere"];

    // The colours of the style sheet.
    private const string Day = "rgb(248, 248, 246)";
    private const string Night = "rgb(20, 23, 28)";

    private const string CreateMNP = "/services/tcsas/2025-01-06/actions/CreateMNP";

    [Theory]
    [InlineData("light", 1280, 860, ColorScheme.Light)]
    [InlineData("dark", 1280, 860, ColorScheme.Dark)]
    [InlineData("phone", 360, 780, ColorScheme.Light)]
    [InlineData("", 2560, 1440, ColorScheme.Dark)]
    [Long]
    public async Task No_page_has_a_serious_fault_or_is_wider_than_its_window(string name, int width, int height, ColorScheme scheme)
    {
        await using ExplorerServer server = await Lab.StartAsync(ApiExplorerSpecs.Bundled());
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, CreateMNP, width, height, scheme);
        IPage page = browser.Page;

        await page.FillAsync("#form input >> nth=1", "shop");
        await browser.SendAsync();
        await CheckAsync(browser, "action");
        await page.Locator(width < 500 ? "#outcome" : "#try").EvaluateAsync("element => element.scrollIntoView({ block: 'start' })");
        if (name.Length > 0)
        {
            await Screenshots.TakeAsync(page, name);
        }

        await page.FillAsync("#search", "invalid name");
        await page.WaitForSelectorAsync("#hits li");
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await CheckAsync(browser, "search");
        if (name == "dark")
        {
            await Screenshots.TakeAsync(page, "search");
        }

        foreach (string path in Others)
        {
            await browser.GoAsync(path);
            if (path == "/journal")
            {
                await page.WaitForSelectorAsync("#calls tr");
            }

            await CheckAsync(browser, path);
        }
    }

    /// <summary>Names, titles, values and codes of hundred letters without a place to break, in every kind of page.</summary>
    private static readonly string LongNames = Lab.Spec.Replace("Weigh:", new string('W', 100) + ":", StringComparison.Ordinal).Replace("Sample", new string('S', 100), StringComparison.Ordinal)
        .Replace("Two samples", new string('t', 100), StringComparison.Ordinal).Replace("Fast", new string('F', 100), StringComparison.Ordinal)
        .Replace("ScalesBroken", new string('B', 100), StringComparison.Ordinal).Replace("Serial", new string('N', 100), StringComparison.Ordinal);

    [Fact]
    [Long]
    public async Task Nothing_on_any_page_is_wider_than_a_phone()
    {
        List<string> faults = [];
        foreach (ApiExplorerSpecs specs in new[] { Lab.Read(LongNames), ApiExplorerSpecs.Bundled() })
        {
            await using ExplorerServer server = await Lab.StartAsync(specs);
            await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/", 360, 780);
            foreach (string path in specs.Services.SelectMany(service => PathsOf(service, new Links(""))).Append("/"))
            {
                await browser.GoAsync(path);
                faults.AddRange((await browser.Page.EvaluateAsync<string[]>(Wider)).Select(element => $"{path}: {element}"));
            }
        }

        Assert.Equal([], faults);
    }

    // What can be scrolled sideways is no fault; what is cut is one, though the page itself stays narrow.
    private const string Wider = """
        () => {
          document.querySelectorAll('li').forEach(element => { element.style.contentVisibility = 'visible'; });
          document.querySelectorAll('details').forEach(element => { element.open = true; });
          const scrolls = element => element && (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
          return [...document.querySelectorAll('main *, header *')]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element.parentElement))
            .slice(0, 3)
            .map(element => `${element.tagName} ${element.className} ${element.getBoundingClientRect().right} ${(element.textContent ?? '').slice(0, 60)}`);
        }
        """;

    // The quick form visits the pages with the longest names of a service.
    private static IEnumerable<string> PathsOf(Specs.Model.ServiceModel service, Links links) =>
    [
        links.Service(service),
        .. service.Actions.Select(action => links.Action(service, action.Name)),
        .. service.Types.Select(type => links.Type(service, type.Name)),
    ];

    // A word that has to break in a cell makes a column that nobody can read, though nothing is wider than the page.
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(769)]
    [InlineData(1280)]
    [Long]
    public async Task No_word_breaks_in_a_table_and_nothing_of_it_has_to_be_scrolled_to_on_a_phone(int width)
    {
        await using ExplorerServer server = await Lab.StartAsync(ApiExplorerSpecs.Bundled());
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/tcsas/2025-01-06/actions/DescribeMNP", width, 780);
        IPage page = browser.Page;
        foreach (int step in new[] { 1, 3, 5 })
        {
            string text = await page.Locator($"#steps pre >> nth={step}").InnerTextAsync();
            foreach (string pasted in new[] { text, text.Replace("content-type", "Content-Type", StringComparison.Ordinal).Replace("TC3-", "TC4-", StringComparison.Ordinal) })
            {
                await page.FillAsync("#pasted", pasted);
                await page.ClickAsync("#explain");
                await page.WaitForSelectorAsync("#verdict td");
                Assert.Empty(await page.EvaluateAsync<string[]>(Broken));
            }
        }

        using HttpClient stranger = new();
        foreach (string action in new[] { "DescribeMNP", new string('A', 200) })
        {
            using HttpRequestMessage request = new(HttpMethod.Post, (await server.Site.GatewayAsync()).Emulator.Endpoint) { Content = new StringContent("{}"), Headers = { { "X-TC-Action", action } } };
            (await stranger.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
        }

        await browser.SendAsync();
        await browser.GoAsync("/journal");
        await page.WaitForSelectorAsync("#calls tr >> nth=2");
        Assert.Empty(await page.EvaluateAsync<string[]>(Broken));
        await CheckAsync(browser, "/journal");
    }

    // Words of twenty letters and more, such as hashes and long names, may break.
    private const string Broken = """
        () => {
          const context = document.createElement('canvas').getContext('2d');
          const words = element => [...element.childNodes].flatMap(node => node.nodeType === 3
            ? node.data.split(/[\s\-:;./=,]+/).filter(word => word.length < 20).map(word => ({ word, style: getComputedStyle(node.parentElement) }))
            : node.getClientRects?.().length > 0 ? words(node) : []);
          const widest = element => Math.max(0, ...words(element).map(({ word, style }) => {
            context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
            return context.measureText(word).width;
          }));
          const inner = element => element.clientWidth - Number.parseFloat(getComputedStyle(element).paddingLeft) - Number.parseFloat(getComputedStyle(element).paddingRight);
          const narrow = [...document.querySelectorAll('table th, table td')].filter(cell => cell.getClientRects().length > 0 && inner(cell) + 1 < widest(cell));
          const hidden = innerWidth < 700 ? [...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth + 1) : [];
          return [...narrow, ...hidden].map(element => `${element.tagName} ${element.clientWidth}: ${element.textContent.slice(0, 60)}`);
        }
        """;

    // What comes and goes on a page while somebody works with it.
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    [Long]
    public async Task No_state_of_a_page_has_a_serious_fault(ColorScheme scheme)
    {
        await using ExplorerServer server = await Lab.StartAsync(credentials: new TencentCloudCredential("AKIDlabEXAMPLE", "labKeyEXAMPLE"));
        ApiGen.Emulator.ApiEmulator gateway = (await server.Site.GatewayAsync()).Emulator;
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Weigh", scheme: scheme);
        IPage page = browser.Page;

        await page.CheckAsync("#to-service");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#confirm")).ToBeVisibleAsync();
        await CheckAsync(browser, "the question before the real service");
        await page.GetByText("Do not send").ClickAsync();
        await page.CheckAsync("#to-gateway");

        gateway.Script("Weigh").Fails("FailedOperation.ScalesBroken", "E17");
        await browser.SendAsync();
        await Expect(page.Locator("#outcome .notice")).ToContainTextAsync("E17");
        await CheckAsync(browser, "a failure");

        await page.FillAsync("#times", "30");
        await browser.SendAsync();
        await Expect(page.Locator(".timeline rect")).ToHaveCountAsync(30);
        await CheckAsync(browser, "thirty calls");

        await page.FillAsync("#pasted", (await page.Locator("#steps pre >> nth=1").InnerTextAsync()).Replace("x-tc-action:weigh", "x-tc-action:Weigh", StringComparison.Ordinal));
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#verdict tr.first")).ToBeVisibleAsync();
        await CheckAsync(browser, "an explanation");

        await page.FillAsync("#json", """{ "Samples": [{ "Name": "x" }], "Mod": 1 }""");
        await Expect(page.Locator(".problems")).ToBeVisibleAsync();
        await CheckAsync(browser, "a request that does not fit");

        using HttpClient stranger = new();
        using HttpRequestMessage unsigned = new(HttpMethod.Post, gateway.Endpoint) { Content = new StringContent("{}"), Headers = { { "X-TC-Action", "Weigh" } } };
        (await stranger.SendAsync(unsigned, TestContext.Current.CancellationToken)).Dispose();
        await browser.GoAsync("/journal");
        await Expect(page.Locator("#calls tr")).ToHaveCountAsync(32);
        await CheckAsync(browser, "the journal with a refusal");

        gateway.Script("Watch").RespondsWith(ApiGen.Emulator.ScriptedResponse.EventStream(TimeSpan.FromHours(1), "{\"Note\":\"one\"}", "{\"Note\":\"two\"}"));
        await browser.GoAsync("/services/lab/2026-01-01/actions/Watch");
        await page.ClickAsync("#send");
        await Expect(page.Locator(".events > li")).ToHaveCountAsync(1);
        await CheckAsync(browser, "a stream that goes on");
        await page.ClickAsync("#stop");
    }

    [Theory]
    [InlineData(ColorScheme.Light, Day, "dark", Night)]
    [InlineData(ColorScheme.Dark, Night, "light", Day)]
    public async Task The_theme_is_that_of_the_system_until_another_is_chosen_which_stays(ColorScheme scheme, string background, string chosen, string other)
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/", scheme: scheme);
        IPage page = browser.Page;
        Assert.Equal(background, await BackgroundAsync(page));

        while (await page.InnerTextAsync("#theme") != $"Theme: {chosen}")
        {
            await page.ClickAsync("#theme");
        }

        Assert.Equal(other, await BackgroundAsync(page));
        await browser.GoAsync("/journal");
        Assert.Equal((other, $"Theme: {chosen}"), (await BackgroundAsync(page), await page.InnerTextAsync("#theme")));
    }

    [Fact]
    [Long]
    public async Task The_focus_can_be_seen_and_nothing_moves_for_those_who_want_less_motion()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Weigh");
        IPage page = browser.Page;
        for (int i = 0; i < 30; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal("solid 2px", await page.EvaluateAsync<string>("() => { const style = getComputedStyle(document.activeElement); return `${style.outlineStyle} ${style.outlineWidth}`; }"));
        }

        Assert.Equal(0, await page.EvaluateAsync<int>("() => [...document.querySelectorAll('*')].filter(element => { const style = getComputedStyle(element); return style.transitionDuration !== '0s' || style.animationName !== 'none'; }).length"));
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");

    private static async Task CheckAsync(BrowserPage browser, string place)
    {
        Assert.Equal((place, 0), (place, await browser.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)")));
        string[] faults = await browser.SeriousFaultsAsync();
        Assert.True(faults.Length == 0, $"{place}: {string.Join("\n", faults)}");
    }
}
