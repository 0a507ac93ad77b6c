using System.CommandLine;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen list</c>: finds actions by words.</summary>
internal static class ListCommand
{
    private static readonly Argument<string[]> Words = new("words")
    {
        Description = "Words that the action's name or summary must all hold; none lists every action.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> ServiceName = new("--service") { HelpName = "service", Description = "Only the actions of this service." };

    private static readonly Option<string?> Specs = SpecSource.CreateOption();

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("list", "Lists actions, found by words in their names and summaries.") { Words, ServiceName, Specs };
        ServiceName.CompletionSources.Add(context => SpecNames.Services(context.ParseResult.GetValue(Specs)));
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string[] words = result.GetValue(Words) ?? [];
        string? only = result.GetValue(ServiceName);
        List<(ServiceModel Service, ActionModel Action)> found =
        [
            .. SpecSource.Load(result.GetValue(Specs))
                .Where(service => only is null || service.Name == only)
                .SelectMany(service => service.Actions.Select(action => (service, action)))
                .Where(pair => words.All(word => Holds(pair.action, word))),
        ];
        TextWriter output = result.InvocationConfiguration.Output;
        if (found.Count == 0)
        {
            throw new CommandException(words.Length == 0 ? "there are no actions." : $"no action holds {string.Join(" and ", words.Select(word => $"'{word}'"))}.");
        }

        int width = found.Max(pair => pair.Service.Name.Length + 1 + pair.Action.Name.Length);
        foreach ((ServiceModel service, ActionModel action) in found)
        {
            string name = service.Name + " " + action.Name;
            await output.WriteLineAsync($"{name.PadRight(width)}  {action.Summary}".TrimEnd()).ConfigureAwait(false);
        }

        return ExitCode.Success;
    }

    private static bool Holds(ActionModel action, string word) =>
        action.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || action.Summary.Contains(word, StringComparison.OrdinalIgnoreCase);
}
