using System.Diagnostics;
using System.Net;
using ApiGen.Explorer.Hosting;
using ApiGen.Specs;

namespace ApiGen.Explorer.Tests.Pages;

/// <summary>What the pages of actions and types say, as the server writes them.</summary>
public sealed class ActionContentTests
{
    private const string Spec = """
        service: shop
        version: 2026-01-01
        namespace: Example.Shop
        endpoint: shop.example.com
        types:
          Item:
            members:
              Name: { type: string, required: true, minLength: 1, maxLength: 1, summary: A letter. }
              Parts: { type: list<Item>, minItems: 1, maxItems: 5 }
        actions:
          Find:
            summary: Finds an item.
            rateLimit: [20/s, 500/min]
            request:
              Item: { type: Item, required: true }
              Kind: { type: string, values: [toy, tool, ""], default: toy }
              Old: { type: string, deprecated: Use Kind. }
              Word: { type: string, minLength: 2, sensitive: true, pattern: "^[a-z]+$" }
            response:
              Found: { type: Item }
            errors:
              FailedOperation.Sold: It is sold.
            examples:
              - title: A toy
                request: { Item: { Name: a } }
                response: { Found: { Name: b } }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("20/s and 500/min")]
    [InlineData("FailedOperation.Sold It is sold. C#: FailedOperation")]
    [InlineData("Item Item required")]
    [InlineData("Name string required A letter. Exactly 1 character")]
    [InlineData("Parts list<Item> members see above 1 to 5 elements")]
    [InlineData("Kind string line 16 Default toy toy tool (empty text)")]
    [InlineData("Old string deprecated line 17 Deprecated: Use Kind.")]
    [InlineData("Word string sensitive line 18 At least 2 characters Pattern ^[a-z]+$")]
    [InlineData("A toy Request { \"Item\": { \"Name\": \"a\" } } Response { \"Found\": { \"Name\": \"b\" } }")]
    [InlineData("Spec specs/s0/lab.yaml Find: summary: Finds an item.")]
    public async Task The_page_of_an_action_says_what_its_spec_does(string words)
    {
        await using ExplorerServer server = await Lab.StartAsync(Lab.Read(Spec));
        Assert.Contains(words, await TextAsync(server, "services/shop/2026-01-01/actions/Find"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_of_YAML_are_read_anew_each_time_and_a_file_that_is_gone_is_told()
    {
        string? text = Spec;
        ApiExplorerSpecs specs = new(SpecLoader.Load([new SpecText("shop.yaml", Spec)]).Services, _ => text);
        await using ExplorerServer server = await Lab.StartAsync(specs);
        string html = await HtmlAsync(server, "services/shop/2026-01-01/actions/Find");
        text = "# A line more\n" + Spec.Replace("Finds an item.", "Finds it at once.", StringComparison.Ordinal);
        string changed = await HtmlAsync(server, "services/shop/2026-01-01/actions/Find");
        text = Spec.Replace("  Find:", "  Seek:", StringComparison.Ordinal);
        string renamed = await HtmlAsync(server, "services/shop/2026-01-01/actions/Find");
        text = "a: [";
        string broken = await HtmlAsync(server, "services/shop/2026-01-01/types/Item");
        text = null;
        string gone = await HtmlAsync(server, "services/shop/2026-01-01/actions/Find");

        Assert.Contains("<li id=\"L11\"><code>  Find:</code></li>", html, StringComparison.Ordinal);
        Assert.Contains("<li id=\"L12\"><code>  Find:</code></li>", changed, StringComparison.Ordinal);
        Assert.Contains("Finds it at once.", changed, StringComparison.Ordinal);
        Assert.Contains("The file does not declare Find any more, or is no longer YAML.", renamed, StringComparison.Ordinal);
        Assert.Contains("The file does not declare Item any more, or is no longer YAML.", broken, StringComparison.Ordinal);
        Assert.Contains("The file cannot be read any more.", gone, StringComparison.Ordinal);
    }

    // To open a pipe waits until somebody writes to it.
    [Fact]
    public async Task A_file_that_became_a_pipe_is_one_that_cannot_be_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        string folder = Directory.CreateTempSubdirectory().FullName, file = Path.Combine(folder, "shop.yaml");
        await File.WriteAllTextAsync(file, Spec, Cancelled);
        await using ExplorerServer server = await Lab.StartAsync(ApiExplorerSpecs.FromFolder(folder));
        File.Delete(file);
        using Process make = Process.Start("mkfifo", [file]);
        await make.WaitForExitAsync(Cancelled);
        string html = await HtmlAsync(server, "services/shop/2026-01-01/actions/Find");
        Directory.Delete(folder, recursive: true);

        Assert.Contains("The file cannot be read any more.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/actions/Find")]
    [InlineData("/types/Item")]
    public async Task A_file_that_has_changed_since_the_start_is_told_on_each_page_that_is_made_from_it(string page)
    {
        string? text = Spec;
        ApiExplorerSpecs specs = new(SpecLoader.Load([new SpecText("shop.yaml", Spec)]).Services, _ => text);
        await using ExplorerServer server = await Lab.StartAsync(specs);
        string before = await TextAsync(server, "services/shop/2026-01-01" + page);
        text += "\n# A line more";
        string after = await TextAsync(server, "services/shop/2026-01-01" + page);
        text = null;
        string gone = await TextAsync(server, "services/shop/2026-01-01" + page);

        Assert.Contains("The file shop.yaml has changed since the explorer read it.", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("has changed since", before, StringComparison.Ordinal);
        Assert.Contains("The file shop.yaml has changed since the explorer read it.", after, StringComparison.Ordinal);
        Assert.Contains("restart", after, StringComparison.Ordinal);
    }

    private static Task<string> HtmlAsync(ExplorerServer server, string path)
    {
        HttpClient http = new();
        return http.GetStringAsync(new Uri(server.Address, path), Cancelled);
    }

    /// <summary>What a reader of the page reads.</summary>
    private static async Task<string> TextAsync(ExplorerServer server, string path)
    {
        string html = await HtmlAsync(server, path);
        string text = string.Concat(html.Split('<').Select(static piece => " " + piece[(piece.IndexOf('>', StringComparison.Ordinal) + 1)..]));
        return string.Join(' ', WebUtility.HtmlDecode(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
