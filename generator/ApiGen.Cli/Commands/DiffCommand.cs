using System.CommandLine;
using ApiGen.Cli.Comparing;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen diff</c>: what changed between two folders of specs, and what of it breaks callers.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> Old = new("old") { Description = "The folder of the earlier specs." };

    private static readonly Argument<string> New = new("new") { Description = "The folder of the later specs." };

    private static readonly Option<string> Format = CreateFormat();

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("diff", "Lists what changed for callers. Exit code 0: nothing breaks; 2: something does; 1: the specs cannot be read.")
        {
            Old, New, Format,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static Option<string> CreateFormat()
    {
        Option<string> format = new("--format", "-f") { Description = "text, json or markdown.", DefaultValueFactory = _ => "text" };
        return format.AcceptOnlyFromAmong("text", "json", "markdown");
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        IReadOnlyList<SpecChange> changes = SpecComparison.Compare(SpecSource.Load(result.GetRequiredValue(Old)), SpecSource.Load(result.GetRequiredValue(New)));
        string report = result.GetValue(Format) switch
        {
            "json" => ChangeReport.Json(changes),
            "markdown" => ChangeReport.Markdown(changes),
            _ => ChangeReport.Text(changes),
        };
        await result.InvocationConfiguration.Output.WriteAsync(report).ConfigureAwait(false);
        return changes.Any(change => change.IsBreaking) ? ExitCode.Breaking : ExitCode.Success;
    }
}
