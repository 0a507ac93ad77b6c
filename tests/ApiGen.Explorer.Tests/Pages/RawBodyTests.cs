using ApiGen.Explorer.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiGen.Explorer.Tests.Pages;

/// <summary>Of a raw body the page shows what is sent: the text, or the file in its place.</summary>
public sealed class RawBodyTests(Chromium chromium)
{
    [Fact]
    public async Task A_file_takes_the_place_of_the_text_until_it_is_taken_away()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, "/services/lab/2026-01-01/actions/Store");
        IPage page = browser.Page;
        FilePayload file = new() { Name = "x.bin", MimeType = "application/octet-stream", Buffer = new byte[19] };

        await page.FillAsync("#raw", "0123456789");
        await Expect(page.Locator("#fits")).ToContainTextAsync("10 bytes are sent");
        for (int i = 0; i < 2; i++)
        {
            await page.SetInputFilesAsync("#file", file);
            await Expect(page.Locator("#fits")).ToContainTextAsync("19 bytes are sent");
            await Expect(page.Locator("#raw-from")).ToHaveTextAsync("The file x.bin is sent (19 bytes), not the text.");
            await Expect(page.Locator("#raw")).ToBeDisabledAsync();

            if (i == 0)
            {
                await page.SetInputFilesAsync("#file", Array.Empty<FilePayload>());
            }
            else
            {
                await page.GetByText("Send the text instead").ClickAsync();
            }

            await Expect(page.Locator("#fits")).ToContainTextAsync("10 bytes are sent");
            await Expect(page.Locator("#raw")).ToBeEnabledAsync();
            await Expect(page.Locator("#raw-from")).ToBeHiddenAsync();
            Assert.Equal(("0123456789", ""), (await page.InputValueAsync("#raw"), await page.InputValueAsync("#file")));
        }

        await browser.SendAsync();
        await Expect(page.Locator("#outcome")).ToContainTextAsync("Succeeded");
        Assert.Equal("0123456789", Assert.Single((await server.Site.GatewayAsync()).Emulator.Arrivals).Body);
    }
}
