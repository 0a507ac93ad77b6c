using ApiGen.Explorer.Hosting;
using ApiGen.Explorer.Journal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Journal;

/// <summary>The values of sensitive members are in nothing that the journal serves, nor in what the browser keeps.</summary>
public sealed class JournalBodyTests(Chromium chromium)
{
    private const string Secret = "nobody-is-to-see-this";

    private static readonly ApiExplorerSpecs Specs = Lab.Read("""
        service: lab
        version: 2026-01-01
        namespace: Example.Lab
        endpoint: lab.example.com
        types:
          Key:
            members:
              Id: { type: int64 }
              Words: { type: list<string>, sensitive: true }
        actions:
          Open:
            request:
              Name: { type: string }
              Secret: { type: string, sensitive: true }
              Keys: { type: list<Key> }
          Walk:
            request:
              Name: { type: string }
          Log:
            request:
              AdminPass: { type: string }
              Passwords: { type: list<string> }
              NeedPassword: { type: bool }
              Passcode: { type: int64 }
              RootPasswords: { type: list<list<string>> }
          Store:
            requestBody: octet-stream
            request:
              Secret: { type: string, sensitive: true }
        """);

    private static readonly JournalBody Bodies = new(Specs.Services);

    [Theory]
    [InlineData("Open", """{"Name":"a"}""", """{"Name":"a"}""")]
    [InlineData("Open", """{ "Secret" : "nobody-is-to-see-this", "Name":"a" }""", """{ "Secret" :"***", "Name":"a" }""")]
    [InlineData("Open", """{"secret":"nobody-is-to-see-this","\u0053ecret":"nobody-is-to-see-this"}""", """{"secret":"***","\u0053ecret":"***"}""")]
    [InlineData("Open", """{"Keys":[{"Id":1,"Words":["nobody-is-to-see-this"]},{"Words":{"a":[1]}}],"Name":"\ud83d"}""", """{"Keys":[{"Id":1,"Words":"***"},{"Words":"***"}],"Name":"\ud83d"}""")]
    [InlineData("Open", """{"Name":"a","Secret":"nobody-is-to-see-this""", """{"Name":"a","Secret":*** (what follows is not JSON, so that nobody can tell what of it is sensitive)""")]
    [InlineData("Open", "Name=a&Secret=nobody-is-to-see-this", "*** (what follows is not JSON, so that nobody can tell what of it is sensitive)")]
    [InlineData("Opn", """{"Secret":"nobody-is-to-see-this"}""", """{"Secret":"***"}""")]
    [InlineData("Open", """{"Name":"a","Secrt":"nobody-is-to-see-this","Nmae":"b","Kyes":["nobody-is-to-see-this"]}""", """{"Name":"a","Secrt":"***","Nmae":"b","Kyes":["***"]}""")]
    [InlineData("Open", """{"Keys": "nobody-is-to-see-this" ,"Name":["b", 7]}""", """{"Keys": "***" ,"Name":["b", 7]}""")]
    [InlineData("Open", """{"Keys":[["nobody-is-to-see-this", 7], true, null, {"Id":7,"Wrods":[1]}, 7]}""", """{"Keys":[["***", "***"], true, null, {"Id":7,"Wrods":"***"}, "***"]}""")]
    [InlineData("Open", "\"nobody-is-to-see-this\"", "\"***\"")]
    [InlineData("Open", "[\"nobody-is-to-see-this\"]", "[\"***\"]")]
    [InlineData("Opn", """{"Secrt":"nobody-is-to-see-this","Keys":7}""", """{"Secrt":"***","Keys":"***"}""")]
    [InlineData("Open", """{"Name":"a", /* "Secret":"nobody-is-to-see-this", */ "Name":"b"}""", """{"Name":"a"*** (what follows is not JSON, so that nobody can tell what of it is sensitive)""")]
    [InlineData("Open", "{ // \"Secret\":\"nobody-is-to-see-this\"\n \"Name\":\"b\"}", "{*** (what follows is not JSON, so that nobody can tell what of it is sensitive)")]
    [InlineData("Open", """{"Name":"a"} // nobody-is-to-see-this""", """{"Name":"a"}*** (what follows is not JSON, so that nobody can tell what of it is sensitive)""")]
    [InlineData("Open", """{"Name":"a",}""", """{"Name":"a"*** (what follows is not JSON, so that nobody can tell what of it is sensitive)""")]
    [InlineData("Open", """{"Keys.0.Words.0":"nobody-is-to-see-this","Kyes.0.Wrods":["nobody-is-to-see-this"],"Keys.0":"nobody-is-to-see-this","A.Secret":"nobody-is-to-see-this","Name.0":"b","7":8}""", """{"Keys.0.Words.0":"***","Kyes.0.Wrods":"***","Keys.0":"***","A.Secret":"***","Name.0":"b","7":8}""")]
    [InlineData("Walk", "[\"text\"]", "[\"text\"]")]
    [InlineData("Store", "[\"text\"]", "[\"text\"]")]
    [InlineData("Walk", """{"Name":"a",}""", """{"Name":"a",}""")]
    [InlineData("Walk", "100% of it, not JSON", "100% of it, not JSON")]
    [InlineData("Walk", """{"X":1, /*c*/ "P\u0061ssword":"nobody-is-to-see-this"}""", """{"X":1*** (what follows is not JSON, so that nobody can tell what of it is sensitive)""")]
    [InlineData("Walk", """{"X":1, 'P\x61ssword':'nobody-is-to-see-this'}""", """{"X":1*** (what follows is not JSON, so that nobody can tell what of it is sensitive)""")]
    [InlineData("Walk", "P%61ssword=nobody-is-to-see-this", "*** (what follows is not JSON, so that nobody can tell what of it is sensitive)")]
    [InlineData("Walk", "<P&#97;ssword>nobody-is-to-see-this</P&#97;ssword>", "*** (what follows is not JSON, so that nobody can tell what of it is sensitive)")]
    [InlineData("Walk", "{\"Name\":\"a\"}\r\n", "{\"Name\":\"a\"}\r\n")]
    [InlineData("Open", " {\"Name\":\"a\",\"Secret\":\"nobody-is-to-see-this\"} \n", " {\"Name\":\"a\",\"Secret\":\"***\"} \n")]
    [InlineData("Log", """{"Passcode":4711,"RootPasswords":[["nobody-is-to-see-this"]]}""", """{"Passcode":"***","RootPasswords":"***"}""")]
    [InlineData("Walk", """{"Name":"a","Pass":"nobody-is-to-see-this","user_password":7,"passwd":["nobody-is-to-see-this"],"Login":{"pwd":"nobody-is-to-see-this","id":1}}""", """{"Name":"a","Pass":"***","user_password":"***","passwd":"***","Login":{"pwd":"***","id":1}}""")]
    [InlineData("Walk", """{"Passenger":"a","Compass":"b","BypassRule":"c","PasswordLength":8}""", """{"Passenger":"a","Compass":"b","BypassRule":"c","PasswordLength":8}""")]
    [InlineData("Walk", "Name=a&user_password=nobody-is-to-see-this", "*** (what follows is not JSON, so that nobody can tell what of it is sensitive)")]
    [InlineData("Walk", """{"Name":"a","Pass":nobody-is-to-see-this}""", """{"Name":"a","Pass":*** (what follows is not JSON, so that nobody can tell what of it is sensitive)""")]
    [InlineData("Log", """{"AdminPass":"nobody-is-to-see-this","Passwords":["nobody-is-to-see-this"],"NeedPassword":true,"Adminpass":"nobody-is-to-see-this","AdmnPass":"nobody-is-to-see-this","a.DB_PASS":"nobody-is-to-see-this"}""", """{"AdminPass":"***","Passwords":"***","NeedPassword":true,"Adminpass":"***","AdmnPass":"***","a.DB_PASS":"***"}""")]
    [InlineData("Open", """{"Name":"a","pwd":"nobody-is-to-see-this"}""", """{"Name":"a","pwd":"***"}""")]
    [InlineData("Opn", """{"NewPwd":"nobody-is-to-see-this"}""", """{"NewPwd":"***"}""")]
    [InlineData("Walk", "\"{\\\"Password\\\":\\\"nobody-is-to-see-this\\\"}\"", "\"***\"")]
    [InlineData("Walk", "[[\"Password=nobody-is-to-see-this\"],\"text\"]", "[[\"***\"],\"text\"]")]
    [InlineData("Walk", """{"A":01,"Secret Key":"nobody-is-to-see-this"}""", """{"A":*** (what follows is not JSON, so that nobody can tell what of it is sensitive)""")]
    [InlineData("Walk", "Secret+Key=nobody-is-to-see-this&A=1", "*** (what follows is not JSON, so that nobody can tell what of it is sensitive)")]
    [InlineData("Walk", "A: 1\nSecret Access Key: nobody-is-to-see-this", "*** (what follows is not JSON, so that nobody can tell what of it is sensitive)")]
    [InlineData("Walk", "the key of a secret, not JSON", "the key of a secret, not JSON")]
    [InlineData("Store", "not JSON", "not JSON")]
    [InlineData("Open", null, null)]
    public void Values_of_sensitive_members_are_blacked_out_and_all_else_stays_as_it_arrived(string action, string? body, string? shown) => Assert.Equal(shown, Bodies.Of(body, action));

