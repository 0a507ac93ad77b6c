using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Tests.Commands;

public sealed class ServeTests
{
    private const string Request = """
        {"PlatformId":"T02245JR9111721GKOI","TeamId":"6519624807","MNPName":"shop","MNPType":"Life Service->144_Lilliputian Services","MNPIntro":"a","MNPDesc":"b","MNPIcon":"https://example.com/i.png"}
        """;

    [Theory]
    [InlineData("--port", "65536")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "http")]
    [InlineData("--port", "8080.5")]
    [InlineData("--items", "-3")]
    [InlineData("--items", "100001")]
    public async Task A_number_out_of_bounds_is_refused_with_the_bounds(string option, string value)
    {
        CliResult result = await CliProcess.RunAsync("serve", TestData.Specs, option, value);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"'{value}' is no whole number from 0 to ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_port_in_use_is_a_message()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        CliResult result = await CliProcess.RunAsync("serve", TestData.Specs, "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"apigen: error: port {port} is in use by another program.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_right_to_a_port_is_a_message() => Assert.StartsWith(
        "there is no right to listen on port 80.",
        ServeCommand.Reason(new InvalidOperationException("x", new SocketException((int)SocketError.AccessDenied)), 80, IPAddress.Loopback),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Long]
    public async Task Each_call_has_its_line_unless_it_is_quiet(bool isQuiet)
    {
        string[] arguments = isQuiet ? ["serve", TestData.Specs, "--quiet"] : ["serve", TestData.Specs];
        using Process server = CliProcess.Start(AppContext.BaseDirectory, arguments);
        string endpoint = await EndpointAsync(server);

        await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", endpoint, "--specs", TestData.Specs);
        await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "xx-nowhere", "--endpoint", endpoint, "--specs", TestData.Specs);
        CliProcess.Signal(server, "INT");
        CliResult result = await CliProcess.FinishAsync(server);

        string lines = result.Output.ReplaceLineEndings("\n");
        if (isQuiet)
        {
            Assert.DoesNotContain("CreateMNP", lines, StringComparison.Ordinal);
        }
        else
        {
            Assert.Matches(@"\nCreateMNP ap-singapore: ok [0-9a-f]{32}\nCreateMNP xx-nowhere: UnsupportedRegion [0-9a-f]{32}\n", lines);
        }

        Assert.Contains("2 calls served.", lines, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_list_of_any_length_is_served_page_by_page()
    {
        using Process server = CliProcess.Start(AppContext.BaseDirectory, "serve", TestData.Specs, "--items", "45", "--no-limits", "--quiet");
        string endpoint = await EndpointAsync(server);
        List<string> names = [];
        List<int> totals = [];
        for (int offset = 0; offset < 60; offset += 20)
        {
            CliResult page = await CliProcess.RunAsync("call", "tcsas", "DescribeTeamMemberList", "-p", "PlatformId=1", "-p", $"Offset={offset}", "-p", "Limit=20", "--region", "ap-singapore", "--endpoint", endpoint, "--specs", TestData.Specs);
            Assert.Equal("", page.Error);
            using JsonDocument document = JsonDocument.Parse(page.Output);
            JsonElement data = document.RootElement.GetProperty("Data");
            totals.Add(data.GetProperty("TotalCount").GetInt32());
            names.AddRange(data.GetProperty("DataList").EnumerateArray().Select(item => item.GetRawText()));
        }

        CliProcess.Signal(server, "INT");
        await CliProcess.FinishAsync(server);

        Assert.Equal([45, 45, 45], totals);
        Assert.Equal(45, names.Count);
        Assert.Equal(45, names.Distinct().Count());
    }

    [Fact]
    [Long]
    public async Task An_own_action_of_a_bundled_service_is_served_beside_the_others()
    {
        using TemporaryFolder folder = new();
        folder.Write("action: PingMNP\nservice: tcsas\nversion: 2025-01-06\nresponse: { Pong: { type: string, required: true } }\n", "specs", "PingMNP.yaml");
        using Process server = CliProcess.Start(folder.Path, "serve");
        string endpoint = await EndpointAsync(server);

        CliResult own = await CliProcess.RunInAsync(folder.Path, "call", "tcsas", "PingMNP", "--endpoint", endpoint);
        CliResult other = await CliProcess.RunInAsync(folder.Path, "call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", endpoint);
        CliProcess.Signal(server, "INT");
        CliResult served = await CliProcess.FinishAsync(server);

        Assert.Equal((0, 0), (own.ExitCode, other.ExitCode));
        Assert.Contains("\"Pong\": \"Pong\"", own.Output, StringComparison.Ordinal);
        Assert.Contains("tcsas 2025-01-06 is completed from the specs that come with the tool", served.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Calls_to_this_machine_go_through_no_proxy()
    {
        using Process server = CliProcess.Start(AppContext.BaseDirectory, "serve", TestData.Specs);
        string endpoint = await EndpointAsync(server);

        // Nobody listens where these lead.
        CliResult result = await CliProcess.RunWithAsync(
            ["HTTP_PROXY=http://127.0.0.1:9", "http_proxy=http://127.0.0.1:9", "HTTPS_PROXY=http://127.0.0.1:9", "ALL_PROXY=http://127.0.0.1:9"],
            "call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", endpoint, "--specs", TestData.Specs);
        CliProcess.Signal(server, "INT");
        await CliProcess.FinishAsync(server);

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
    }

    private static async Task<string> EndpointAsync(Process server)
    {
        string? line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Listening on http://127.0.0.1:", line, StringComparison.Ordinal);
        return line!["Listening on ".Length..];
    }
}
