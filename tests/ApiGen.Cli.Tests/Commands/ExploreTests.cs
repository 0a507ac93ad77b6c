using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ApiGen.Cli.Tests.Commands;

public sealed partial class ExploreTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_address_is_printed_and_a_signal_ends_it()
    {
        using Process explorer = CliProcess.Start(AppContext.BaseDirectory, "explore", TestData.Specs, "--no-browser");
        Uri address = await AddressAsync(explorer);
        using HttpClient http = new();
        string home = await http.GetStringAsync(address, Cancelled);
        CliProcess.Signal(explorer, "INT");
        CliResult result = await CliProcess.FinishAsync(explorer);

        Assert.Contains("/services/tcsas/2025-01-06", home, StringComparison.Ordinal);
        Assert.Equal((0, ""), (result.ExitCode, result.Error.Replace("apigen: stopping.", "", StringComparison.Ordinal).Trim()));
    }

    [Fact]
    public async Task The_command_that_a_page_shows_is_accepted_by_its_gateway()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "There is no shell here.");
        using Process explorer = CliProcess.Start(AppContext.BaseDirectory, "explore", TestData.Specs, "--no-browser", "--credential", "Example");
        Uri address = await AddressAsync(explorer);
        using HttpClient http = new();
        http.DefaultRequestHeaders.Add("X-Explorer-Page", PageToken().Match(await http.GetStringAsync(address, Cancelled)).Groups[1].Value);
        using StringContent body = new(
            """{"service":"tcsas","version":"2025-01-06","action":"DescribeMNP","region":"ap-singapore","json":"{\"PlatformId\":\"it's $HOME\",\"MNPId\":\"mp1\"}"}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri(address, "preview"), body, Cancelled);
        JsonElement preview = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled));
        string command = preview.GetProperty("samples").EnumerateArray().Single(sample => sample.GetProperty("name").GetString() == "apigen").GetProperty("text").GetString()!;

        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"apigen() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "apigen.dll")}' \"$@\"; }}\n{command}"])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        CliResult result = await CliProcess.FinishAsync(shell);
        CliProcess.Signal(explorer, "INT");
        await CliProcess.FinishAsync(explorer);

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("RequestId", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_machines_need_the_token_that_is_printed()
    {
        using Process explorer = CliProcess.Start(AppContext.BaseDirectory, "explore", TestData.Specs, "--no-browser", "--listen", "0.0.0.0");
        Uri address = await AddressAsync(explorer);
        UriBuilder here = new(address) { Host = "127.0.0.1" };
        using HttpClient http = new();
        using HttpResponseMessage with = await http.GetAsync(here.Uri, Cancelled);
        using HttpResponseMessage without = await new HttpClient().GetAsync(new Uri(here.Uri, "/"), Cancelled);
        CliProcess.Signal(explorer, "INT");
        await CliProcess.FinishAsync(explorer);

        Assert.Matches("^\\?token=[0-9a-f]{32}$", address.Query);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (with.StatusCode, without.StatusCode));
    }

    [Theory]
    [InlineData("'everywhere' is no IP address", "--listen", "everywhere")]
    [InlineData("'70000' is no whole number from 0 to 65535", "--port", "70000")]
    public async Task A_value_that_cannot_be_used_is_told(string message, params string[] arguments)
    {
        CliResult result = await CliProcess.RunAsync(["explore", TestData.Specs, "--no-browser", .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static async Task<Uri> AddressAsync(Process explorer)
    {
        string? line = await explorer.StandardOutput.ReadLineAsync(Cancelled);
        Assert.StartsWith("listening on http://", line, StringComparison.Ordinal);
        return new Uri(line!["listening on ".Length..]);
    }

    [GeneratedRegex("data-page=\"([0-9a-f]+)\"")]
    private static partial Regex PageToken();
}