    [Fact]
    public void A_value_that_the_end_of_what_is_kept_falls_into_is_blacked_out_too()
    {
        string before = $$"""{"Name":"{{new string('x', JournalBody.MostCharacters - 30)}}","Secret":""";

        Assert.Equal(before + "\"***\"}", Bodies.Of($"{before}\"{Secret}\"}}", "Open"));
        Assert.Equal(new string('x', 10), Bodies.Of(before + $"\"{Secret}\",\"Name\":\"{new string('y', 9_000)}\"}}", "Open")![9..19]);
    }

    [Fact]
    [Long]
    public async Task The_page_of_the_journal_and_the_storage_of_the_browser_have_none_of_them()
    {
        const string Open = "/services/lab/2026-01-01/actions/Open";
        await using ExplorerServer server = await Lab.StartAsync(Specs);
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, Open);
        IPage page = browser.Page;
        await page.FillAsync("#json", $$"""{"Name":"a","Secret":"{{Secret}}","Keys":[{"Id":9007199254740993,"Words":["{{Secret}}"]}]}""");
        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits the spec");
        await browser.SendAsync();
        await Expect(page.Locator("#outcome")).ToContainTextAsync("Succeeded");
        Assert.Contains(Secret, Assert.Single((await server.Site.GatewayAsync()).Emulator.Arrivals).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, await StoredAsync(), StringComparison.Ordinal);

