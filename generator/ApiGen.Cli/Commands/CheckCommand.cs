using System.CommandLine;
using ApiGen.Cli.Checking;
using ApiGen.Cli.Generating;
using ApiGen.Cli.Reading;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen check</c>: the generator's own diagnostics on spec files.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string[]> Specs = new("specs")
    {
        Description = "Folders of specs, projects (.csproj), or single spec files, checked together with the service that they belong to; by default the specs here or further up.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Format = CreateFormat();

    private static readonly Option<bool> Strict = new("--warnings-as-errors") { Description = "Fail on warnings too." };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("check", "Checks spec files and reports every mistake. Exit code 0: no errors; 1: errors.")
        {
            Specs, Format, Strict,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static Option<string> CreateFormat()
    {
        Option<string> format = new("--format", "-f")
        {
            Description = "text: one diagnostic a line, as build tools print them; sarif: SARIF 2.1.0 for code scanning.",
            DefaultValueFactory = _ => "text",
        };
        return format.Among("text", "sarif");
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string[] paths = result.GetValue(Specs) ?? [];
        SpecInput input = await SpecSource.ReadAsync(result, paths, cancellationToken, areOwn: true).ConfigureAwait(false);
        HashSet<string> built = new(StringComparer.Ordinal);
        CheckResult check = SpecCheck.Run(input, await OfProjectsAsync(result, input, built, cancellationToken).ConfigureAwait(false), built);
        cancellationToken.ThrowIfCancellationRequested();
        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(Format) == "sarif")
        {
            await output.WriteJsonAsync(SarifReport.Of(check.Diagnostics)).ConfigureAwait(false);
        }
        else
        {
            foreach (SpecDiagnostic diagnostic in check.Diagnostics)
            {
                await output.WriteLineAsync(diagnostic.ToString()).ConfigureAwait(false);
            }

            await output.WriteLineAsync(
                $"{Counted.Of(check.Files, "file")}, {Counted.Of(check.Services, "service")}, {Counted.Of(check.Actions, "action")}: {Counted.Of(check.Errors, "error")}, {Counted.Of(check.Warnings, "warning")}.").ConfigureAwait(false);
        }

        if (check.OtherErrors > 0)
        {
            await SpecSource.NoteAsync(result, $"{Counted.Of(check.OtherErrors, "error")} in other files that these belong together with; check the whole folder to see them").ConfigureAwait(false);
        }

        if (check.Errors == 0 && !input.HasSpecs)
        {
            await SpecSource.NoteAsync(result, $"there are no specs in {input.Place}, so that nothing has passed").ConfigureAwait(false);
        }

        // Where no spec is left, nothing has passed.
        return check.Errors > 0 || !input.HasSpecs || (result.GetValue(Strict) && check.Warnings > 0) ? ExitCode.Failure : ExitCode.Success;
    }

    private static async Task<IReadOnlyList<SpecDiagnostic>> OfProjectsAsync(ParseResult result, SpecInput input, HashSet<string> built, CancellationToken cancellationToken)
    {
        List<SpecDiagnostic> found = [];
        foreach ((string project, IReadOnlySet<string> files) in input.Projects)
        {
            try
            {
                (IReadOnlyList<SpecDiagnostic> diagnostics, IReadOnlyList<string> notes) = await ProjectItemCheck.RunAsync(project, cancellationToken).ConfigureAwait(false);
                found.AddRange(diagnostics);
                built.UnionWith(files);
                foreach (string note in notes.Except(input.Notes))
                {
                    await SpecSource.NoteAsync(result, note).ConfigureAwait(false);
                }
            }
            catch (CommandException) when (input.Faults is [{ } fault, ..])
            {
                throw new CommandException(fault);
            }
            catch (CommandException exception)
            {
                await SpecSource.NoteAsync(result, exception.Message.TrimEnd('.') + ". So the specs are checked, and not what the items select").ConfigureAwait(false);
            }
        }

        return found;
    }
}
