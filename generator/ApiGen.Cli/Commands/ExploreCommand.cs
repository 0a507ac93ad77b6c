using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Security.Cryptography;
using ApiGen.Cli.Calling;
using ApiGen.Explorer;
using ApiGen.Explorer.Hosting;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen explore</c>: the API Explorer in the browser.</summary>
internal static class ExploreCommand
{
    private static readonly Argument<string?> Folder = new("specs") { Description = SpecSource.Kinds, Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port to listen on, up to 65535; 0 lets the system choose.",
        DefaultValueFactory = _ => 0,
        CustomParser = result => NumberOption.Parse(result, 0, IPEndPoint.MaxPort),
    };

    private static readonly Option<IPAddress> Listen = new("--listen")
    {
        Description = "The IP address to listen on; every caller then needs the token that is printed, also with 127.0.0.1, as behind a proxy.",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = ParseAddress,
    };

    private static readonly Option<string[]> AllowedHosts = new("--allow-host")
    {
        Description = "A name of this machine under which it may be called, beside localhost and IP addresses; may be given several times.",
        CustomParser = ParseHosts,
    };

    private static readonly Option<bool> NoBrowser = new("--no-browser") { Description = "Do not open the browser." };

    private static readonly Option<CredentialChoice> Credential = new("--credential")
    {
        Description = "Where the credential for the real services is taken from, when a call is sent there: Any, Environment, Profile, Tccli, Machine or Kubernetes; Example for none, so that only the gateway can be called.",
        DefaultValueFactory = _ => CredentialChoice.Any,
        CustomParser = EnumOption.Parse<CredentialChoice>,
    };

    private static readonly Option<string?> Profile = new("--profile") { Description = "The profile in the files that hold several credentials." };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("explore", "Opens the API Explorer in the browser: search, forms, calls against a gateway on this machine, signatures, code.")
        {
            Folder, Port, Listen, AllowedHosts, NoBrowser, Credential, Profile,
        };
        command.Runs(RunAsync, endsBySignal: true);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        IPAddress address = result.GetRequiredValue(Listen);
        CredentialChoice source = result.GetValue(Credential);
        string? profile = result.GetValue(Profile);
        CallCredentials.RequireFit(source, profile);
        ApiExplorerOptions options = new()
        {
            Specs = ApiExplorerSpecs.Of(await SpecSource.LoadAsync(result, result.GetValue(Folder), cancellationToken).ConfigureAwait(false)),
            Credentials = source == CredentialChoice.Example ? null : CallCredentials.Choose(source, profile, isLocal: false),
            SampleCredential = CallCredentials.InCode(source, profile),
            Token = result.GetResult(Listen) is { Implicit: false } ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : null,
        };
        foreach (string host in result.GetValue(AllowedHosts) ?? [])
        {
            options.AllowedHosts.Add(host);
        }

        ExplorerServer server = await StartAsync(options, address, result.GetValue(Port), cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            string[] pages = [.. ReachableAddress.Of(server.Address, address, options.AllowedHosts, ReachableAddress.OfMachine()).Select(Page)];
            await Listening.TellAsync(result.InvocationConfiguration.Output, [.. pages.Select(static page => $"listening on {page}")]).ConfigureAwait(false);
            if (!result.GetValue(NoBrowser) && !await Browser.OpenAsync(Page(ReachableAddress.Here(server.Address, address)), cancellationToken).ConfigureAwait(false))
            {
                await SpecSource.NoteAsync(result, "no browser could be opened; open the address above").ConfigureAwait(false);
            }

            await Listening.UntilStoppedAsync(cancellationToken).ConfigureAwait(false);
        }

        return ExitCode.Success;

        string Page(Uri place) => place.ToString().TrimEnd('/') + (options.Token is { } token ? "/?token=" + token : "");
    }

    private static async Task<ExplorerServer> StartAsync(ApiExplorerOptions options, IPAddress address, int port, CancellationToken cancellationToken)
    {
        try
        {
            return await ExplorerServer.StartAsync(options, address, port, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ServeCommand.Reason(exception, port, address) is { } reason)
        {
            throw new CommandException(reason);
        }
    }

    private static string[] ParseHosts(ArgumentResult result)
    {
        string[] hosts = [.. result.Tokens.Select(static token => token.Value)];
        if (hosts.FirstOrDefault(static host => !ApiExplorerOptions.IsHost(host)) is { } fault)
        {
            result.AddError(ApiExplorerOptions.HostFault(fault));
        }

        return hosts;
    }

    private static IPAddress ParseAddress(ArgumentResult result)
    {
        string word = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (IPAddress.TryParse(word, out IPAddress? address))
        {
            // The same place, on which a socket of IPv6 alone cannot listen.
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }

        result.AddError($"'{word}' is no IP address, such as 127.0.0.1 or 0.0.0.0.");
        return IPAddress.Loopback;
    }
}
