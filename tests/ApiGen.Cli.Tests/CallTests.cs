using System.Diagnostics;
using System.Text.Json;
using ApiGen.Emulator;

namespace ApiGen.Cli.Tests;

public sealed class CallTests
{
    private const string Request = """
        {"PlatformId":"T02245JR9111721GKOI","TeamId":"6519624807","MNPName":"小程序","MNPType":"Life Service->144_Lilliputian Services","MNPIntro":"a","MNPDesc":"b","MNPIcon":"https://example.com/i.png"}
        """;

    [Fact]
    public async Task A_call_is_signed_and_its_answer_is_printed_as_JSON()
    {
        await using ApiEmulator emulator = await StartAsync(new ApiEmulatorOptions { RecordBodies = true });

        CliResult result = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs);

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        using JsonDocument answer = JsonDocument.Parse(result.Output);
        Assert.Equal("mp1mkdcf53ob2h8m", answer.RootElement.GetProperty("Data").GetProperty("ResourceId").GetString());
        Assert.NotEqual("", answer.RootElement.GetProperty("RequestId").GetString());
        Assert.Single(emulator.Arrivals);
    }

    [Fact]
    public async Task Single_parameters_get_the_types_of_the_spec()
    {
        await using ApiEmulator emulator = await StartAsync();

        CliResult result = await CliProcess.RunAsync(
            "call", "tcsas", "DescribeTeamMemberList", "-p", "PlatformId=123", "-p", "Offset=0", "-p", "Limit=10", "-p", "RoleIds=1", "-p", "RoleIds=2", "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs);

        Assert.Equal("", result.Error);
        Assert.Contains("\"TotalCount\": 2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_does_not_fit_is_refused_with_every_fault_and_nothing_is_sent()
    {
        await using ApiEmulator emulator = await StartAsync();

        CliResult result = await CliProcess.RunAsync(
            "call", "tcsas", "CreateMNP", "--json", """{"MNPName": 5, "MNPTipe": "x"}""", "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("number-where-string at MNPName", result.Error, StringComparison.Ordinal);
        Assert.Contains("unknown-member at MNPTipe", result.Error, StringComparison.Ordinal);
        Assert.Contains("missing-required at PlatformId", result.Error, StringComparison.Ordinal);
        Assert.Empty(emulator.Arrivals);
    }

    [Fact]
    public async Task A_service_error_goes_to_standard_error_with_code_and_request_id()
    {
        await using ApiEmulator emulator = await StartAsync(new ApiEmulatorOptions { Credentials = { new EmulatorCredential("AKIDother000000000000000000EXAMPLE", "other") } }, dropExample: true);

        CliResult result = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Matches("^AuthFailure\\.SecretIdNotFound: .+\nRequestId: \\S+\n$", result.Error);
    }

    [Fact]
    public async Task A_required_region_that_is_missing_is_named()
    {
        CliResult result = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--endpoint", "http://127.0.0.1:9", "--specs", TestData.Specs);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("egion", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_credentials_a_call_to_the_real_host_says_which_variables_to_set()
    {
        CliResult result = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--specs", TestData.Specs);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("TENCENTCLOUD_SECRET_ID", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gateway_is_served_until_it_is_interrupted()
    {
        using Process server = CliProcess.Start(AppContext.BaseDirectory, "serve", TestData.Specs);
        string? line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Listening on http://127.0.0.1:", line, StringComparison.Ordinal);

        CliResult call = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", line!["Listening on ".Length..], "--specs", TestData.Specs);
        using Process interrupt = Process.Start("kill", ["-INT", server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, call.ExitCode);
        Assert.Equal(0, server.ExitCode);
        Assert.Contains("1 calls answered.", await server.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task<ApiEmulator> StartAsync(ApiEmulatorOptions? options = null, bool dropExample = false)
    {
        options ??= new ApiEmulatorOptions();
        if (dropExample)
        {
            options.Credentials.RemoveAt(0);
        }

        return ApiEmulator.StartAsync(SpecFolder.Load(TestData.Specs), options, TestContext.Current.CancellationToken);
    }
}
