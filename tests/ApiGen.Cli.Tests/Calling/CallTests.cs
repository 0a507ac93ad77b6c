using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;

namespace ApiGen.Cli.Tests.Calling;

public sealed class CallTests
{
    private const string Request = """
        {"PlatformId":"T02245JR9111721GKOI","TeamId":"6519624807","MNPName":"小程序","MNPType":"Life Service->144_Lilliputian Services","MNPIntro":"a","MNPDesc":"b","MNPIcon":"https://example.com/i.png"}
        """;

    [Fact]
    [Long]
    public async Task A_call_that_needs_a_region_says_which_option_and_which_variable_give_it()
    {
        CliResult result = await CliProcess.RunAsync("call", "tcsas", "DescribeMNP", "--specs", TestData.Specs, "-p", "PlatformId=T1", "-p", "MNPId=m", "--credential", "Example");

        Assert.Equal((1, "apigen: error: DescribeMNP was not sent, since it needs a region: give --region, such as --region ap-singapore, or set TENCENTCLOUD_REGION.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    [Long]
    public async Task A_call_is_signed_and_its_answer_is_printed_as_JSON()
    {
        await using ApiEmulator emulator = await StartAsync(new ApiEmulatorOptions { RecordBodies = true });

        CliResult result = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs);

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        using JsonDocument response = JsonDocument.Parse(result.Output);
        Assert.Equal("mp1mkdcf53ob2h8m", response.RootElement.GetProperty("Data").GetProperty("ResourceId").GetString());
        Assert.NotEqual("", response.RootElement.GetProperty("RequestId").GetString());
        Assert.Single(emulator.Arrivals);
    }

    [Fact]
    [Long]
    public async Task Single_parameters_get_the_types_of_the_spec()
    {
        await using ApiEmulator emulator = await StartAsync();

        CliResult result = await CliProcess.RunAsync(
            "call", "tcsas", "DescribeTeamMemberList", "-p", "PlatformId=123", "-p", "Offset=0", "-p", "Limit=10", "-p", "RoleIds=1", "-p", "RoleIds=2", "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs);

        Assert.Equal("", result.Error);
        Assert.Contains("\"TotalCount\": 2", result.Output, StringComparison.Ordinal);
    }

    // What the platform makes of bytes that are not UTF-8, and of half of a character.
    [Theory]
    [InlineData("M\uFFFDll")]
    [InlineData("M\uD83Dll")]
    [Long]
    public async Task An_argument_that_has_not_arrived_whole_is_refused_and_nothing_is_sent(string text)
    {
        await using ApiEmulator emulator = await StartAsync();
        string[] arguments = ["call", "tcsas", "DescribeMNP", "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs];
        foreach ((string name, string given, string remedy) in new[]
        {
            ("--param", "MNPId=" + text, "Give the text by --json - or --json @file"),
            ("--json", $"{{\"MNPId\":\"{text}\"}}", "Give the text by --json - or --json @file"),
            ("--body", text, "Give the bytes by --body - or --body @file"),
            ("--profile", text, "Give it in UTF-8"),
        })
        {
            CliResult result = await CliProcess.RunAsync([.. arguments, name, given]);

            Assert.Equal((1, "", $"apigen: error: {name} holds U+FFFD or half of a character, as arguments do that are not in UTF-8; nothing was sent. {remedy}.\n"), (result.ExitCode, result.Output, result.Error));
        }

        // Meant as it is.
        CliResult escaped = await CliProcess.RunAsync([.. arguments, "--json", "{\"PlatformId\":\"T1\",\"MNPId\":\"\\ufffd\"}"]);

        Assert.DoesNotContain("U+FFFD", escaped.Error, StringComparison.Ordinal);
        Assert.Single(emulator.Arrivals);
    }

    [Fact]
    [Long]
    public async Task A_request_is_read_from_a_file_or_from_standard_input()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write(Request.Replace(",", ",\n  ", StringComparison.Ordinal), "my request.json");
        await using ApiEmulator emulator = await StartAsync(new ApiEmulatorOptions { RecordBodies = true });
        string[] arguments = ["call", "tcsas", "CreateMNP", "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs, "--json"];

        CliResult fromFile = await CliProcess.RunAsync([.. arguments, "@" + path]);
        Process process = CliProcess.Start(folder.Path, [.. arguments, "-"]);
        await process.StandardInput.WriteAsync(Request);
        process.StandardInput.Close();
        CliResult fromInput = await CliProcess.FinishAsync(process);

        Assert.Equal("", fromFile.Error + fromInput.Error);
        Assert.Equal(2, emulator.Arrivals.Count);
        Assert.Contains("小程序", emulator.Arrivals[0].Body, StringComparison.Ordinal);
        Assert.Equal(emulator.Arrivals[0].Body, emulator.Arrivals[1].Body);
    }

    [Fact]
    public async Task A_request_that_does_not_fit_is_refused_with_every_fault_and_nothing_is_sent()
    {
        await using ApiEmulator emulator = await StartAsync();

        CliResult result = await CliProcess.RunAsync(
            "call", "tcsas", "CreateMNP", "--json", """{"MNPName": 5, "MNPTipe": "x"}""", "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("MNPName must be of the type string, not the number 5", result.Error, StringComparison.Ordinal);
        Assert.Contains("MNPTipe is not declared; did you mean 'MNPType'?", result.Error, StringComparison.Ordinal);
        Assert.Contains("PlatformId is required", result.Error, StringComparison.Ordinal);
        Assert.Empty(emulator.Arrivals);
    }

    [Fact]
    [Long]
    public async Task A_value_that_breaks_a_constraint_is_refused_as_the_client_would_refuse_it()
    {
        await using ApiEmulator emulator = await StartAsync();
        using TemporaryFolder folder = new();
        folder.Write("""
            service: tcsas
            version: 2025-01-06
            namespace: Tcsas
            endpoint: tcsas.intl.tencentcloudapi.com
            actions: { CreateMNP: { request: { MNPName: { type: string, maxLength: 3 }, Pin: { type: int64, sensitive: true, maximum: 9 } } } }
            """, "specs", "s.yaml");

        CliResult result = await CliProcess.RunAsync(
            "call", "tcsas", "CreateMNP", "--json", """{"MNPName": "abcd", "Pin": 75319}""", "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", folder.File("specs"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("MNPName is 4 characters long; at most 3 are allowed", result.Error, StringComparison.Ordinal);
        Assert.Contains("Pin is outside of what is allowed", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("75319", result.Error, StringComparison.Ordinal);
        Assert.Empty(emulator.Arrivals);
    }

    [Fact]
    [Long]
    public async Task A_service_error_goes_to_standard_error_with_code_and_request_id()
    {
        await using ApiEmulator emulator = await StartAsync(new ApiEmulatorOptions { Credentials = { new EmulatorCredential("AKIDother000000000000000000EXAMPLE", "other") } }, dropExample: true);

        CliResult result = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Matches("^AuthFailure\\.SecretIdNotFound: .+\nRequestId: \\S+\n$", result.Error);
    }

    [Fact]
    [Long]
    public async Task A_required_region_that_is_missing_is_named()
    {
        CliResult result = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--endpoint", "http://127.0.0.1:9", "--specs", TestData.Specs);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("egion", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Without_credentials_a_call_to_the_real_host_says_which_variables_to_set()
    {
        CliResult result = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--credential", "Environment", "--specs", TestData.Specs);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("TENCENTCLOUD_SECRET_ID", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task The_gateway_is_served_until_it_is_interrupted()
    {
        using Process server = CliProcess.Start(AppContext.BaseDirectory, "serve", TestData.Specs);
        string? line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Listening on http://127.0.0.1:", line, StringComparison.Ordinal);

        CliResult call = await CliProcess.RunAsync("call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", line!["Listening on ".Length..], "--specs", TestData.Specs);
        CliProcess.Signal(server, "INT");
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, call.ExitCode);
        Assert.Equal(0, server.ExitCode);
        Assert.Contains("1 call served.", await server.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task The_credential_is_found_in_the_profile_file_of_the_home_folder()
    {
        const string Key = "keyOfTheProfileEXAMPLE";
        using TemporaryFolder home = new();
        home.Write($"[default]\nsecret_id = AKIDprofileEXAMPLE\nsecret_key = {Key}\n[other]\nsecret_id = AKIDotherEXAMPLE\nsecret_key = {Key}\n", ".tencentcloud", "credentials");
        await using ApiEmulator emulator = await StartAsync(new ApiEmulatorOptions { Credentials = { new EmulatorCredential("AKIDprofileEXAMPLE", Key), new EmulatorCredential("AKIDotherEXAMPLE", Key) } }, dropExample: true);
        string[] arguments = ["call", "tcsas", "CreateMNP", "--json", Request, "--region", "ap-singapore", "--endpoint", emulator.Endpoint.ToString(), "--specs", TestData.Specs];

        CliResult first = await CliProcess.FinishAsync(CliProcess.StartAt(home.Path, home.Path, arguments));
        CliResult other = await CliProcess.FinishAsync(CliProcess.StartAt(home.Path, home.Path, [.. arguments, "--profile", "other", "--credential", "profile"]));
        CliResult missing = await CliProcess.FinishAsync(CliProcess.StartAt(home.Path, home.Path, [.. arguments, "--profile", "nobody"]));
        CliResult example = await CliProcess.FinishAsync(CliProcess.StartAt(home.Path, home.Path, [.. arguments, "--credential", "example"]));

        CliResult named = await CliProcess.RunWithAsync(
            [$"HOME={home.Path}", $"USERPROFILE={home.Path}", "TENCENTCLOUD_SECRET_ID=AKIDenvironmentEXAMPLE", $"TENCENTCLOUD_SECRET_KEY={Key}"], [.. arguments, "--profile", "other"]);

        Assert.Equal("", first.Error + other.Error + named.Error);
        Assert.Equal(["AKIDprofileEXAMPLE", "AKIDotherEXAMPLE", null, "AKIDotherEXAMPLE"], emulator.Arrivals.Select(arrival => arrival.Account));
        Assert.Contains("[nobody]", missing.Error, StringComparison.Ordinal);
        Assert.StartsWith("AuthFailure.SecretIdNotFound: ", example.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, first.Output + first.Error + missing.Error + example.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Each_event_of_a_stream_is_printed_as_a_line_of_JSON_when_it_arrives()
    {
        using TemporaryFolder specs = StreamingSpecs();
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(SpecFolder.Load(specs.Path), null, TestContext.Current.CancellationToken);
        emulator.Script("Talk")
            .RespondsWith(ScriptedResponse.EventStream("""{"Word": "one", "RequestId": "r-1"}""", """{"Word": "two", "RequestId": "r-1"}"""))
            .RespondsWith(ScriptedResponse.EventStream(TimeSpan.FromHours(1), """{"Word": "first"}""", """{"Word": "never"}"""));
        string[] arguments = ["call", "talker", "Talk", "-p", "Topic=tea", "--endpoint", emulator.Endpoint.ToString(), "--specs", specs.Path];

        CliResult whole = await CliProcess.RunAsync(arguments);
        using Process waiting = CliProcess.Start(specs.Path, arguments);
        string? line = await waiting.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        CliProcess.Signal(waiting, "INT");
        await waiting.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", whole.Error);
        Assert.Equal("{\"Word\":\"one\",\"RequestId\":\"r-1\"}\n{\"Word\":\"two\",\"RequestId\":\"r-1\"}\n", whole.Output.ReplaceLineEndings("\n"));
        Assert.Equal("""{"Word":"first"}""", line);
        Assert.Equal(130, waiting.ExitCode);
        Assert.Contains("apigen: interrupted; the call may have taken effect.", await waiting.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_call_that_takes_too_long_names_the_option_that_says_how_long()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();

        CliResult result = await CliProcess.RunAsync(
            "call", "tcsas", "DescribeMNP", "--param", "PlatformId=p", "--param", "MNPId=m", "--region", "ap-singapore", "--credential", "Example", "--timeout", "0.2",
            "--endpoint", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"), "--specs", TestData.Specs);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("apigen: error: DescribeMNP did not end within 0.2 s (--timeout); ", result.Error, StringComparison.Ordinal);
    }

    // A service that cuts a text in the middle of an emoji sends half a surrogate pair, which is JSON by its grammar alone.
    [Fact]
    [Long]
    public async Task Half_a_surrogate_pair_in_a_response_is_printed_as_the_escape_that_it_came_as()
    {
        using TemporaryFolder specs = StreamingSpecs();
        await using FixedService whole = new("""{"Response":{"RequestId":"r-1","Name":"\ud83d x \uDE00 \u4e2d \ud83d\ude00","\ud83d":[{}, [], "\udc00\n"]}}""");
        await using FixedService stream = new("data: {\"Word\":\"a\\ud83d\",\"RequestId\":\"r-2\"}\n\n", "text/event-stream");
        await using FixedService failing = new("""{"Response":{"RequestId":"r-3","Error":{"Code":"FailedOperation","Message":"no \ud83d"}}}""");

        CliResult shown = await CliProcess.RunAsync("call", "talker", "Upload", "-p", "Topic=tea", "--body", "x", "--endpoint", whole.Endpoint.ToString(), "--specs", specs.Path);
        CliResult events = await CliProcess.RunAsync("call", "talker", "Talk", "--endpoint", stream.Endpoint.ToString(), "--specs", specs.Path);
        CliResult failure = await CliProcess.RunAsync("call", "talker", "Upload", "-p", "Topic=tea", "--body", "x", "--endpoint", failing.Endpoint.ToString(), "--specs", specs.Path);

        Assert.Equal(("", 0), (shown.Error, shown.ExitCode));
        Assert.Equal("{\n  \"RequestId\": \"r-1\",\n  \"Name\": \"\\ud83d x \\uDE00 中 \\uD83D\\uDE00\",\n  \"\\ud83d\": [\n    {},\n    [],\n    \"\\udc00\\n\"\n  ]\n}\n", shown.Output.ReplaceLineEndings("\n"), ignoreCase: false);
        Assert.Equal(("", 0, "{\"Word\":\"a\\ud83d\",\"RequestId\":\"r-2\"}\n"), (events.Error, events.ExitCode, events.Output.ReplaceLineEndings("\n")));
        Assert.Equal((1, "FailedOperation: no \\ud83d\nRequestId: r-3\n"), (failure.ExitCode, failure.Error.ReplaceLineEndings("\n")));
    }

    [Theory]
    [FullData("Put", "application/json", "{\"Response\":{\"Error\":{\"Code\":\"InvalidParameter.Word\",\"Message\":\"not \u0001 here\"},\"RequestId\":\"r-1\"}}", "InvalidParameter.Word: not *** here\nRequestId: r-1\n")]
    [InlineData("Put", "text/html", "<p>not \u0001 here", null)]
    [FullData("Put", "application/json", "{\"Response\":{\"Id\":\"not \u0001 here", "cannot be read: it is JSON that was cut short (RequestId: none).\n")]
    [FullData("Watch", "application/json", "{\"Response\":{\"Error\":{\"Code\":\"InvalidParameter.Word\",\"Message\":\"not \u0001 here\"},\"RequestId\":\"r-1\"}}", "InvalidParameter.Word: not *** here\nRequestId: r-1\n")]
    [FullData("Watch", "text/event-stream", "data: {\"Error\":{\"Code\":\"InvalidParameter.Word\",\"Message\":\"not \u0001 here\"},\"RequestId\":\"r-1\"}\n\n", "InvalidParameter.Word: not *** here\nRequestId: r-1\n")]
    [FullData("Watch", "text/html", "<p>not \u0001 here", null)]
    [InlineData("Up", "application/json", "{\"Response\":{\"Error\":{\"Code\":\"InvalidParameter.Word\",\"Message\":\"not \u0001 here\"},\"RequestId\":\"r-1\"}}", "InvalidParameter.Word: not *** here\nRequestId: r-1\n")]
    [FullData("Up", "text/html", "<p>not \u0001 here", null)]
    [FullData("Nest", "application/json", "{\"Response\":{\"Error\":{\"Code\":\"InvalidParameter.Word\",\"Message\":\"not \u0001 here\"},\"RequestId\":\"r-1\"}}", "InvalidParameter.Word: not *** here\nRequestId: r-1\n")]
    [FullData("Put", "application/json", "{\"Response\":{\"Error\":{\"Code\":\"InvalidParameter.HorseBattery\",\"Message\":\"no\"},\"RequestId\":\"r-1\"}}", "InvalidParameter.HorseBattery: no\nRequestId: r-1\n")]
    public async Task What_a_response_repeats_of_a_sensitive_member_is_blacked_out_as_the_generated_client_does(string action, string contentType, string response, string? error)
    {
        const string Secret = "correct-horsebattery-77";
        using TemporaryFolder folder = new();
        folder.Write("""
            service: shop
            version: 2026-03-01
            namespace: Example.Shop
            endpoint: shop.example.com
            types:
              Login: { members: { Words: { type: list<string>, sensitive: true } } }
              Holder: { members: { Logins: list<Login> } }
            actions:
              Put:
                request: { Word: { type: string, sensitive: true } }
                response: { Id: string }
                errors: { InvalidParameter.HorseBattery: A code of the action. }
              Watch: { responseBody: event-stream, request: { Word: { type: string, sensitive: true } }, response: { Text: string } }
              Up: { requestBody: octet-stream, request: { Word: { type: string, sensitive: true } }, response: { Id: string } }
              Nest: { request: { Holder: Holder }, response: { Id: string } }
            """, "shop.yaml");
        await using FixedService service = new(response.Replace("\u0001", Secret, StringComparison.Ordinal), contentType);
        string[] call = ["call", "shop", action, "--specs", folder.Path, "--endpoint", service.Endpoint.ToString(), "--credential", "Example", .. action == "Up" ? (string[])["--body", "x"] : []];
        string request = action == "Nest" ? """{"Holder":{"Logins":[{"Words":["a","Secret"]}]}}""" : """{"Word":"Secret"}""";

        CliResult given = await CliProcess.RunAsync([.. call, "-p", action == "Nest" ? "Holder.Logins.0.Words=" + Secret : "Word=" + Secret]);
        Process process = CliProcess.Start(folder.Path, [.. call, "--json", "-"]);
        await process.StandardInput.WriteAsync(request.Replace("\"Secret\"", $"\"{Secret}\"", StringComparison.Ordinal));
        CliResult read = await CliProcess.FinishAsync(process);

        Assert.All([given, read], result =>
        {
            Assert.Equal((1, ""), (result.ExitCode, result.Output));
            Assert.DoesNotContain("battery-77", result.Error, StringComparison.Ordinal);
            Assert.Contains(error ?? "not *** here", result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task An_empty_request_from_standard_input_is_called_so(string input)
    {
        Process process = CliProcess.Start(AppContext.BaseDirectory, "call", "tcsas", "DescribeMNP", "--region", "ap-singapore", "--endpoint", "http://127.0.0.1:9", "--specs", TestData.Specs, "--json", "-");
        await process.StandardInput.WriteAsync(input);

        CliResult result = await CliProcess.FinishAsync(process);

        Assert.Equal((1, "apigen: error: --json is empty. Give a JSON object, such as '{\"PlatformId\": \"T1\"}', or leave it out.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task An_endpoint_of_another_protocol_is_told_with_one_that_can_be_given()
    {
        await using ApiEmulator emulator = await StartAsync();
        string authority = emulator.Endpoint.Authority;
        string[] call = ["call", "tcsas", "DescribeMNP", "-p", "PlatformId=T1", "-p", "MNPId=m", "--region", "ap-singapore", "--credential", "Example", "--specs", TestData.Specs, "--endpoint"];

        CliResult ftp = await CliProcess.RunAsync([.. call, "ftp://" + authority]);
        CliResult secure = await CliProcess.RunAsync([.. call, "https://" + authority]);

        Assert.Equal((1, $"apigen: error: 'ftp://{authority}' is not an address of http or https; give one such as http://127.0.0.1:8080.\n"), (ftp.ExitCode, ftp.Error));
        Assert.Equal(1, secure.ExitCode);
        Assert.StartsWith("apigen: error: DescribeMNP did not complete: TLS with 127.0.0.1 failed", secure.Error, StringComparison.Ordinal);
        Assert.EndsWith($" Where it is a local gateway, which speaks no TLS, give --endpoint http://{authority}.\n", secure.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_stream_that_fails_half_way_keeps_its_lines_and_names_the_error()
    {
        using TemporaryFolder specs = StreamingSpecs();
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(SpecFolder.Load(specs.Path), null, TestContext.Current.CancellationToken);
        emulator.Script("Talk").RespondsWith(ScriptedResponse.EventStream("""{"Word": "one", "RequestId": "r-1"}""", """{"Error": {"Code": "InternalError.Hoarse", "Message": "no voice"}, "RequestId": "r-1"}""").Undocumented());

        CliResult result = await CliProcess.RunAsync("call", "talker", "Talk", "--endpoint", emulator.Endpoint.ToString(), "--specs", specs.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("{\"Word\":\"one\",\"RequestId\":\"r-1\"}\n", result.Output.ReplaceLineEndings("\n"));
        Assert.StartsWith("InternalError.Hoarse: no voice\nRequestId: ", result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_raw_body_is_sent_from_a_file_byte_for_byte_with_the_members_as_headers()
    {
        byte[] bytes = [.. "\uFEFFlog\0\r\n\t"u8];
        using TemporaryFolder specs = StreamingSpecs();
        File.WriteAllBytes(specs.File("log.bin"), bytes);
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(SpecFolder.Load(specs.Path), new ApiEmulatorOptions { RecordBodies = true }, TestContext.Current.CancellationToken);
        string endpoint = emulator.Endpoint.ToString();

        CliResult result = await CliProcess.RunAsync("call", "talker", "Upload", "-p", "Topic=tea", "-p", "Level=3", "--body", "@" + specs.File("log.bin"), "--endpoint", endpoint, "--specs", specs.Path);
        CliResult withoutBody = await CliProcess.RunAsync("call", "talker", "Upload", "-p", "Topic=tea", "--endpoint", endpoint, "--specs", specs.Path);
        CliResult notRaw = await CliProcess.RunAsync("call", "talker", "Talk", "--body", "x", "--endpoint", endpoint, "--specs", specs.Path);

        Assert.Equal("", result.Error);
        Assert.Contains("\"RequestId\": ", result.Output, StringComparison.Ordinal);
        Assert.Equal(bytes, Encoding.UTF8.GetBytes(Assert.Single(emulator.Arrivals).Body!));
        Assert.Equal("apigen: error: Upload takes a raw body; give it with --body @file.\n", withoutBody.Error);
        Assert.Equal("apigen: error: Talk takes its request as JSON and no raw body; give it with --json or --param.\n", notRaw.Error);
    }

    private static TemporaryFolder StreamingSpecs()
    {
        TemporaryFolder folder = new();
        folder.Write(
            """
            service: talker
            version: 2026-01-01
            namespace: Example.Talker
            endpoint: talker.tencentcloudapi.com
            region: none
            actions:
              Talk:
                summary: Talks about a topic.
                responseBody: event-stream
                request:
                  Topic: { type: string }
                response:
                  Word: { type: string }
              Upload:
                summary: Takes a log.
                requestBody: octet-stream
                request:
                  Topic: { type: string, required: true }
                  Level: { type: int64 }

            """,
            "talker.yaml");
        return folder;
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
