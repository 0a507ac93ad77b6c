using System.CommandLine;
using ApiGen.Emulator;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen serve</c>: the local gateway.</summary>
internal static class ServeCommand
{
    private static readonly Argument<string?> Folder = new("specs") { Description = "The folder of specs.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<int> Port = new("--port") { Description = "The port to listen on; 0 lets the system choose.", DefaultValueFactory = _ => 0 };

    private static readonly Option<bool> AnyCredential = new("--any-credential") { Description = "Accept calls whatever they are signed with." };

    private static readonly Option<bool> NoLimits = new("--no-limits") { Description = "Accept every call, however many there are in a second." };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("serve", "Behaves like the real gateway, on this machine only: signatures, parameters and limits checked, examples given back.")
        {
            Folder, Port, AnyCredential, NoLimits,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        IReadOnlyList<ServiceModel> services = SpecSource.Load(result.GetValue(Folder));
        ApiEmulatorOptions options = new()
        {
            Port = result.GetValue(Port),
            VerifySignatures = !result.GetValue(AnyCredential),
            EnforceRateLimits = !result.GetValue(NoLimits),
        };
        ApiEmulator emulator = await ApiEmulator.StartAsync(services, options, cancellationToken).ConfigureAwait(false);
        await using (emulator.ConfigureAwait(false))
        {
            TextWriter output = result.InvocationConfiguration.Output;
            await output.WriteLineAsync($"Listening on {emulator.Endpoint}").ConfigureAwait(false);
            await output.WriteLineAsync($"SecretId {ApiEmulator.ExampleSecretId}, SecretKey {ApiEmulator.ExampleSecretKey} (valid here only). Ctrl+C stops.").ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await output.WriteLineAsync(FormattableString.Invariant($"{emulator.Arrivals.Count} calls answered.")).ConfigureAwait(false);
            }
        }

        return ExitCode.Success;
    }
}
