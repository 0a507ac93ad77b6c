using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Pages;

/// <summary>The form and the JSON say the same, whatever is typed, and the keyboard is enough for all of it.</summary>
public sealed class FormPageTests(Chromium chromium)
{
    private const string Act = "/services/wide/2026-01-01/actions/Act";

    private static readonly ApiExplorerSpecs Specs = Lab.Read($$"""
        service: wide
        version: 2026-01-01
        namespace: Example.Wide
        endpoint: wide.example.com
        types:
          Part:
            members:
              Name: { type: string }
        actions:
          Act:
            request:
              Numbers: { type: list<int64> }
              Grid: { type: list<list<double>> }
              Levels: { type: list<int64>, values: [1, 2, 3] }
              Flags: { type: list<bool> }
              Words: { type: list<string> }
              Modes: { type: list<string>, values: [Fast, Exact] }
              Day: { type: string, format: date }
              Moment: { type: string, format: date-time }
              Clock: { type: string, format: datetime }
              Bytes: { type: string, format: base64 }
              Count: { type: int64 }
              Ratio: { type: double }
              Note: { type: string }
              Part: { type: Part }
              Parts: { type: list<Part> }
        {{string.Concat(Enumerable.Range(1, 200).Select(static i => string.Create(CultureInfo.InvariantCulture, $"      M{i}: {{ type: string }}\n")))}}
            response:
              Name: { type: string }
              Big: { type: int64 }
              Text: { type: string }
        """);

    // What nobody typed is not sent: an element without a value is null, which has no meaning in a list and is told.
    [Theory]
    [InlineData("""{"Numbers":[7]}""", "input", "", """{"Numbers":[null]}""")]
    [InlineData("""{"Grid":[[7.5]]}""", "input", "", """{"Grid":[[null]]}""")]
    [InlineData("""{"Levels":[2]}""", "select", "not set", """{"Levels":[null]}""")]
    [InlineData("""{"Flags":[true]}""", "select", "not set", """{"Flags":[null]}""")]
    [InlineData("""{"Modes":["Fast"]}""", "select", "not set", """{"Modes":[null]}""")]
    [InlineData("""{"Words":["x"]}""", "input", "", """{"Words":[null]}""")]
    [Long]
    public async Task An_element_of_a_list_that_is_cleared_is_cleared_in_the_JSON(string before, string control, string to, string after)
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        ILocator field = browser.Page.Locator($"#form .item .field:not(.group) > {control}");

        await browser.Page.FillAsync("#json", before);
        await (control == "input" ? field.FillAsync(to) : field.SelectOptionAsync(new SelectOptionValue { Label = to }));