        await browser.GoAsync("/journal");
        await page.Locator("#calls summary").ClickAsync();
        await Expect(page.Locator("#calls pre")).ToHaveTextAsync("""{"Name":"a","Secret":"***","Keys":[{"Id":9007199254740993,"Words":"***"}]}""");

        // All else is there again.
        await browser.GoAsync(Open);
        Assert.Equal("""{"Name":"a","Keys":[{"Id":9007199254740993}]}""", System.Text.RegularExpressions.Regex.Replace(await page.InputValueAsync("#json"), "\\s", ""));
        await page.FillAsync("#json", $$"""{"Secret":"{{Secret}}" """);
        await Expect(page.Locator("#json-problem")).ToBeVisibleAsync();
        Assert.DoesNotContain(Secret, await StoredAsync(), StringComparison.Ordinal);

        // The same holds where somebody has slipped, and what has nothing to do with it stays as it was typed.
        foreach ((string typed, string? kept) in new (string, string?)[]
        {
            ($$"""{"Name":"b","Secrt":"{{Secret}}"}""", """{"Name":"b"}"""),
            ($$"""{"Name":"b","Keys":"{{Secret}}"}""", """{"Name":"b"}"""),
            ($$"""{"Name.0":"b","Keys.0.Words.0":"{{Secret}}","Kyes.0.Wrods":["{{Secret}}"],"Keys.0":"{{Secret}}"}""", """{"Name.0":"b"}"""),
            ($$"""{"Name":"b","Keys":[["{{Secret}}"],{"Id":7,"Wrods":["{{Secret}}"]}]}""", """{"Name":"b","Keys":[[],{"Id":7}]}"""),
            ($$"""{"Name":"b","Kyes":{"Secret":"{{Secret}}"},"Keys":[],"Keys":null}""", """{"Name":"b","Kyes":{},"Keys":null}"""),
            ($$"""{"Keys":"{{Secret}}","Keys":[{"Id":7}]}""", """{"Keys":[{"Id":7}]}"""),
            ($"\"{Secret}\"", null),
            ($"[\"{Secret}\"]", "[]"),
            ("""{ "Nmae" : "b", "Keys": [ {"Id":9007199254740993} ] }""", """{"Nmae":"b","Keys":[{"Id":9007199254740993}]}"""),
        })
        {
            await page.FillAsync("#json", typed);
            string stored = await page.EvaluateAsync<string?>("() => JSON.parse(Object.entries(sessionStorage).find(([key]) => key.endsWith('/Open'))[1]).json ?? null") ?? "none";
            Assert.Equal(kept ?? "none", System.Text.RegularExpressions.Regex.Replace(stored, "\\s", ""));
            Assert.Equal(typed.Contains(Secret, StringComparison.Ordinal), stored != typed);
        }

        Task<string> StoredAsync() => page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage, ...localStorage })");
    }
}
