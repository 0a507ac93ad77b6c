using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Pages;

/// <summary>What somebody sees and does on the page of an action, in a real browser.</summary>
public sealed class ActionPageTests(Chromium chromium)
{
    private const string Weigh = "/services/lab/2026-01-01/actions/Weigh";

    [Fact]
    [Long]
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
        await Expect(outcome.Locator(".outcome-head code")).ToHaveTextAsync(Assert.Single((await server.Site.GatewayAsync()).Emulator.Arrivals).RequestId!);
        await Expect(outcome.Locator(".outcome-head")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("[0-9]+\\.[0-9] ms"));
        await Expect(outcome.Locator(".tree")).ToContainTextAsync("9007199254740993");
        await outcome.GetByText("Text", new() { Exact = true }).ClickAsync();
        await Expect(outcome.Locator("pre")).ToContainTextAsync("\"Note\": \"heavy\"");
    }

    [Fact]
    [Long]
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

        await page.FillAsync("#json", """{ "Samples": [{ "Name": "x" }] }""");
        await Expect(page.Locator("#form")).ToContainTextAsync("is 1 character long; at least 3 are needed");
        await page.FillAsync("#json", """{ "Samples": [] }""");
        await Expect(page.Locator("#form")).ToContainTextAsync("holds 0 elements; at least 1 is needed");

        await page.FillAsync("#json", "{ \"Samples\": ");
        await Expect(page.Locator("#json-problem")).ToContainTextAsync("This is not valid JSON (line 1");
        Assert.Empty((await server.Site.GatewayAsync()).Emulator.Arrivals);
    }

    // What a field demands is to be seen before it is violated, and heard by those who cannot see it.
    [Fact]
    [Long]
    public async Task Each_field_shows_its_marks_and_constraints_before_anything_is_typed()
    {
        await using ExplorerServer server = await Lab.StartAsync(Lab.Read(Lab.Spec.Replace("""
              Dry: { type: bool, summary: Only pretend. }
            """, """
              Dry: { type: bool, default: false, deprecated: "Use <b>Mode</b>." }
                  Word: { type: string, pattern: "^[a-z]+$", maxLength: 1, sensitive: true, nullable: true }
                  Old: { type: int64, maximum: 9, disabled: Nobody looks at it. }
            """, StringComparison.Ordinal)));
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;
        await page.FillAsync("#json", """{ "Samples": [{ "Name": "iron" }] }""");

        foreach ((string field, string words) in new (string, string)[]
        {
            ("Samples", "Samples required list<Sample> What to weigh. 1 to 3 elements"),
            ("Name", "Name required string What it is called. 3 to 8 characters"),
            ("Mode", "Mode string How."),
            ("Serial", "Serial int64 A large number. At least 1"),
            ("Dry", "Dry deprecated bool Default false Deprecated: Use <b>Mode</b>."),
            ("Word", "Word may be null sensitive string At most 1 character Pattern ^[a-z]+$"),
            ("Old", "Old without effect int64 At most 9 Without effect: Nobody looks at it."),
        })
        {
            string text = await page.Locator($"#form .field:has(> :is(label, legend) > .field-name:text-is('{field}'))").First.EvaluateAsync<string>(
                "field => [...field.querySelectorAll(':scope > :is(label, legend) > span, :scope > .help :is(p, li)')].map(part => part.textContent).join(' ')");
            Assert.Equal(words, text);
        }

        string old = await page.GetByLabel("Old", new() { Exact = false }).EvaluateAsync<string>("input => input.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).textContent).join('|')");
        Assert.Contains("At most 9", old, StringComparison.Ordinal);
        await Expect(page.Locator("#form .problem:visible")).ToHaveCountAsync(0);
        Assert.Empty(await browser.SeriousFaultsAsync());
    }

    [Fact]
    [Long]
    public async Task A_region_that_is_missing_or_cannot_be_one_is_told_at_its_field_and_nothing_is_sent()
    {
        await using ExplorerServer server = await Lab.StartAsync(ApiExplorerSpecs.Bundled());
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/tcsas/2025-01-06/actions/CreateMNP");
        IPage page = browser.Page;

        await page.FillAsync("#region", " ");
        await Expect(page.Locator("#region-problem")).ToHaveTextAsync("is required");
        await Expect(page.Locator("#region")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#fits")).ToHaveTextAsync("1 thing does not fit the spec.");
        await Expect(page.Locator("#send")).ToBeDisabledAsync();
        await page.FillAsync("#region", "Singapore!");
        await Expect(page.Locator("#region-problem")).ToContainTextAsync("consists of small letters, digits and hyphens");
        await page.FillAsync("#region", "ap-singapore");
        await Expect(page.Locator("#region-problem")).ToBeHiddenAsync();
        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits the spec");
        Assert.Empty((await server.Site.GatewayAsync()).Emulator.Arrivals);
    }

    [Fact]
    [Long]
    public async Task A_number_of_calls_that_cannot_be_sent_is_told_at_its_field_and_nothing_is_sent()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        foreach (string number in new[] { "0", "201", "1000", "2.7", "-1", "abc", "", "1e2" })
        {
            await page.FillAsync("#times", "1");
            await Expect(page.Locator("#times-problem")).ToBeHiddenAsync();
            await page.FillAsync("#times", number);
            await Expect(page.Locator("#times-problem")).ToHaveTextAsync("must be a whole number from 1 to 200");
            await Expect(page.Locator("#send")).ToBeDisabledAsync();
            await page.Locator("#send").DispatchEventAsync("click");
        }

        await page.FillAsync("#times", "2");
        await browser.SendAsync();
        await Expect(page.Locator("#outcome")).ToContainTextAsync("2 of 2 are back");
        Assert.Equal(2, (await server.Site.GatewayAsync()).Emulator.Arrivals.Count);
    }

    [Fact]
    [Long]
    public async Task A_timestamp_that_is_none_is_told_at_its_field()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.FillAsync("#pasted", await page.Locator("#steps pre >> nth=3").InnerTextAsync());
        await page.FillAsync("#stamp", "yesterday");
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#stamp-problem")).ToContainTextAsync("is no number of seconds since 1970-01-01 UTC");
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("");
        await page.FillAsync("#stamp", "1795698148000");
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#stamp-problem")).ToContainTextAsync("is in milliseconds; X-TC-Timestamp is in seconds, such as 1795698148");
        await page.FillAsync("#stamp", "");
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#stamp-problem")).ToBeHiddenAsync();
        await Expect(page.Locator("#verdict")).ToContainTextAsync("Nothing differs");
    }

    [Fact]
    [Long]
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
        await page.FillAsync("#times", "7");
        await browser.GoAsync(Weigh);

        Assert.Equal("7", await page.InputValueAsync("#times"));
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
    public async Task Of_calls_that_fail_for_several_reasons_each_is_told_the_most_frequent_first()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        (await server.Site.GatewayAsync()).Emulator.Script("Weigh").Fails("InternalError").Then.Fails("FailedOperation.ScalesBroken").Times(3);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.FillAsync("#times", "6");
        await browser.SendAsync();

        await Expect(page.Locator("#outcome")).ToContainTextAsync("6 of 6 are back 2 succeeded, 4 failed");
        await Expect(page.Locator("#outcome .notice p:first-child")).ToHaveTextAsync(["FailedOperation.ScalesBroken 3 of 4", "InternalError 1 of 4"]);
    }

    [Fact]
    [Long]
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
        await Expect(page.Locator("#outcome")).ToContainTextAsync("200 of 200 are back");

        // Nothing is repeated.
        Assert.Equal(30 + 200, (await server.Site.GatewayAsync()).Emulator.Arrivals.Count);
    }

    [Fact]
    [Long]
    public async Task An_empty_field_is_left_out_an_empty_text_stands_in_the_JSON_and_numbers_keep_their_digits_there()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;
        await page.FillAsync("#json", """{ "Samples": [{ "Name": "lead", "Weight": 0.1000000000000000055 }], "Mode": "Fast", "Serial": 9223372036854775807 }""");
        await Expect(page.Locator("#form input >> nth=1")).ToHaveValueAsync("0.1000000000000000055");
        await page.Locator("#form select").First.SelectOptionAsync("");
        string json = await page.InputValueAsync("#json");

        Assert.DoesNotContain("Mode", json, StringComparison.Ordinal);
        Assert.Contains("0.1000000000000000055", json, StringComparison.Ordinal);
        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits the spec");
        await browser.SendAsync();

        // A double goes in its shortest form, as the generated client sends it; a whole number keeps its digits.
        Assert.Equal("""{"Samples":[{"Name":"lead","Weight":0.1}],"Serial":9223372036854775807}""", Assert.Single((await server.Site.GatewayAsync()).Emulator.Arrivals).Body);

        await page.FillAsync("#form input >> nth=0", "");
        await Expect(page.Locator("#form")).ToContainTextAsync("is required");
        await page.FillAsync("#json", """{ "Samples": [{ "Name": "" }] }""");
        await Expect(page.Locator("#form")).ToContainTextAsync("is 0 characters long; at least 3 are needed");
    }

    [Fact]
    [Long]
    public async Task A_stream_is_shown_event_by_event()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        (await server.Site.GatewayAsync()).Emulator.Script("Watch").RespondsWith(ApiGen.Emulator.ScriptedResponse.EventStream(TimeSpan.Zero, "{\"Note\":\"one\"}", "{\"Note\":\"two\"}", "{\"Note\":\"three\"}"));
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Watch");

        await browser.SendAsync();

        await Expect(browser.Page.Locator(".events > li")).ToHaveCountAsync(3);
        await Expect(browser.Page.Locator(".events > li >> nth=1")).ToContainTextAsync("two");
        await Expect(browser.Page.Locator(".outcome-head")).ToContainTextAsync("3 events");
        await Expect(browser.Page.Locator(".outcome-body > p")).ToBeHiddenAsync();
    }

    // The second event is an hour away.
    [Fact]
    [Long]
    public async Task An_event_is_shown_while_the_stream_goes_on()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        (await server.Site.GatewayAsync()).Emulator.Script("Watch").RespondsWith(ApiGen.Emulator.ScriptedResponse.EventStream(TimeSpan.FromHours(1), "{\"Note\":\"one\"}", "{\"Note\":\"two\"}"));
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Watch");

        await browser.Page.ClickAsync("#send");
        await Expect(browser.Page.Locator(".events > li")).ToHaveCountAsync(1);
        await Expect(browser.Page.Locator(".events > li")).ToContainTextAsync("one");
        await Expect(browser.Page.Locator("#stop")).ToBeVisibleAsync();

        await browser.Page.ClickAsync("#stop");
        await Expect(browser.Page.Locator(".outcome-head")).ToContainTextAsync("Stopped");
        await Expect(browser.Page.Locator("#stop")).ToBeHiddenAsync();
        await Expect(browser.Page.Locator(".events > li")).ToHaveCountAsync(1);
    }

    [Fact]
    [Long]
    public async Task Of_a_stream_with_very_many_events_it_is_told_how_many_are_not_shown()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        (await server.Site.GatewayAsync()).Emulator.Script("Watch").RespondsWith(ApiGen.Emulator.ScriptedResponse.EventStream(TimeSpan.Zero, [.. Enumerable.Repeat("{\"Note\":\"x\"}", 523)]));
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Watch");

        await browser.SendAsync();

        await Expect(browser.Page.Locator(".outcome-head")).ToContainTextAsync("Succeeded");
        await Expect(browser.Page.Locator(".outcome-head")).ToContainTextAsync("523 events");
        await Expect(browser.Page.Locator("#outcome")).ToContainTextAsync("The first 500 of 523 events are shown.");
        await Expect(browser.Page.Locator(".events > li")).ToHaveCountAsync(500);
    }

    [Fact]
    [Long]
    public async Task An_explanation_says_when_the_form_itself_is_at_fault()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;
        string canonical = await page.Locator("#steps pre >> nth=1").InnerTextAsync();

        foreach ((string json, string fault) in new[] { ("{\"a\":", "This is not valid JSON (line 1"), ("[1]", "The request is a JSON object.") })
        {
            await page.FillAsync("#json", json);
            await page.FillAsync("#pasted", canonical);
            await page.ClickAsync("#explain");
            await Expect(page.Locator("#verdict")).ToContainTextAsync("The form is at fault: " + fault);
        }
    }

    [Fact]
    public async Task Code_that_was_closed_stays_closed_when_the_form_changes()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.Locator("#samples details[open] summary").ClickAsync();
        await page.FillAsync("#form input >> nth=0", "zinc");
        await Expect(page.Locator("#samples")).ToContainTextAsync("zinc");
        await Expect(page.Locator("#samples details[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    [Long]
    public async Task A_raw_body_is_sent_as_it_is()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Store");

        await browser.Page.FillAsync("#raw", "h\u00e9llo");
        await Expect(browser.Page.Locator("#fits")).ToContainTextAsync("6 bytes");
        await browser.SendAsync();

        await Expect(browser.Page.Locator("#outcome")).ToContainTextAsync("Succeeded");
        Assert.Equal("h\u00e9llo", Assert.Single((await server.Site.GatewayAsync()).Emulator.Arrivals).Body);
        await Expect(browser.Page.Locator("#samples details[data-name=curl]")).ToContainTextAsync("--data-raw 'h\u00e9llo'");

        await browser.GoAsync("/services/lab/2026-01-01/actions/Store");
        Assert.Equal("h\u00e9llo", await browser.Page.InputValueAsync("#raw"));
        await Expect(browser.Page.Locator("#fits")).ToContainTextAsync("6 bytes");
    }

    [Fact]
    public async Task A_raw_body_may_be_a_file_whose_bytes_need_be_no_text()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Store");

        await browser.Page.SetInputFilesAsync("#file", new FilePayload { Name = "x.bin", MimeType = "application/octet-stream", Buffer = [0xFF, 0x00, 0x0D, 0x0A] });
        await Expect(browser.Page.Locator("#fits")).ToContainTextAsync("4 bytes are sent");
        await Expect(browser.Page.Locator("#samples details[data-name=curl]")).ToContainTextAsync("The raw body is read from the file body.bin: write it there first.");
        await browser.SendAsync();

        await Expect(browser.Page.Locator("#outcome")).ToContainTextAsync("Succeeded");
    }

    [Fact]
    public async Task Each_type_has_its_control()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.GetByLabel("Day", new() { Exact = false }).FillAsync("2026-11-26");
        await page.GetByLabel("Dry", new() { Exact = false }).SelectOptionAsync("true");
        await page.Locator("#form select").First.SelectOptionAsync("Exact");
        await page.GetByText("Leave out", new() { Exact = true }).First.ClickAsync();
        await Expect(page.Locator("#json")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"Day\": \"2026-11-26\""));
        string json = await page.InputValueAsync("#json");

        Assert.Contains("\"Dry\": true", json, StringComparison.Ordinal);
        Assert.Contains("\"Mode\": \"Exact\"", json, StringComparison.Ordinal);
        Assert.Equal(["not set", "Fast", "Exact"], await page.Locator("#form select").First.Locator("option").AllInnerTextsAsync());
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

    // An explanation is about one request and one text: it goes when either changes, also while it is worked out.
    [Theory]
    [InlineData("#json", """{ "Samples": [{ "Name": "lead" }] }""")]
    [InlineData("#form input >> nth=0", "lead")]
    [InlineData("#pasted", "POST")]
    [InlineData("#stamp", "1795698148")]
    [Long]
    public async Task An_explanation_goes_when_what_it_is_about_changes(string field, string text)
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;
        await page.FillAsync("#pasted", await page.Locator("#steps pre >> nth=1").InnerTextAsync());
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("Nothing differs");

        await page.FillAsync(field, text);
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("");

        await page.RouteAsync("**/explain", async route =>
        {
            await page.FillAsync(field, text + " ");
            await route.ContinueAsync();
        });
        await page.EvaluateAsync("() => { window.answered = 0; const real = fetch; window.fetch = (...call) => real(...call).finally(() => { if (call[0].endsWith('/explain')) window.answered++; }); }");
        await page.ClickAsync("#explain");
        await page.WaitForFunctionAsync("() => window.answered === 1");
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("");
    }

    [Fact]
    public async Task What_was_stopped_is_counted_and_nothing_waits_any_more()
    {
        await using ExplorerServer server = await Lab.StartAsync(Lab.Read(Lab.Spec.Replace("20/s", "20/h", StringComparison.Ordinal)));
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.FillAsync("#times", "60");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#outcome")).ToContainTextAsync("20 of 60 are back");
        await Expect(page.Locator(".throttle")).ToContainTextAsync("40 waiting");
        await page.ClickAsync("#stop");
        await Expect(page.Locator(".outcome-head")).ToHaveTextAsync("Stopped 20 of 60 are back 20 succeeded, 0 failed 40 given up; what was under way may have arrived");
        await Expect(page.Locator(".throttle")).ToContainTextAsync("0 of 20 permits left when it was stopped; 40 given up, none waiting.");
        await Expect(page.Locator(".timeline rect")).ToHaveCountAsync(20);

        await page.FillAsync("#times", "1");
        await page.ClickAsync("#send");
        await Expect(page.Locator(".throttle")).ToContainTextAsync("1 waiting");
        await page.ClickAsync("#stop");
        await Expect(page.Locator(".outcome-head")).ToHaveTextAsync("Stopped 1 given up; what was under way may have arrived");
        await Expect(page.Locator("#send")).ToBeEnabledAsync();
    }

    [Fact]
    [Long]
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
        await Expect(page.Locator(".outcome-head")).ToContainTextAsync("Not sent");
        Assert.NotEqual(0, credentials.Asked);
    }

    [Fact]
    [Long]
    public async Task An_idempotent_action_goes_to_the_real_service_without_another_question()
    {
        UnusedCredentials credentials = new();
        await using ExplorerServer server = await Lab.StartAsync(credentials: credentials);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Watch");

        await browser.Page.CheckAsync("#to-service");
        await browser.SendAsync();

        await Expect(browser.Page.Locator("#outcome .where.real")).ToHaveTextAsync("Real service lab.example.com");
        Assert.NotEqual(0, credentials.Asked);

        await browser.Page.FillAsync("#times", "3");
        await browser.SendAsync();
        await Expect(browser.Page.Locator(".outcome-head")).ToContainTextAsync("3 of 3 are back 0 succeeded, 3 failed, 3 of them not sent");
    }

    [Fact]
    [Long]
    public async Task How_often_the_real_service_is_called_stands_in_the_question_and_on_the_button()
    {
        await using ExplorerServer server = await Lab.StartAsync(credentials: new UnusedCredentials());
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;

        await page.CheckAsync("#to-service");
        foreach ((string times, string what) in new[] { ("200", "Send it 200 times"), ("1", "Send it") })
        {
            await page.FillAsync("#times", times);
            await page.ClickAsync("#send");
            await Expect(page.Locator("#confirm-title")).ToHaveTextAsync(what + " to the real service?");
            await Expect(page.Locator("#confirm-yes")).ToHaveTextAsync(what);
            await page.GetByText("Do not send").ClickAsync();
            await Expect(page.Locator("#confirm")).ToBeHiddenAsync();
        }
    }

    [Fact]
    [Long]
    public async Task An_explorer_that_was_stopped_is_named_as_such_and_not_the_JSON_and_nothing_was_sent()
    {
        ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        browser.Refused = "";
        IPage page = browser.Page;
        await server.DisposeAsync();

        await page.FillAsync("#json", """{ "Samples": [{ "Name": "lead" }] }""");
        await Expect(page.Locator("#fits")).ToContainTextAsync("The explorer, the program that this page comes from, cannot be reached.");
        await Expect(page.Locator("#json-problem")).ToBeHiddenAsync();
        await page.ClickAsync("#send");
        await Expect(page.Locator("#outcome")).ToContainTextAsync("Not sent");
        await Expect(page.Locator("#outcome")).ToContainTextAsync("cannot be reached");
        await Expect(page.Locator("#outcome")).Not.ToContainTextAsync("may have arrived");
        await page.FillAsync("#pasted", "POST");
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("cannot be reached");
    }

    // What the explorer itself refuses has gone nowhere, and it says so; of a failure of what lies between nobody can tell.
    [Theory]
    [InlineData("token", "Not sent", "reload the page")]
    [InlineData("action", "Not sent", "The explorer knows no such action.")]
    [InlineData("text", "Not sent", "is none that a page of the explorer sends")]
    [InlineData("proxy", "no upstream", "1 given up; what was under way may have arrived")]
    [Long]
    public async Task A_call_that_the_explorer_refuses_was_not_sent(string what, string head, string more)
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        browser.Refused = "call";
        await browser.Page.RouteAsync("**/call", route => what switch
        {
            "token" => route.ContinueAsync(new RouteContinueOptions { Headers = new Dictionary<string, string>(route.Request.Headers) { ["x-explorer-page"] = "of an explorer that was there before" } }),
            "action" => route.ContinueAsync(new RouteContinueOptions { PostData = System.Text.Encoding.UTF8.GetBytes(route.Request.PostData!.Replace("Weigh", "Weight", StringComparison.Ordinal)) }),
            "text" => route.ContinueAsync(new RouteContinueOptions { PostData = "[]"u8.ToArray() }),
            _ => route.FulfillAsync(new RouteFulfillOptions { Status = 502, ContentType = "text/plain", Body = "no upstream" }),
        });

        await browser.SendAsync();

        await Expect(browser.Page.Locator(".outcome-head strong")).ToHaveTextAsync(head);
        await Expect(browser.Page.Locator("#outcome")).ToContainTextAsync(more);
        await Expect(browser.Page.Locator("#outcome").GetByText("may have arrived")).ToHaveCountAsync(what == "proxy" ? 1 : 0);
        Assert.Empty((await server.Site.GatewayAsync()).Emulator.Arrivals);
    }

    [Theory]
    [InlineData(Weigh, "form.js", "#desk", "Form, signature and code come by JavaScript.")]
    [InlineData("/journal", "net.js", "#state", "The calls come by JavaScript.")]
    public async Task A_page_whose_files_are_refused_says_what_is_missing(string path, string file, string place, string words)
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/");
        browser.Refused = "assets/" + file;
        await browser.Page.RouteAsync("**/" + file, static route => route.FulfillAsync(new RouteFulfillOptions { Status = 429 }));

        await browser.Page.GotoAsync(server.Address.ToString().TrimEnd('/') + path);

        await Expect(browser.Page.Locator(place)).ToContainTextAsync(words);
        await Expect(browser.Page.Locator(place)).ToContainTextAsync("a file of the page may have been refused, as by a rate limiter: reload the page.");
    }

    [Fact]
    public async Task What_is_stopped_before_it_goes_was_not_sent()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        browser.Refused = "assets/net.js";
        await browser.Page.RouteAsync("**/net.js", async route =>
        {
            await browser.Page.ClickAsync("#stop");
            await route.AbortAsync();
        });

        await browser.SendAsync();

        await Expect(browser.Page.Locator("#outcome")).ToContainTextAsync("Not sent");
        await Expect(browser.Page.Locator("#outcome")).ToContainTextAsync("It was stopped before it was sent.");
        Assert.Empty((await server.Site.GatewayAsync()).Emulator.Arrivals);
    }

    [Fact]
    public async Task A_connection_that_breaks_off_while_it_is_asked_leaves_open_what_has_arrived()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        browser.Refused = "call";
        await browser.Page.RouteAsync("**/call", route => route.AbortAsync());

        await browser.SendAsync();

        await Expect(browser.Page.Locator("#outcome")).ToContainTextAsync("1 given up; what was under way may have arrived");
    }

    // A page that comes over plain HTTP under another name has no clipboard.
    [Fact]
    public async Task Code_can_be_copied_where_the_browser_gives_the_page_no_clipboard()
    {
        Assert.SkipWhen(Chromium.Unavailable is not null, Chromium.Unavailable ?? "");
        await using ExplorerServer server = await Lab.StartAsync(configure: static options => options.AllowedHosts.Add("build-7.explorer.test"));
        await using IBrowserContext context = await chromium.OpenAsync(1280, 860, ColorScheme.Light);
        context.SetDefaultTimeout(180_000);
        SetDefaultExpectTimeout(180_000);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new UriBuilder(new Uri(server.Address, Weigh)) { Host = "build-7.explorer.test" }.ToString());
        Assert.False(await page.EvaluateAsync<bool>("() => window.isSecureContext || navigator.clipboard !== undefined"));

        ILocator curl = page.Locator("#samples details[data-name=curl]");
        await curl.Locator("summary").ClickAsync();
        await curl.Locator(".copy").ClickAsync();
        await Expect(curl.Locator(".copy")).ToHaveTextAsync("Copied");
        await Expect(curl.Locator(".copy")).ToBeFocusedAsync();
        Assert.Equal(0, await page.Locator("body > textarea").CountAsync());

        await page.FocusAsync("#pasted");
        await page.Keyboard.PressAsync("Control+V");
        await page.WaitForFunctionAsync("() => document.getElementById('pasted').value === document.querySelector('#samples details[data-name=curl] code').textContent");
    }

    // One whose clock was put back meanwhile would be signed in the future.
    [Theory]
    [InlineData(360)]
    [InlineData(-600)]
    public async Task Code_that_is_copied_later_or_after_the_clock_was_put_back_is_signed_anew(int seconds)
    {
        LaterTime time = new();
        await using ExplorerServer server = await Lab.StartAsync(configure: options => options.TimeProvider = time);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;
        ILocator curl = page.Locator("#samples details[data-name=curl]");
        await curl.Locator("summary").ClickAsync();
        string first = await curl.Locator("code").InnerTextAsync();

        time.Later = TimeSpan.FromSeconds(seconds);
        await page.EvaluateAsync("seconds => { const now = Date.now; Date.now = () => now() + seconds * 1000; }", seconds);
        await curl.Locator(".copy").ClickAsync();
        await Expect(curl.Locator(".copy")).ToHaveTextAsync("Copied");

        string copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.InRange(TimestampOf(copied) - TimestampOf(first), seconds, seconds + 500);
        Assert.Equal(TimestampOf(copied), TimestampOf(await curl.Locator("code").InnerTextAsync()));

        static long TimestampOf(string text) => long.Parse(System.Text.RegularExpressions.Regex.Match(text, "X-TC-Timestamp: ([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    // Each repeat of the key would press what has the focus by then.
    [Theory]
    [InlineData("#send", "Enter")]
    [InlineData("#json", "Control+Enter")]
    [Long]
    public async Task A_key_that_is_held_down_asks_for_the_real_service_and_does_not_confirm_it(string focus, string keys)
    {
        UnusedCredentials credentials = new();
        await using ExplorerServer server = await Lab.StartAsync(credentials: credentials);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Weigh);
        IPage page = browser.Page;
        List<string> calls = [];
        page.Request += (_, request) => calls.AddRange(request.Url.EndsWith("/call", StringComparison.Ordinal) ? [request.Url] : []);
        await page.CheckAsync("#to-service");
        await page.FocusAsync(focus);

        await browser.HoldAsync(keys, async () =>
        {
            await Expect(page.Locator("#confirm")).ToBeVisibleAsync();
            await Expect(page.GetByText("Do not send")).ToBeFocusedAsync();
        });
        await page.Locator("#confirm").GetByText("Send it", new() { Exact = true }).FocusAsync();
        await browser.HoldAsync("Enter", () => Expect(page.Locator("#confirm")).ToBeHiddenAsync());
        await Expect(page.Locator("#outcome")).ToContainTextAsync("no credentials in a test");

        Assert.Single(calls);
        Assert.Equal(1, credentials.Asked);
    }

    [Fact]
    [Long]
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

    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Later;
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
