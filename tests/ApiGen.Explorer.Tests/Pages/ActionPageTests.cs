using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Pages;

/// <summary>What somebody sees and does on the page of an action, in a real browser.</summary>
public sealed class ActionPageTests(Chromium chromium)
{
    private const string Weigh = "/services/lab/2026-01-01/actions/Weigh";

    [Fact]
    public async Task The_example_fills_form_and_JSON_and_a_call_shows_its_response_as_tree_and_text()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        Assert.Equal("iron", await page.InputValueAsync("#form input >> nth=0"));
        Assert.Contains("\"Serial\": 9007199254740993", await page.InputValueAsync("#json"), StringComparison.Ordinal);
        await browser.SendAsync();

        ILocator outcome = page.Locator("#outcome");
        await Expect(outcome).ToContainTextAsync("Embedded gateway");
        await Expect(outcome).ToContainTextAsync("Succeeded");
        await Expect(outcome).ToContainTextAsync("HTTP 200");
        await Expect(outcome).ToContainTextAsync("RequestId");
        await Expect(outcome.Locator(".tree")).ToContainTextAsync("9007199254740993");
        await outcome.GetByText("Text", new() { Exact = true }).ClickAsync();
        await Expect(outcome.Locator("pre")).ToContainTextAsync("\"Note\": \"heavy\"");
    }

    [Fact]
    public async Task A_constraint_s_message_stands_beside_its_field_before_anything_is_sent_and_form_and_JSON_stay_in_step()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.FillAsync("#form input >> nth=0", "it");
        await Expect(page.Locator(".field:has(> input) >> nth=0")).ToContainTextAsync("is 2 characters long; at least 3 are needed");
        await Expect(page.Locator("#json")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"Name\": \"it\""));
        await Expect(page.Locator("#fits")).ToHaveTextAsync("1 thing does not fit the spec.");

        await page.FillAsync("#json", """{ "Samples": [{ "Name": "lead" }], "Serial": 0, "Mod": "Fast" }""");
        await Expect(page.Locator("#form input >> nth=0")).ToHaveValueAsync("lead");
        await Expect(page.Locator("#form")).ToContainTextAsync("is 0; at least 1 is allowed");
        await Expect(page.Locator(".problems")).ToContainTextAsync("Mod is not declared; did you mean Mode?");

        await page.FillAsync("#json", "{ \"Samples\": ");
        await Expect(page.Locator("#json-problem")).ToContainTextAsync("This is not valid JSON (line 1");
        Assert.Empty((await server.Site.GatewayAsync()).Emulator.Arrivals);
    }

    [Fact]
    public async Task Lists_grow_and_shrink_and_the_last_values_of_the_session_stay()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.GetByLabel("Add an element to Samples", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("#fits")).ToHaveTextAsync("1 thing does not fit the spec.");
        await page.GetByLabel("Remove element 1 of Samples", new() { Exact = true }).ClickAsync();
        await page.Locator("#form .item >> nth=1").Locator("input >> nth=0").FillAsync("zinc");
        await page.Locator("#form select").First.SelectOptionAsync("Exact");
        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits the spec");
        string json = await page.InputValueAsync("#json");
        await browser.GoAsync(Weigh);

        Assert.Equal(json, await page.InputValueAsync("#json"));
        Assert.Contains("zinc", json, StringComparison.Ordinal);
        Assert.Contains("\"Mode\": \"Exact\"", json, StringComparison.Ordinal);
        await page.SelectOptionAsync("#fill", new SelectOptionValue { Label = "Two samples" });
        await Expect(page.Locator("#json")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("copper"));
    }

    [Fact]
    public async Task A_known_error_is_shown_with_what_the_spec_says_about_it()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        (await server.Site.GatewayAsync()).Emulator.Script("Weigh").Fails("FailedOperation.ScalesBroken", "E17");
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);

        await browser.SendAsync();

        ILocator outcome = browser.Page.Locator("#outcome");
        await Expect(outcome).ToContainTextAsync("FailedOperation.ScalesBroken");
        await Expect(outcome).ToContainTextAsync("E17");
        await Expect(outcome).ToContainTextAsync("The scales are out of order; call the workshop.");
    }

    [Fact]
    public async Task Thirty_calls_in_a_row_show_what_the_limit_does()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.FillAsync("#times", "30");
        await browser.SendAsync();
        await Expect(page.Locator("#outcome")).ToContainTextAsync("30 of 30 are back 30 succeeded, 0 failed");
        await Expect(page.Locator(".cells i")).ToHaveCountAsync(20);
        await Expect(page.Locator(".timeline rect")).ToHaveCountAsync(30);
        await page.Locator("#outcome").EvaluateAsync("element => element.scrollIntoView({ block: 'end' })");
        await Screenshots.TakeAsync(page, "limit");

        await page.UncheckAsync("#throttled");
        await page.FillAsync("#times", "200");
        await browser.SendAsync();
        await Expect(page.Locator("#outcome")).ToContainTextAsync("RequestLimitExceeded");
    }

    [Fact]
    public async Task A_stream_is_shown_event_by_event()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        (await server.Site.GatewayAsync()).Emulator.Script("Watch").RespondsWith(ApiGen.Emulator.ScriptedResponse.EventStream(TimeSpan.Zero, "{\"Note\":\"one\"}", "{\"Note\":\"two\"}", "{\"Note\":\"three\"}"));
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Watch");

        await browser.SendAsync();

        await Expect(browser.Page.Locator(".events > li")).ToHaveCountAsync(3);
        await Expect(browser.Page.Locator(".events > li >> nth=1")).ToContainTextAsync("two");
    }

    [Fact]
    public async Task A_raw_body_is_sent_as_it_is()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Store");

        await browser.Page.FillAsync("#raw", "h\u00e9llo");
        await Expect(browser.Page.Locator("#fits")).ToContainTextAsync("6 bytes");
        await browser.SendAsync();

        await Expect(browser.Page.Locator("#outcome")).ToContainTextAsync("Succeeded");
        Assert.Equal("h\u00e9llo", Assert.Single((await server.Site.GatewayAsync()).Emulator.Arrivals).Body);
    }

    [Fact]
    public async Task The_signature_is_shown_step_by_step_and_another_program_s_failure_is_explained()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await Expect(page.Locator("#steps > li")).ToHaveCountAsync(6);
        string canonical = await page.Locator("#steps pre >> nth=1").InnerTextAsync();
        await page.FillAsync("#pasted", canonical);
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("Nothing differs");

        await page.FillAsync("#pasted", canonical.Replace("x-tc-action:weigh", "x-tc-action:Weigh", StringComparison.Ordinal));
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("The first line that differs is the header x-tc-action.");
        await Expect(page.Locator("#verdict tr.first code >> nth=0")).ToHaveTextAsync("x-tc-action:Weigh");
    }

    [Fact]
    public async Task The_CSharp_can_be_copied()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.Locator("#samples details[open] .copy").ClickAsync();
        await Expect(page.Locator("#samples details[open] .copy")).ToHaveTextAsync("Copied");
        string copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        Assert.StartsWith("using ApiGen.Runtime;\nusing Example.Lab;\n", copied.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("await client.WeighAsync(request)", copied, StringComparison.Ordinal);
        await Expect(page.Locator("#samples details")).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task An_action_that_is_not_idempotent_is_confirmed_before_it_goes_to_the_real_service()
    {
        UnusedCredentials credentials = new();
        await using ExplorerServer server = await Lab.StartAsync(credentials: credentials);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.CheckAsync("#to-service");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#confirm")).ToContainTextAsync("lab.example.com");
        await page.GetByText("Do not send").ClickAsync();
        await Expect(page.Locator("#confirm")).ToBeHiddenAsync();
        Assert.Equal(0, credentials.Asked);

        await page.ClickAsync("#send");
        await page.Locator("#confirm").GetByText("Send it", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("#outcome .where.real")).ToHaveTextAsync("Real service lab.example.com");
        await Expect(page.Locator("#outcome")).ToContainTextAsync("no credentials in a test");
        Assert.NotEqual(0, credentials.Asked);
    }

    [Fact]
    public async Task A_member_s_link_survives_a_reload_and_leads_to_its_line()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh + "#request.Samples.Weight");
        IPage page = browser.Page;

        await page.ReloadAsync();
        await Expect(page.Locator(":target .name")).ToHaveTextAsync("Weight");
        await page.Locator("[id='request.Mode'] .line").ClickAsync();
        Assert.Contains("Mode:", await page.Locator(":target").InnerTextAsync(), StringComparison.Ordinal);
    }

    private sealed class UnusedCredentials : ApiGen.Runtime.ICredentialProvider
    {
        public int Asked { get; private set; }

        public string AccountKey => "test";

        public ValueTask<ApiGen.Runtime.TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            Asked++;
            throw new InvalidOperationException("no credentials in a test");
        }
    }
}
