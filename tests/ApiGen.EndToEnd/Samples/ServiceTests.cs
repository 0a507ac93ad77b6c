using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiGen.EndToEnd.Samples;

/// <summary>The sample of a web service, as a process of its own.</summary>
public sealed class ServiceTests
{
    private static readonly object Wanted = new { Name = "Corner Bakery", Type = "Life Service", Introduction = "Bread", Description = "Bread and cakes", Icon = "https://127.0.0.1/icon.png" };

    [Fact]
    public async Task On_a_developer_s_machine_without_credentials_it_is_ready_and_creates()
    {
        await using RunningService service = await StartAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" });

        Assert.Equal("Healthy", await service.Http.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.Equal("Healthy", await service.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        using HttpResponseMessage created = await service.Http.PostAsJsonAsync("/miniprograms", Wanted, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/miniprograms/mp1mkdcf53ob2h8m", created.Headers.Location?.ToString());
    }

    [Fact]
    [Long]
    public async Task Credentials_in_its_settings_are_used_on_a_developer_s_machine_too()
    {
        // Nothing listens there: the local gateway would have made one. Where calls go is nothing to tell whoever calls.
        await using RunningService service = await StartAsync(new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Tcsas__Credentials__SecretId"] = "AKIDown",
            ["Tcsas__Credentials__SecretKey"] = "own",
            ["Tcsas__Proxy"] = "http://127.0.0.1:9",
        });

        using HttpResponseMessage failed = await service.Http.PostAsJsonAsync("/miniprograms", Wanted, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
        Assert.DoesNotContain("127.0.0.1:9", await failed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InvalidParameterValue.MiniProgramNameAlreadyExist", HttpStatusCode.Conflict, "InvalidParameterValue.MiniProgramNameAlreadyExist")]
    [InlineData("InvalidParameterValue.InvalidMNPName", HttpStatusCode.BadRequest, "InvalidParameterValue.InvalidMNPName")]
    [InlineData("FailedOperation.MNPNumberExceedLimit", HttpStatusCode.BadGateway, "The mini program could not be made.")]
    [Long]
    public async Task A_failure_of_the_called_service_becomes_a_problem_with_its_own_status(string code, HttpStatusCode status, string detail)
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), cancellationToken: TestContext.Current.CancellationToken);
        emulator.Script("CreateMNP").Fails(code).Forever();
        await using RunningService service = await StartAsync(Settings(emulator));

        using HttpResponseMessage failed = await service.Http.PostAsJsonAsync("/miniprograms", Wanted, TestContext.Current.CancellationToken);

        Assert.Equal(status, failed.StatusCode);
        JsonNode problem = (await failed.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        Assert.Equal(detail, problem["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_sends_the_traces_of_its_calls_to_the_collector_that_the_environment_names()
    {
        TaskCompletionSource<string> traced = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebApplication collector = await CollectAsync(traced);
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), cancellationToken: TestContext.Current.CancellationToken);
        Dictionary<string, string?> settings = Settings(emulator);
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single();
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        settings["OTEL_BSP_SCHEDULE_DELAY"] = "50";

        // The collector's own client is none of ours.
        settings["NO_PROXY"] = settings["no_proxy"] = "127.0.0.1";
        await using RunningService service = await StartAsync(settings);

        using HttpResponseMessage created = await service.Http.PostAsJsonAsync("/miniprograms", Wanted, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        string trace = await traced.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.Contains("ApiGen.Runtime", trace, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiEmulator.ExampleSecretKey, trace, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Settings(ApiEmulator emulator) => new()
    {
        ["Tcsas__Endpoint"] = emulator.Endpoint.ToString(),
        ["Tcsas__Credentials__SecretId"] = ApiEmulator.ExampleSecretId,
        ["Tcsas__Credentials__SecretKey"] = ApiEmulator.ExampleSecretKey,
    };

    private static Task<RunningService> StartAsync(Dictionary<string, string?> variables) => RunningService.WaitForAsync(
        SampleRun.Start("Service", ["--urls", "http://127.0.0.1:0"], Path.Combine(Repository.Root, "samples", "Service"), variables));

    private static async Task<WebApplication> CollectAsync(TaskCompletionSource<string> traced)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication collector = builder.Build();
        collector.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using StreamReader body = new(request.Body, Encoding.Latin1);
            string batch = await body.ReadToEndAsync(request.HttpContext.RequestAborted);
            if (batch.Contains("CreateMNP", StringComparison.Ordinal))
            {
                traced.TrySetResult(batch);
            }
        });
        collector.MapPost("/v1/metrics", () => Results.Ok());
        await collector.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }
}
