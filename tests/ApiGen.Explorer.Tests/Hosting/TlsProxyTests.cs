using System.Globalization;
using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Hosting;

/// <summary>An explorer behind a proxy with TLS, as its page advises for other networks.</summary>
public sealed class TlsProxyTests(Chromium chromium)
{
    private const string Token = "a-token-that-nobody-guesses";

    // The Host as it is, without its port ($host of nginx), and the explorer's own address (nginx unless it is told otherwise).
    [Theory]
    [InlineData("kept")]
    [InlineData("without port")]
    [InlineData("own")]
    [Long]
    public async Task Forms_calls_and_the_journal_work_through_a_proxy_with_TLS(string kind)
    {
        Assert.SkipWhen(Chromium.Unavailable is not null, Chromium.Unavailable ?? "");
        await using ExplorerServer server = await Lab.StartAsync(configure: options =>
        {
            options.Token = Token;
            options.AllowedHosts.Add("build-7.explorer.test");
        });
        await using TlsProxy proxy = await TlsProxy.StartAsync(server.Address, host => kind switch { "kept" => host.Value, "without port" => host.Host, _ => null });
        await using IBrowserContext context = await chromium.OpenAsync(1280, 860, ColorScheme.Light, ignoresCertificates: true);
        context.SetDefaultTimeout(180_000);
        SetDefaultExpectTimeout(180_000);
        IPage page = await context.NewPageAsync();
        string root = string.Create(CultureInfo.InvariantCulture, $"https://build-7.explorer.test:{proxy.Port}");

        await page.GotoAsync($"{root}/?token={Token}");
        await page.GotoAsync($"{root}/services/lab/2026-01-01/actions/Watch");
        await page.FillAsync("#form input >> nth=0", "copper");
        await Expect(page.Locator("#fits")).ToContainTextAsync("Fits the spec");
        await Expect(page.Locator("#samples details")).ToHaveCountAsync(5);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#outcome")).ToContainTextAsync("Succeeded");
        await page.FillAsync("#pasted", "POST");
        await page.ClickAsync("#explain");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("canonical request");
        await page.GotoAsync($"{root}/journal");
        await Expect(page.Locator("#calls tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("#state")).ToHaveTextAsync("live");
    }
}