        Assert.Equal(after, await CompactAsync(browser.Page));
        await Expect(browser.Page.Locator("#fits")).ToContainTextAsync("1 thing does not fit the spec");
        await Expect(browser.Page.Locator("#form")).ToContainTextAsync("is null; take the element out of the list");
        Assert.Equal(control == "input" ? "" : "not set", await field.EvaluateAsync<string>("control => control.selectedOptions?.[0].textContent ?? control.value"));
    }

    [Theory]
    [InlineData("Numbers", "null")]
    [InlineData("Levels", "null")]
    [InlineData("Flags", "null")]
    [InlineData("Modes", "null")]
    [InlineData("Words", "null")]
    [InlineData("Grid", "[]")]
    [InlineData("Parts", "{}")]
    [Long]
    public async Task A_new_element_has_no_value_that_nobody_chose_and_gets_the_focus(string list, string element)
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        IPage page = browser.Page;

        await page.GetByLabel("Add an element to " + list, new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal($$"""{"{{list}}":[{{element}}]}""", await CompactAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.closest('.item') !== null"));
    }

    [Fact]
    [Long]
    public async Task An_element_of_texts_is_what_is_typed_and_empty_only_where_the_JSON_says_so()
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        IPage page = browser.Page;

        await page.GetByLabel("Add an element to Words", new() { Exact = true }).ClickAsync();
        await page.Keyboard.TypeAsync("x");
        Assert.Equal("""{"Words":["x"]}""", await CompactAsync(page));
        await page.FillAsync("#json", """{ "Words": [""] }""");
        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits the spec");
        await browser.SendAsync();
        Assert.Equal("""{"Words":[""]}""", Assert.Single((await server.Site.GatewayAsync()).Emulator.Arrivals).Body);
    }

    [Theory]
    [InlineData("#send", "Enter")]
    [InlineData("#json", "Control+Enter")]
    public async Task A_key_that_is_held_sends_once(string focus, string keys)
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        IPage page = browser.Page;
        await page.FocusAsync(focus);

        await browser.HoldAsync(keys, () => Expect(page.Locator("#outcome")).ToHaveAttributeAsync("data-done", "1"));

        Assert.Single((await server.Site.GatewayAsync()).Emulator.Arrivals);
    }

    [Fact]
    [Long]
    public async Task A_key_that_is_held_takes_one_element_away()
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        IPage page = browser.Page;
        await page.FillAsync("#json", """{"Parts":[{"Name":"a"},{"Name":"b"},{"Name":"c"}]}""");
        await page.GetByLabel("Remove element 1 of Parts", new() { Exact = true }).FocusAsync();

        await browser.HoldAsync("Enter", () => Expect(page.Locator("#json")).Not.ToHaveValueAsync(new Regex("\"a\"")));

        Assert.Equal("""{"Parts":[{"Name":"b"},{"Name":"c"}]}""", await CompactAsync(page));
    }

    [Fact]
    [Long]
    public async Task The_keyboard_stays_where_it_is_when_the_form_changes_and_when_it_sends()
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        IPage page = browser.Page;

        await page.GetByText("Set Part", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("wheel");
        Assert.Equal("""{"Part":{"Name":"wheel"}}""", await CompactAsync(page));
        await page.GetByText("Leave Part out", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("Set Part", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));

        await page.FillAsync("#json", """{"Words":["a","b"]}""");
        await page.GetByLabel("Remove element 1 of Words", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("b", await page.EvaluateAsync<string>("() => document.activeElement.value"));
        await page.GetByLabel("Leave out Words", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("Add an element to Words", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label')"));

        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits the spec");
        await page.FocusAsync("#send");
        for (int i = 1; i <= 2; i++)
        {
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("#outcome")).ToHaveAttributeAsync("data-done", i.ToString(CultureInfo.InvariantCulture));
            Assert.Equal("send", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        }

        await page.FocusAsync("#form input >> nth=0");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#outcome")).ToHaveAttributeAsync("data-done", "3");
    }

    [Theory]
    [InlineData("Day", "2025-01-06", "text")]
    [InlineData("Day", "2025/01/06", "text")]
    [InlineData("Day", "20250106", "text")]
    [InlineData("Day", "2025-02-30", "text")]
    [InlineData("Note", "a\nb", "textarea")]
    [InlineData("Note", "a\rb", null)]
    [InlineData("Note", "a\r\nb", null)]
    [Long]
    public async Task A_field_shows_the_text_as_it_is_or_says_that_it_cannot(string name, string text, string? kind)
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        ILocator field = browser.Page.Locator($"#form .field:has(> label > .field-name:text-is('{name}')) > :is(input, textarea)");

        await browser.Page.FillAsync("#json", System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [name] = text }));

        if (kind is null)
        {
            Assert.False(await field.IsEditableAsync());
            await Expect(browser.Page.Locator("#form")).ToContainTextAsync("has carriage returns (CR), which no field keeps; change it in the JSON.");
            return;
        }

        Assert.Equal(kind, await field.EvaluateAsync<string>("field => field.type"));
        Assert.Equal(text, await field.InputValueAsync());
    }

    // A field of the browser's own would give an empty text for each of these, and the member would leave the request without a word.
    [Theory]
    [InlineData("Day", "2024-02-31", "is no date, such as 2025-01-06")]
    [InlineData("Day", "2024-02-", "is no date, such as 2025-01-06")]
    [InlineData("Day", "02/28/2024", "is no date, such as 2025-01-06")]
    [InlineData("Moment", "2024-02-31T08:00:00Z", "is no date and time, such as 2025-01-06T08:00:00+08:00")]
    [InlineData("Clock", "2024-02-28 8", "is no date and time, such as 2025-01-06 08:00:00")]
    [InlineData("Bytes", "AQL", "is no Base64, such as AQL6")]
    [InlineData("Count", "0x10", "must be of the type int64, not text")]
    [InlineData("Count", "1-", "must be of the type int64, not text")]
    [InlineData("Ratio", "1e", "must be of the type double, not text")]
    [Long]
    public async Task What_cannot_be_read_stays_as_it_was_typed_is_told_beside_its_field_and_does_not_go_to_the_real_service(string name, string typed, string problem)
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs, new ApiGen.Runtime.TencentCloudCredential("id", "key"));
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        IPage page = browser.Page;
        ILocator field = page.Locator($"#form .field:has(> label > .field-name:text-is('{name}'))");

        await field.Locator("input").FocusAsync();
        await page.Keyboard.TypeAsync(typed);
        await ToldAsync();
        await browser.GoAsync("/journal");
        await browser.GoAsync(Act);
        await ToldAsync();
        await page.CheckAsync("#to-service");
        await Expect(page.Locator("#send")).ToBeDisabledAsync();
        await page.CheckAsync("#to-gateway");
        await Expect(page.Locator("#send")).ToHaveTextAsync("Send all the same");

        async Task ToldAsync()
        {
            await Expect(field.Locator(".problem")).ToHaveTextAsync(problem);
            await Expect(field.Locator("input")).ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(field.Locator("input")).ToHaveValueAsync(typed);
            await Expect(page.Locator("#fits")).ToHaveTextAsync("1 thing does not fit the spec.");
            Assert.Equal($$"""{"{{name}}":"{{typed.Replace(" ", "", StringComparison.Ordinal)}}"}""", await CompactAsync(page));
        }
    }

    [Fact]
    [Long]
    public async Task What_is_wrong_with_a_text_stays_wrong_when_the_page_is_loaded_again()
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        foreach (string json in new[] { """{"Note":"x","Note":"y"}""", """{ "Note":  "\u00e9", "Numbers": [1e2, 1.0] }""", "{ \"Note\": " })
        {
            await browser.Page.FillAsync("#json", json);
            await browser.Page.WaitForFunctionAsync("json => Object.values(sessionStorage).some(kept => JSON.parse(kept).json === json)", json);
            await browser.GoAsync("/");
            await browser.Page.GotoAsync(server.Address.ToString().TrimEnd('/') + Act);
            await browser.Page.WaitForSelectorAsync("#desk[data-ready]");

            Assert.Equal(json, await browser.Page.InputValueAsync("#json"));
        }

        await browser.Page.FillAsync("#json", """{"Note":"x","Note":"y"}""");
        await Expect(browser.Page.Locator("#desk")).ToContainTextAsync("is given twice");
    }

    [Fact]
    [Long]
    public async Task What_the_browser_has_no_room_for_is_told_and_nothing_older_comes_back_in_its_place()
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        await browser.Page.FillAsync("#json", "{\"Note\":\"older\"}");
        await browser.Page.WaitForFunctionAsync("() => Object.values(sessionStorage).some(kept => kept.includes('older'))");
        await Expect(browser.Page.Locator("#unkept")).ToBeHiddenAsync();

        // The quota of a session's storage is about five million characters.
        await browser.Page.EvaluateAsync("() => { const json = document.getElementById('json'); json.value = JSON.stringify({ Note: 'x'.repeat(6_000_000) }); json.dispatchEvent(new Event('input')); }");
        await Expect(browser.Page.Locator("#unkept")).ToBeVisibleAsync();
        await browser.Page.ReloadAsync();
        await browser.Page.WaitForSelectorAsync("#desk[data-ready]");

        Assert.DoesNotContain("older", await browser.Page.InputValueAsync("#json"), StringComparison.Ordinal);
        await Expect(browser.Page.Locator("#unkept")).ToBeHiddenAsync();
    }

    [Fact]
    [Long]
    public async Task What_was_known_of_an_earlier_text_is_not_told_of_one_that_takes_long_to_check()
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        await Expect(browser.Page.Locator("#fits")).ToHaveAttributeAsync("data-fits", "true");
        TaskCompletionSource checkedLate = new();
        await browser.Page.RouteAsync("**/preview", async route =>
        {
            await checkedLate.Task;
            await route.ContinueAsync();
        });

        await browser.Page.FillAsync("#json", "{ \"Note\": ");
        await Expect(browser.Page.Locator("#fits")).ToHaveTextAsync("Being checked.");
        checkedLate.SetResult();

        await Expect(browser.Page.Locator("#fits")).ToHaveTextAsync("");
        await Expect(browser.Page.Locator("#json-problem")).ToBeVisibleAsync();
    }

    [Fact]
    [Long]
    public async Task Members_that_were_asked_for_stay_when_the_JSON_changes()
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        IPage page = browser.Page;

        await page.GetByText("Show 100 of 185 more", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("#form")).ToContainTextAsync("Show 85 of 85 more");
        await page.FillAsync("#json", """{"Note":"x"}""");
        await Expect(page.Locator("#form")).ToContainTextAsync("Show 85 of 85 more");
        await Expect(page.Locator("#form .field-name:text-is('M110')")).ToHaveCountAsync(1);
    }

    // The limit of what a browser reads fast is no reason to change what somebody typed, or a service sent.
    [Fact]
    [Long]
    public async Task Numbers_keep_their_digits_in_texts_of_any_length()
    {
        string filler = new('x', 2_100_000);
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        IPage page = browser.Page;

        await page.EvalOnSelectorAsync("#json", "(json, text) => { json.value = text; json.dispatchEvent(new Event('input')); }", $$"""{"Numbers":[9223372036854775807],"Note":"{{filler}}"}""");
        await page.Locator("#form .field:has(> label > .field-name:text-is('Day')) > input").FillAsync("2026-11-26");
        Assert.Contains("9223372036854775807", await page.InputValueAsync("#json"), StringComparison.Ordinal);
        Assert.Equal("9223372036854775807", await page.Locator("#form .item input").InputValueAsync());

        (await server.Site.GatewayAsync()).Emulator.Script("Act").RespondsWith($$"""{"Big":9007199254740993,"Text":"{{filler}}"}""");
        await page.FillAsync("#json", "{}");
        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits the spec; 2 bytes");
        await browser.SendAsync();
        await Expect(page.Locator("#outcome .tree")).ToContainTextAsync("9007199254740993");
        await page.Locator("#outcome .copy").ClickAsync();
        await Expect(page.Locator("#outcome .copy")).ToHaveTextAsync("Copied");
        Assert.Contains("9007199254740993", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Half_a_surrogate_pair_is_shown_as_its_escape()
    {
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Act);
        IPage page = browser.Page;
        string cut = new string('x', 1_999) + "\\ud83d\\ude00" + new string('y', 100);
        await page.RouteAsync("**/call", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "application/x-ndjson",
            Body = $$$"""{"kind":"response","call":1,"milliseconds":1,"status":200,"requestId":"r-1","content":{"Name":"\ud83d x \udc00","Text":"{{{cut}}}"}}""" + "\n",
        }));

        await browser.SendAsync();
        await Expect(page.Locator("#outcome")).ToContainTextAsync("Succeeded");
        await Expect(page.Locator("#outcome .tree")).ToContainTextAsync("\"\\ud83d x \\udc00\"");
        await page.Locator("#outcome").GetByText("Show more of 2101 characters").ClickAsync();
        await Expect(page.Locator("#outcome .tree")).ToContainTextAsync("x😀y");
        await page.Locator("#outcome").GetByRole(AriaRole.Button, new() { Name = "Text", Exact = true }).ClickAsync();
        await Expect(page.Locator("#outcome pre")).ToContainTextAsync("\"Name\": \"\\ud83d x \\udc00\"");

        // Typed or pasted it is told, since no request can carry it.
        browser.Refused = "explain";
        await page.EvalOnSelectorAsync("#pasted", "field => { field.value = 'POST \\ud83d'; }");
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("half of a surrogate pair");
    }

    private static async Task<string> CompactAsync(IPage page) => Regex.Replace(await page.InputValueAsync("#json"), @"\s", "");
}
