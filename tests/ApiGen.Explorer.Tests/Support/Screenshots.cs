using ApiGen.EndToEnd.Support;
using Microsoft.Playwright;

namespace ApiGen.Explorer.Tests.Support;

/// <summary>
/// The pictures of <c>docs/explorer.md</c>. Each run makes them; <c>APIGEN_SCREENSHOTS=1</c> puts them into the documentation, which would otherwise change
/// with every port and time.
/// </summary>
internal static class Screenshots
{
    public static async Task TakeAsync(IPage page, string name)
    {
        string folder = Environment.GetEnvironmentVariable("APIGEN_SCREENSHOTS") == "1"
            ? Path.Combine(Repository.Root, "docs", "images")
            : Path.Combine(AppContext.BaseDirectory, "screenshots");
        Directory.CreateDirectory(folder);
        byte[] picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"explorer-{name}.png"), Type = ScreenshotType.Png });
        Assert.True(picture.Length > 10_000, $"{name}: {picture.Length} bytes are no picture of a page.");
    }
}
