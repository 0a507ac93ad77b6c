using System.CommandLine;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using ApiGen.Cli.Calling;
using ApiGen.Cli.Fetching;
using ApiGen.Cli.Reading;
using ApiGen.Emulator.Specs;
using ApiGen.Explorer.Calling;
using ApiGen.Runtime;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen call</c>: one signed, throttled call.</summary>
internal static class CallCommand
{
    private static readonly Argument<string> ServiceName = new("service") { HelpName = "service", Description = "The service, such as tcsas." };

    private static readonly Argument<string> ActionName = new("action") { HelpName = "action", Description = "The action, such as CreateMNP." };

    private static readonly Option<string?> Json = new("--json", "-j") { Description = "The request as a JSON object; @file reads it from a file, - from standard input." };

    private static readonly Option<string[]> Parameters = new("--param", "-p") { Description = "One parameter as Name=value, or inside of one as I18nList.0.Lang=value; may be given several times." };

    private static readonly Option<string?> Body = new("--body", "-b") { Description = "The raw body of an action that takes one; @file reads it from a file, - from standard input." };

    private static readonly Option<string?> Region = new("--region", "-r") { Description = "The region of the data; by default TENCENTCLOUD_REGION." };

    private static readonly Option<string?> Endpoint = new("--endpoint", "-e") { Description = "Where to connect instead of the service's own host, such as http://127.0.0.1:8080. What is signed stays the same." };

    private static readonly Option<CredentialChoice> Credential = new("--credential")
    {
        Description = "Where the credential is taken from: Any, Environment, Profile, Tccli, Machine, Kubernetes, or Example for the local gateway's own.",
        DefaultValueFactory = _ => CredentialChoice.Any,
        CustomParser = EnumOption.Parse<CredentialChoice>,
    };

    private static readonly Option<string?> Profile = new("--profile") { Description = "The profile in the files that hold several credentials." };

    private static readonly Option<string?> Version = new("--api-version") { Description = "The version of the service, when there are specs of several." };

    private static readonly Option<double> Timeout = new("--timeout") { Description = "How many seconds the call may take; of a stream, the wait for each event.", DefaultValueFactory = _ => 60, CustomParser = NumberOption.ParseSeconds };

    private static readonly Option<string?> Specs = SpecSource.CreateOption();

    private static readonly TimeSpan SignalDelay = TimeSpan.FromSeconds(1);

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("call", "Calls an action: signed with the first credential that is found, throttled, printed as JSON.")
        {
            ServiceName, ActionName, Json, Parameters, Body, Region, Endpoint, Credential, Profile, Version, Timeout, Specs,
        };
        ServiceName.AddServices(Specs);
        ActionName.AddActions(Specs, result => result.Given(ServiceName));
        Parameters.CompletionSources.Add(context => SpecNames.Parameters(
            context.ParseResult.GetValue(Specs), context.ParseResult.Given(ServiceName), context.ParseResult.Given(ActionName), context.WordToComplete));
        command.Runs(RunAsync, static exception => exception is ApiCanceledException { MayHaveBeenSent: true } ? "the call may have taken effect" : "the call took no effect", WholeBy);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        IReadOnlyList<ServiceModel> services = await SpecSource.LoadAsync(result, result.GetValue(Specs), cancellationToken).ConfigureAwait(false);
        ServiceModel service = SpecSource.Service(services, result.GetRequiredValue(ServiceName), result.GetValue(Version));
        ActionModel action = SpecSource.Action(service, result.GetRequiredValue(ActionName));
        if (result.GetValue(Json) == "-" && result.GetValue(Body) == "-")
        {
            throw new CommandException("--json and --body cannot both be read from standard input.");
        }

        byte[] body = await ReadBodyAsync(action, result.GetValue(Body), cancellationToken).ConfigureAwait(false);
        string? json = await ReadJsonAsync(result.GetValue(Json), cancellationToken).ConfigureAwait(false);
        JsonElement members = await BuildAsync(service, action, json, result, cancellationToken).ConfigureAwait(false);
        string? region = result.GetValue(Region) ?? Environment.GetEnvironmentVariable("TENCENTCLOUD_REGION");
        if (action.Region == RegionRequirement.Required && string.IsNullOrEmpty(region))
        {
            throw new CommandException($"{action.Name} was not sent, since it needs a region: give {Region.Name}, such as {Region.Name} ap-singapore, or set TENCENTCLOUD_REGION.");
        }

