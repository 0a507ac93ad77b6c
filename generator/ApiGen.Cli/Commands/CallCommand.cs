using System.CommandLine;
using System.Text.Json;
using ApiGen.Cli.Calling;
using ApiGen.Emulator;
using ApiGen.Runtime;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen call</c>: one signed, throttled call.</summary>
internal static class CallCommand
{
    private static readonly Argument<string> ServiceName = new("service") { HelpName = "service", Description = "The service, such as tcsas." };

    private static readonly Argument<string> ActionName = new("action") { HelpName = "action", Description = "The action, such as CreateMNP." };

    private static readonly Option<string?> Json = new("--json", "-j") { Description = "The request as a JSON object; @file reads it from a file, - from standard input." };

    private static readonly Option<string[]> Parameters = new("--param", "-p") { Description = "One parameter as Name=value; may be given several times." };

    private static readonly Option<string?> Region = new("--region", "-r") { Description = "The region of the data; by default TENCENTCLOUD_REGION." };

    private static readonly Option<string?> Endpoint = new("--endpoint", "-e") { Description = "Where to connect instead of the service's own host, such as http://127.0.0.1:8080. What is signed stays the same." };

    private static readonly Option<string?> Version = new("--api-version") { Description = "The version of the service, when there are specs of several." };

    private static readonly Option<double> Timeout = new("--timeout") { Description = "How many seconds the call may take.", DefaultValueFactory = _ => 60 };

    private static readonly Option<string?> Specs = SpecSource.CreateOption();


    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("call", "Calls an action: signed with the credential of the environment, throttled, answered as JSON.")
        {
            ServiceName, ActionName, Json, Parameters, Region, Endpoint, Version, Timeout, Specs,
        };
        ServiceName.CompletionSources.Add(context => SpecNames.Services(context.ParseResult.GetValue(Specs)));
        ActionName.CompletionSources.Add(context => SpecNames.Actions(context.ParseResult.GetValue(Specs), context.ParseResult.GetValue(ServiceName)));
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        IReadOnlyList<ServiceModel> services = SpecSource.Load(result.GetValue(Specs));
        ServiceModel service = SpecSource.Service(services, result.GetRequiredValue(ServiceName), result.GetValue(Version));
        ActionModel action = SpecSource.Action(service, result.GetRequiredValue(ActionName));
        if (action.RequestBody != RequestBodyKind.Json || action.ResponseBody != ResponseBodyKind.Json)
        {
            throw new CommandException($"{action.Name} does not exchange plain JSON; call it through a generated client.");
        }

        string? json = await ReadJsonAsync(result.GetValue(Json), cancellationToken).ConfigureAwait(false);
        JsonElement body = RequestBuilder.Build(service, action, json, result.GetValue(Parameters) ?? []);
        Uri? endpoint = ReadEndpoint(result.GetValue(Endpoint));
        using ApiClient client = CreateClient(service, endpoint, result.GetValue(Region), result.GetValue(Timeout));
        try
        {
            RawResponse response = await client.SendAsync(Describe(client.Service, action), new RawRequest(body), null, cancellationToken).ConfigureAwait(false);
            await result.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(response.Content, CliJson.Readable)).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (ApiServiceException exception)
        {
            await result.InvocationConfiguration.Error.WriteLineAsync($"{exception.Code}: {exception.ServiceMessage}\nRequestId: {exception.RequestId}").ConfigureAwait(false);
            return ExitCode.Failure;
        }
        catch (Exception exception) when (exception is ApiException or ArgumentException)
        {
            throw new CommandException(exception.Message);
        }
    }

    private static ApiClient CreateClient(ServiceModel service, Uri? endpoint, string? region, double timeout)
    {
        try
        {
            ApiClientOptions options = new() { Endpoint = endpoint, Timeout = TimeSpan.FromSeconds(timeout) };
            ApiService described = new(service.Name, service.Version, service.Endpoint);
            return new ApiClient(described, Credentials(endpoint), region ?? Environment.GetEnvironmentVariable("TENCENTCLOUD_REGION"), options);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new CommandException(exception.Message);
        }
    }

    // A gateway on this machine knows the emulator's own key pair, which is valid nowhere else.
    private static ICredentialProvider Credentials(Uri? endpoint)
    {
        bool hasOwn = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EnvironmentCredentialProvider.SecretIdVariable));
        return endpoint is { IsLoopback: true } && !hasOwn
            ? new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey)
            : new EnvironmentCredentialProvider();
    }

    private static ApiAction<RawRequest, RawResponse> Describe(ApiService service, ActionModel action) => new(service, action.Name)
    {
        Region = action.Region switch
        {
            RegionRequirement.Required => ApiRegionRequirement.Required,
            RegionRequirement.None => ApiRegionRequirement.None,
            _ => ApiRegionRequirement.Optional,
        },
        RateLimits = [.. action.RateLimits.Select(limit => ApiRateLimit.PerSeconds(limit.Limit, limit.Seconds))],
        IsIdempotent = action.Idempotent,
        IsUnsigned = action.Unsigned,
    };

    private static Uri? ReadEndpoint(string? text) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? uri
        : throw new CommandException($"'{text}' is no address; give one such as http://127.0.0.1:8080.");

    private static async Task<string?> ReadJsonAsync(string? text, CancellationToken cancellationToken) => text switch
    {
        "-" => await Console.In.ReadToEndAsync(cancellationToken).ConfigureAwait(false),
        ['@', .. var path] => await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false),
        _ => text,
    };
}
