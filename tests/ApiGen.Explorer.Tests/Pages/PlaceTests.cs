using ApiGen.Explorer.Hosting;

namespace ApiGen.Explorer.Tests.Pages;

public sealed class PlaceTests(Chromium chromium)
{
    [Theory]
    [InlineData("error.InvalidParameterValue.InvalidMNPName")]
    [InlineData("request.MNPName")]
    [InlineData("response.Data")]
    [InlineData("signature")]
    public async Task A_link_to_a_place_on_the_page_leads_there_after_a_reload_too(string place)
    {
        string path = "/services/tcsas/2025-01-06/actions/CreateMNP#" + place;
        await using ExplorerServer server = await Lab.StartAsync(ApiExplorerSpecs.Bundled());
        await using BrowserPage browser = await BrowserPage.OpenAsync(chromium, server, path);
        for (int i = 0; i < 2; i++)
        {
            await browser.Page.ReloadAsync();
            await browser.ArrivesAsync(path);
            await browser.Page.WaitForSelectorAsync("#steps li");
            double top = await browser.Page.EvaluateAsync<double>(
                "async place => { for (let i = 0; i < 4; i++) { await new Promise(requestAnimationFrame); } return document.getElementById(place).getBoundingClientRect().top; }", place);

            Assert.InRange(top, 0, 400);
        }
    }
}