        using ApiClient client = CreateClient(service, region, result);
        try
        {
            await new ActionCall(client, service, action, result.InvocationConfiguration.Output).RunAsync(members, body, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (ApiServiceException exception)
        {
            await result.InvocationConfiguration.Error.WriteLineAsync($"{exception.Code}: {exception.ServiceMessage}\nRequestId: {exception.RequestId}").ConfigureAwait(false);
            return ExitCode.Failure;
        }
        catch (Exception exception) when (exception is ApiException or ArgumentException)
        {
            // What code calls an option is an option of the command line here.
            throw new CommandException(FailureText.Of(exception).Replace("ApiClientOptions.Timeout, or that of its ApiCallOptions", Timeout.Name, StringComparison.Ordinal) + HintOf(exception, result));
        }
    }

    // What listens on this machine is a local gateway as a rule.
    private static string HintOf(Exception exception, ParseResult result) =>
        exception.GetBaseException() is AuthenticationException && ReadEndpoint(result.GetValue(Endpoint)) is { IsLoopback: true } endpoint
            ? $" Where it is a local gateway, which speaks no TLS, give {Endpoint.Name} http://{endpoint.Authority}."
            : "";

    private static async Task<JsonElement> BuildAsync(ServiceModel service, ActionModel action, string? json, ParseResult result, CancellationToken cancellationToken)
    {
        try
        {
            return RequestBuilder.Build(service, action, json, result.GetValue(Parameters) ?? []);
        }
        catch (CommandException) when (result.GetValue(Json) == "-")
        {
            // A signal that ends a whole pipeline ends what is read from it as well, and may be heard after that.
            await Task.Delay(SignalDelay, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private static string WholeBy(Option? option) =>
        $"nothing was sent. {(option == Json || option == Parameters ? $"Give the text by {Json.Name} - or {Json.Name} @file" : option == Body ? $"Give the bytes by {Body.Name} - or {Body.Name} @file" : "Give it in UTF-8")}";

    private static ApiClient CreateClient(ServiceModel service, string? region, ParseResult result)
    {
        CallCredentials.RequireFit(result.GetValue(Credential), result.GetValue(Profile));
        try
        {
            Uri? endpoint = ReadEndpoint(result.GetValue(Endpoint));
            if (endpoint is not { IsLoopback: true })
            {
                ProxyVariables.Require();
            }

            ApiClientOptions options = new() { Endpoint = endpoint, Timeout = TimeSpan.FromSeconds(result.GetValue(Timeout)) };
            ICredentialProvider credentials = CallCredentials.Choose(result.GetValue(Credential), result.GetValue(Profile), endpoint is { IsLoopback: true });
            return new ApiClient(SpecAction.Of(service), credentials, region, options);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new CommandException(FailureText.Of(exception));
        }
    }

    private static Uri? ReadEndpoint(string? text) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri
        : throw new CommandException($"'{text}' is not an address of http or https; give one such as http://127.0.0.1:8080.");

    private static async Task<string?> ReadJsonAsync(string? text, CancellationToken cancellationToken) => text switch
    {
        "-" => TextBytes.Decode(await ReadInputAsync(cancellationToken).ConfigureAwait(false), "standard input"),
        ['@', .. var path] => TextBytes.ReadFile(NamedFile.Of(Json.Name, path)),
        _ => text,
    };

    private static async Task<byte[]> ReadInputAsync(CancellationToken cancellationToken)
    {
        StandardInput.Require();

        // A read that waits for a person hears no signal, so that it is left behind.
        return await Task.Run(Read, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);

        static byte[] Read()
        {
            using Stream input = Console.OpenStandardInput();
            using MemoryStream copy = new();
            input.CopyTo(copy);
            return copy.ToArray();
        }
    }

    private static async Task<byte[]> ReadBodyAsync(ActionModel action, string? text, CancellationToken cancellationToken)
    {
        if (action.RequestBody != RequestBodyKind.OctetStream)
        {
            return text is null ? [] : throw new CommandException($"{action.Name} takes its request as JSON and no raw body; give it with --json or --param.");
        }

        switch (text)
        {
            case null:
                throw new CommandException($"{action.Name} takes a raw body; give it with --body @file.");
            case "-":
                return await ReadInputAsync(cancellationToken).ConfigureAwait(false);
            case ['@', .. var path]:
                return RegularFile.ReadBytes(NamedFile.Of(Body.Name, path));
            default:
                return Encoding.UTF8.GetBytes(text);
        }
    }
}
