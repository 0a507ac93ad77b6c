using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using ApiGen.Emulator;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen serve</c>: the local gateway.</summary>
internal static class ServeCommand
{
    private static readonly Argument<string?> Folder = new("specs") { Description = SpecSource.Kinds, Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port to listen on, up to 65535; 0 lets the system choose.",
        DefaultValueFactory = _ => 0,
        CustomParser = result => NumberOption.Parse(result, 0, IPEndPoint.MaxPort),
    };

    private static readonly Option<bool> AnyCredential = new("--any-credential") { Description = "Accept calls whatever they are signed with." };

    private static readonly Option<bool> NoLimits = new("--no-limits") { Description = "Accept every call, however many there are in a second." };

    private static readonly Option<int?> Items = new("--items")
    {
        Description = "How many items there are behind each paged action, so that paging can be tried; by default those of its example.",
        CustomParser = result => NumberOption.Parse(result, 0, ApiEmulatorOptions.MaxItemCount),
    };

    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Print no line for each call." };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("serve", "Behaves like the real gateway, on this machine only: signatures, parameters and limits checked, examples given back.")
        {
            Folder, Port, AnyCredential, NoLimits, Items, Quiet,
        };
        command.Runs(RunAsync, endsBySignal: true);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        IReadOnlyList<ServiceModel> services = await SpecSource.LoadAsync(result, result.GetValue(Folder), cancellationToken).ConfigureAwait(false);
        TextWriter output = result.InvocationConfiguration.Output;
        ApiEmulatorOptions options = new()
        {
            Port = result.GetValue(Port),
            VerifySignatures = !result.GetValue(AnyCredential),
            EnforceRateLimits = !result.GetValue(NoLimits),
            ItemCount = result.GetValue(Items),
            Responded = result.GetValue(Quiet) ? null : arrival => output.WriteLine(Line(arrival)),
        };
        ApiEmulator emulator = await StartAsync(services, options, cancellationToken).ConfigureAwait(false);
        await using (emulator.ConfigureAwait(false))
        {
            await Listening.TellAsync(
                output, $"Listening on {emulator.Endpoint}", $"SecretId {ApiEmulator.ExampleSecretId}, SecretKey {ApiEmulator.ExampleSecretKey} (valid here only). Ctrl+C stops.").ConfigureAwait(false);
            await Listening.UntilStoppedAsync(cancellationToken).ConfigureAwait(false);
            await output.WriteLineAsync($"{Counted.Of(emulator.Arrivals.Count, "call")} served.").ConfigureAwait(false);
        }

        return ExitCode.Success;
    }

    private static async Task<ApiEmulator> StartAsync(IReadOnlyList<ServiceModel> services, ApiEmulatorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ApiEmulator.StartAsync(services, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Reason(exception, options.Port, IPAddress.Loopback) is { } reason)
        {
            throw new CommandException(reason);
        }
    }

    /// <summary>Why a port or an address cannot be listened on, and what to do; null when the exception is about something else.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="port">The port.</param>
    /// <param name="address">The address; of the loopback it is the port that may be wrong.</param>
    internal static string? Reason(Exception exception, int port, IPAddress address) => (exception.GetBaseException() as SocketException)?.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => FormattableString.Invariant($"port {port} is in use by another program. Choose another with --port; 0 lets the system choose."),
        SocketError.AccessDenied when IPAddress.IsLoopback(address) || port is > 0 and < 1024 => FormattableString.Invariant($"there is no right to listen on port {port}. Choose one above 1023 with --port; 0 lets the system choose."),
        SocketError.AddressNotAvailable => $"this machine has no address {address} to listen on. Choose one of its own.",
        null => null,
        _ when !IPAddress.IsLoopback(address) => $"the address {address} cannot be listened on: {exception.GetBaseException().Message}. Choose one of this machine's own with --listen, or 0.0.0.0 for all of them.",
        _ => FormattableString.Invariant($"port {port} cannot be listened on: {exception.GetBaseException().Message}"),
    };

    private static string Line(ApiArrival arrival)
    {
        string action = arrival.Action.Length > 0 ? arrival.Action : "(no action)";
        string region = arrival.Region is { } name ? " " + name : "";
        return $"{action}{region}: {arrival.ErrorCode ?? "ok"}{(arrival.RequestId is { } id ? " " + id : "")}";
    }
}
