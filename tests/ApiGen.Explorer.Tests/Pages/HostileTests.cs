using System.Net.Sockets;
using System.Text;
using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Pages;

/// <summary>Texts of specs, responses and the journal stay text, and however many there are, the page goes on working.</summary>
public sealed class HostileTests(Chromium chromium)
{
    private const string Attack = "</script><script>window.attacked=1</script><img src=x onerror=window.attacked=1><svg onload=window.attacked=1>{{7*7}}";

    [Fact]
    public async Task Nothing_that_a_spec_a_response_or_a_call_says_is_executed()
    {
        await using ExplorerServer server = await Lab.StartAsync(Lab.Read($$"""
            service: evil
            version: 2026-01-01
            namespace: Example.Evil
            endpoint: evil.example.com
            summary: "{{Attack}}"
            actions:
              Act:
                summary: "{{Attack}}"
                deprecated: "{{Attack}}"
                request:
                  Text: { type: string, values: ["{{Attack}}", b], summary: "{{Attack}}", deprecated: "{{Attack}}" }
                  __proto__: { type: string, summary: A name that means something to browsers. }
                response:
                  Text: { type: string, summary: "{{Attack}}" }
                errors:
                  FailedOperation: "{{Attack}}"
                examples:
                  - title: "{{Attack}}"
                    request: { Text: "{{Attack}}" }
                    response: { Text: "{{Attack}}" }
            """));
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/evil/2026-01-01/actions/Act");
        IPage page = browser.Page;

        await browser.SendAsync();
        await Expect(page.Locator("#outcome .tree")).ToContainTextAsync(Attack);
        await page.FillAsync("#json", """{"<img src=x onerror=window.attacked=1>": 1, "__proto__": "x"}""");
        await Expect(page.Locator("#fits")).ToContainTextAsync("not fit");
        await browser.SendAsync();
        (await server.Site.GatewayAsync()).Emulator.Script("Act").Fails("FailedOperation", Attack);
        await page.FillAsync("#json", "{}");
        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits");
        await browser.SendAsync();
        await Expect(page.Locator("#outcome .meaning")).ToHaveTextAsync(Attack);
        await page.FillAsync("#search", "<img");
        await page.WaitForSelectorAsync("#hits li");
        await HarmlessAsync();

        // Any program may call the gateway, with any bytes that a header can hold.
        Uri gateway = (await server.Site.GatewayAsync()).Emulator.Endpoint;
        using (TcpClient socket = new(gateway.Host, gateway.Port))
        {
            await using NetworkStream stream = socket.GetStream();
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"POST / HTTP/1.1\r\nHost: {gateway.Authority}\r\nConnection: close\r\nContent-Length: 2\r\nContent-Type: application/json\r\nX-TC-Action: {Attack}\r\nX-TC-Region: {Attack}\r\nX-TC-Version: {Attack}\r\nAuthorization: {Attack}\r\n\r\n{{}}"), TestContext.Current.CancellationToken);
            using StreamReader reader = new(stream);
            Assert.Contains("\"Error\"", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await browser.GoAsync("/journal");
        await Expect(page.Locator("#calls")).ToContainTextAsync(Attack);
        await HarmlessAsync();
        await browser.GoAsync("/services/evil/2026-01-01");
        await HarmlessAsync();

        // The page forgets it with each address that it leaves.
        async Task HarmlessAsync()
        {
            Assert.Null(await page.EvaluateAsync<int?>("() => window.attacked ?? null"));
            Assert.Equal(0, await page.Locator(":is(main, #hits) :is(img, svg, script)").CountAsync());
        }
    }

    [Fact]
    [Long]
    public async Task Ten_megabytes_and_five_thousand_members_leave_the_page_responsive()
    {
        const int count = 5_000, length = 8_000_000;
        StringBuilder members = new();
        for (int i = 0; i < count; i++)
        {
            members.Append(System.Globalization.CultureInfo.InvariantCulture, $"      M{i}: {{ type: string, summary: Member {i}. }}\n");
        }

        await using ExplorerServer server = await Lab.StartAsync(Lab.Read($"""
            service: wide
            version: 2026-01-01
            namespace: Example.Wide
            endpoint: wide.example.com
            actions:
              Act:
                request:
            {members}
                response:
                  Text: {"{ type: string }"}
                  List: {"{ type: list<int64> }"}
            """));
        (await server.Site.GatewayAsync()).Emulator.Script("Act").RespondsWith(
            $$"""{"Text":"{{new string('<', length)}}","List":[{{string.Join(',', Enumerable.Range(0, 300_000))}}]}""");
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/wide/2026-01-01/actions/Act");
        IPage page = browser.Page;

        await page.FillAsync("#form input >> nth=0", "x");
        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits the spec; 10 bytes");
        await browser.SendAsync();
        await Expect(page.Locator("#outcome")).ToContainTextAsync("Succeeded");
        await Expect(page.Locator("#outcome")).ToContainTextAsync($"Show more of {length} characters");

        // Only what can be seen was built.
        Assert.InRange(await page.Locator("#outcome *").CountAsync(), 1, 2_000);
        Assert.InRange(await page.Locator("#form *").CountAsync(), 1, 2_000);
        await Expect(page.Locator("#request li[id]")).ToHaveCountAsync(count);
        await page.FillAsync("#search", $"m{count - 1}");
        await Expect(page.Locator("#hits li >> nth=0")).ToContainTextAsync($"M{count - 1}");
    }

    [Fact]
    [Long]
    public async Task A_response_of_five_thousand_members_is_shown_in_parts_each_of_which_can_be_reached()
    {
        const int count = 5_000;
        await using ExplorerServer server = await Lab.StartAsync(Lab.Read($$"""
            service: wide
            version: 2026-01-01
            namespace: Example.Wide
            endpoint: wide.example.com
            actions:
              Act:
                response:
            {{string.Join("\n", Enumerable.Range(0, count).Select(i => $"      M{i}: {{ type: string, summary: Member {i}. }}"))}}
            """));
        (await server.Site.GatewayAsync()).Emulator.Script("Act").RespondsWith($"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"M{i}\":\"v{i}\""))}}}");
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/wide/2026-01-01/actions/Act");
        IPage page = browser.Page;
        await Expect(page.Locator("#response li[id]")).ToHaveCountAsync(count);

        await browser.SendAsync();

        await Expect(page.Locator("#outcome")).ToContainTextAsync("Succeeded");
        Assert.InRange(await page.Locator("#outcome *").CountAsync(), 1, 2_000);
        ILocator more = page.Locator("#outcome .tree li.more button");
        for (int shown = await page.Locator("#outcome .tree li:not(.more)").CountAsync(); await more.CountAsync() > 0;)
        {
            await more.First.ClickAsync();
            int next = await page.Locator("#outcome .tree li:not(.more)").CountAsync();
            Assert.True(next > shown, $"{shown} members stay {next}.");
            shown = next;
        }

        await Expect(page.Locator("#outcome .tree")).ToContainTextAsync($"v{count - 1}");
    }
}
