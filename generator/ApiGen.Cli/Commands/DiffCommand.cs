using System.CommandLine;
using ApiGen.Cli.Comparing;
using ApiGen.Cli.Reading;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen diff</c>: what changed between two sets of specs, and what of it breaks callers.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> Old = new("old") { Description = "The earlier specs: a folder, a file, a project, or a commit, branch or tag of git." };

    private static readonly Argument<string?> New = new("new")
    {
        Description = "The later specs, in the same forms; by default those here or further up.",
        Arity = ArgumentArity.ZeroOrOne,
    };

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
        return format.Among("text", "json", "markdown");
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string old = result.GetRequiredValue(Old);
        string? later = result.GetValue(New);
        IReadOnlyList<ServiceModel> before = await SideAsync(result, old, later, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ServiceModel> after = await SideAsync(result, later, old, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SpecChange> changes = SpecComparison.Compare(before, after);
        cancellationToken.ThrowIfCancellationRequested();
        TextWriter output = result.InvocationConfiguration.Output;
        await (result.GetValue(Format) switch
        {
            "json" => output.WriteJsonAsync(ChangeReport.Json(changes).TrimEnd()),
            "markdown" => output.WriteAsync(ChangeReport.Markdown(changes)),
            _ => output.WriteAsync(ChangeReport.Text(changes)),
        }).ConfigureAwait(false);
        return changes.Any(change => change.IsBreaking) ? ExitCode.Breaking : ExitCode.Success;
    }

    private static async Task<IReadOnlyList<ServiceModel>> SideAsync(ParseResult result, string? side, string? other, CancellationToken cancellationToken) =>
        side is null || Path.Exists(side)
            ? await SpecSource.LoadAsync(result, side, cancellationToken, areOwn: true).ConfigureAwait(false)
            : SpecSource.Services(await GitSpecs.ReadAsync(side, PlaceOf(side, other), cancellationToken).ConfigureAwait(false));

    // A commit is asked for what the other side names, or for the specs here.
    private static string PlaceOf(string commit, string? other)
    {
        string place = other is not null && Path.Exists(other) ? Path.GetFullPath(other)
            : commit.Contains(':', StringComparison.Ordinal) ? Directory.GetCurrentDirectory()
            : SpecFinder.Find(Directory.GetCurrentDirectory())
            ?? throw new CommandException($"there is no file or folder '{commit}', and there are no specs here or further up that a commit of this name could be asked for.");
        return EvaluatedItems.IsProject(place)
            ? throw new CommandException($"the items of a project are known only as it is now, so '{commit}' cannot be compared with it; name the folder of its specs.")
            : SpecOwner.WholeOf(place);
    }
}
