using System.CommandLine;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen show</c>: all about one action.</summary>
internal static class ShowCommand
{
    private static readonly Argument<string> ActionName = new("action") { HelpName = "action", Description = "The action, such as CreateMNP." };

    private static readonly Option<string?> ServiceName = new("--service") { HelpName = "service", Description = "The service, when several have such an action." };

    private static readonly Option<string?> Version = new("--api-version") { Description = "The version of the service, when there are specs of several; by default each is shown." };

    private static readonly Option<string?> Specs = SpecSource.CreateOption();

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("show", "Shows an action's parameters, response, error codes, limit and example.") { ActionName, ServiceName, Version, Specs };
        ActionName.AddActions(Specs, result => result.GetValue(ServiceName));
        ServiceName.AddServices(Specs);
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string name = result.GetRequiredValue(ActionName);
        string? only = result.GetValue(ServiceName);
        ServiceModel[] services = SpecSource.Of(await SpecSource.LoadAsync(result, result.GetValue(Specs), cancellationToken).ConfigureAwait(false), only);
        if (result.GetValue(Version) is { } version)
        {
            ServiceModel[] ofVersion = [.. services.Where(service => service.Version == version)];
            services = ofVersion.Length > 0 ? ofVersion
                : throw new CommandException($"there are no specs of version '{version}'. There are: {string.Join(", ", services.Select(service => $"{service.Name} {service.Version}"))}.");
        }

        ServiceModel[] owners = [.. services.Where(service => service.Actions.Any(action => string.Equals(action.Name, name, StringComparison.OrdinalIgnoreCase)))];
        if (owners.Length == 0)
        {
            throw SpecSource.NoAction($"there is no action '{name}'.", name, services);
        }

        foreach (ServiceModel owner in owners)
        {
            await result.InvocationConfiguration.Output.WriteAsync(ActionPage.Of(owner, SpecSource.Action(owner, name))).ConfigureAwait(false);
        }

        return ExitCode.Success;
    }
}
