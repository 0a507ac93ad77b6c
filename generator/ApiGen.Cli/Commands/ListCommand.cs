using System.CommandLine;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen list</c>: finds actions by words.</summary>
internal static class ListCommand
{
    private static readonly Argument<string[]> Words = new("words")
    {
        Description = "Words that the action's name, summary or error codes must hold, each of them; none lists every action.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> ServiceName = new("--service") { HelpName = "service", Description = "Only the actions of this service." };

    private static readonly Option<string?> Specs = SpecSource.CreateOption();

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("list", "Lists actions, found by words in their names, summaries and error codes.") { Words, ServiceName, Specs };
        ServiceName.AddServices(Specs);
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string[] words = result.GetValue(Words) ?? [];
        string? only = result.GetValue(ServiceName);
        IReadOnlyList<ServiceModel> services = await SpecSource.LoadAsync(result, result.GetValue(Specs), cancellationToken).ConfigureAwait(false);
        List<(ServiceModel Service, ActionModel Action)> found =
        [
            .. SpecSource.Of(services, only)
                .SelectMany(service => service.Actions.Select(action => (service, action)))
                .Where(pair => words.All(word => Holds(pair.action, word) || Codes(pair.action, word).Any())),
        ];
        cancellationToken.ThrowIfCancellationRequested();
        TextWriter output = result.InvocationConfiguration.Output;
        if (found.Count == 0)
        {
            throw new CommandException(words.Length == 0 ? "there are no actions." : $"no action holds {string.Join(" and ", words.Select(word => $"'{word}'"))}.");
        }

        string[] several = [.. services.GroupBy(service => service.Name).Where(versions => versions.Count() > 1).Select(versions => versions.Key)];
        string Title(ServiceModel service, ActionModel action) => $"{service.Name}{(several.Contains(service.Name) ? " " + service.Version : "")} {action.Name}";
        int width = found.Max(pair => Title(pair.Service, pair.Action).Length);
        foreach ((ServiceModel service, ActionModel action) in found)
        {
            await output.WriteLineAsync($"{Title(service, action).PadRight(width)}  {SingleLine.OfProse(action.Summary)}".TrimEnd()).ConfigureAwait(false);

            // A word that the line above does not show is shown where it was found.
            foreach (ErrorModel error in words.Where(word => !Holds(action, word)).SelectMany(word => Codes(action, word)).Distinct())
            {
                await output.WriteLineAsync($"  {error.Code}  {SingleLine.OfProse(error.Summary)}".TrimEnd()).ConfigureAwait(false);
            }
        }

        return ExitCode.Success;
    }

    private static IEnumerable<ErrorModel> Codes(ActionModel action, string word) =>
        action.Errors.Where(error => error.Code.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool Holds(ActionModel action, string word) =>
        action.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || action.Summary.Contains(word, StringComparison.OrdinalIgnoreCase);
}
