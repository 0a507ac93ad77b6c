using System.CommandLine;
using System.Globalization;
using ApiGen.Cli.Generating;
using ApiGen.Cli.Projects;
using ApiGen.Cli.Reading;
using ApiGen.Cli.Writing;
using ApiGen.Generator.Options;
using Microsoft.CodeAnalysis;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen generate</c>: the C# that a build makes of specs, on disk.</summary>
internal static class GenerateCommand
{
    private static readonly Argument<string[]> Specs = new("specs")
    {
        Description = "Folders of specs, spec files, or a project (.csproj) whose items say the rest; by default those here or further up, else the specs that come with the tool.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Out = new("--out", "-o") { HelpName = "folder", Description = "The folder for the C# files; it is made when it is not there.", Required = true };

    private static readonly Option<string?> ServiceName = new("--service") { HelpName = "service", Description = "Only this service, by its name; also one that comes with the tool." };

    private static readonly Option<string[]> Actions = new("--actions", "-a")
    {
        HelpName = "patterns",
        Description = "The actions, with the wildcards * and ?, a leading '-' excludes; several times, or separated by commas. Without it all of them.",
    };

    private static readonly Option<string?> ActionsFile = new("--actions-file") { HelpName = "file", Description = "A file that lists further patterns, one a line; # and // start a comment." };

    private static readonly Option<string?> Namespace = new("--namespace") { HelpName = "namespace", Description = "The namespace of the code, in place of the one that the specs declare." };

    private static readonly Option<string> Visibility = new Option<string>("--visibility")
    {
        Description = "public or internal.",
        DefaultValueFactory = _ => "public",
    }.Among("public", "internal");

    private static readonly Option<string> RequiredMembers = new Option<string>("--required-members")
    {
        Description = "attribute: a rule tells what is missing; keyword: the C# modifier 'required'.",
        DefaultValueFactory = _ => "attribute",
    }.Among("attribute", "keyword");

    private static readonly Option<bool> Hosting = new("--hosting") { Description = "Write the method that registers the client as well, for a project with ApiGen.Runtime.Hosting." };

    private static readonly Option<string?> Framework = new("--framework") { HelpName = "framework", Description = "Of a project with several target frameworks the one whose build is meant, where they generate different files." };

    private static readonly Option[] ItemOptions = [ServiceName, Actions, ActionsFile, Namespace, Visibility, RequiredMembers, Hosting];

    private static readonly Option<bool> Check = new("--check") { Description = "Write nothing; exit code 1 when the folder does not hold what would be written." };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("generate", "Writes the C# that a build makes of specs to a folder, for review and for builds without source generators.")
        {
            Specs, Out, ServiceName, Actions, ActionsFile, Namespace, Visibility, RequiredMembers, Hosting, Framework, Check,
        };
        ServiceName.AddServices(Specs);
        Actions.AddActions(Specs, result => result.GetValue(ServiceName));
        command.Runs(RunAsync, writes: true);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        IReadOnlyList<GeneratorInput> inputs = await ReadAsync(result, cancellationToken).ConfigureAwait(false);
        foreach (string note in inputs.SelectMany(input => input.Notes.Concat(input.Late is { } late ? ["warning APIGEN0118: " + late.TrimEnd('.')] : [])).Distinct())
        {
            await SpecSource.NoteAsync(result, note).ConfigureAwait(false);
        }

        SourceGeneration[] each = [.. inputs.Select(input => SourceGeneration.Run(input, cancellationToken))];
        Diagnostic[] diagnostics = [.. each.SelectMany(one => one.Diagnostics)];
        TextWriter error = result.InvocationConfiguration.Error;
        foreach (string text in diagnostics.Select(Text).Distinct())
        {
            await error.WriteLineAsync(text).ConfigureAwait(false);
        }

        if (diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            throw new CommandException("nothing was written.");
        }

        if (inputs.All(input => ProjectItems.Parse(input.Items).Items.IsEmpty))
        {
            throw new CommandException("the project has no ApiSpec and no ApiService items that anything is generated from.");
        }

        SourceGeneration generated = Same(inputs, each);
        string folder = OutputFolder.Of(result.GetRequiredValue(Out));
        int code;
        using (await FolderLock.TakeAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            SourceFolder change = SourceFolder.Compare(folder, generated.Files, generated.Services);
            if (result.GetValue(Check))
            {
                return await TellAsync(change, result.InvocationConfiguration.Output).ConfigureAwait(false);
            }

            code = await WriteAsync(change, generated.Files.Count, result.InvocationConfiguration.Output, cancellationToken).ConfigureAwait(false);
        }

        if (await CompiledTwice.TellAsync(folder, [.. generated.Files.Select(file => file.Name)], inputs, [.. generated.Services.Select(service => service.Name)], cancellationToken).ConfigureAwait(false) is { } twice)
        {
            await SpecSource.NoteAsync(result, twice).ConfigureAwait(false);
        }

        return code;
    }

    // A project that compiles the files has to get what its build would.
    private static SourceGeneration Same(IReadOnlyList<GeneratorInput> inputs, SourceGeneration[] each)
    {
        for (int i = 1; i < each.Length; i++)
        {
            if (each[0].Files.Except(each[i].Files).Concat(each[i].Files.Except(each[0].Files)).FirstOrDefault() is { } file)
            {
                throw new CommandException($"the builds for {inputs[0].Framework} and {inputs[i].Framework} generate different files, such as {file.Name}, so nothing was written. Choose one of them with --framework.");
            }
        }

        return each[0];
    }

    private static async Task<IReadOnlyList<GeneratorInput>> ReadAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string[] given = result.GetValue(Specs) ?? [];
        string? service = result.GetValue(ServiceName);
        string? found = given.Length > 0 ? null : SpecFinder.Find(Directory.GetCurrentDirectory());
        string[] paths = given.Length > 0 ? given : [found ?? SpecsInput.BundledFolder];
        if (paths.FirstOrDefault(path => EvaluatedItems.ProjectOf(path) is not null) is { } project)
        {
            string? without = ItemOptions.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name).FirstOrDefault();
            return paths.Length > 1 ? throw new CommandException($"'{project}' is a project, whose items say what belongs to it. Name it alone, or folders of specs.")
                : without is not null ? throw new CommandException($"{without} has no effect on a project, whose items say that themselves. Change the items, or name folders of specs.")
                : For(result.GetValue(Framework), await ProjectInput.ReadAsync(EvaluatedItems.ProjectOf(project)!, cancellationToken).ConfigureAwait(false));
        }

        if (result.GetValue(Framework) is not null)
        {
            throw new CommandException("--framework has no effect on specs without a project. Leave it out, or name the project.");
        }

        GenerateOptions options = new()
        {
            Actions = string.Join(';', (result.GetValue(Actions) ?? []).SelectMany(ActionPatterns.Some).Select(pattern => pattern.Text)),
            ActionsFile = result.GetValue(ActionsFile),
            Namespace = result.GetValue(Namespace) ?? "",
            Visibility = result.GetValue(Visibility) ?? "",
            RequiredMembers = result.GetValue(RequiredMembers) ?? "",
            Hosting = result.GetValue(Hosting),
        };
        try
        {
            return [SpecsInput.Read(paths, service, options)];
        }
        catch (CommandException) when (found is not null && service is not null && SpecsInput.Bundled(service) is not null)
        {
            // The specs that are here are of others.
            return [SpecsInput.Read([SpecsInput.Bundled(service)!], service, options)];
        }
    }

    private static GeneratorInput[] For(string? framework, IReadOnlyList<GeneratorInput> inputs)
    {
        GeneratorInput[] found = [.. inputs.Where(input => framework is null || string.Equals(input.Framework, framework, StringComparison.OrdinalIgnoreCase))];
        return found.Length > 0 ? found
            : throw new CommandException(inputs is [{ Framework: "" }]
                ? "--framework has no effect on a project with one target framework. Leave it out."
                : $"the project is not built for '{framework}'. Its target frameworks: {string.Join(", ", inputs.Select(input => input.Framework))}.");
    }

    private static async Task<int> TellAsync(SourceFolder change, TextWriter output)
    {
        await ListAsync(change, output).ConfigureAwait(false);
        await output.WriteLineAsync(change.IsCurrent ? "The folder is up to date." : "The folder is not up to date; nothing was written.").ConfigureAwait(false);
        return change.IsCurrent ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<int> WriteAsync(SourceFolder change, int total, TextWriter output, CancellationToken cancellationToken)
    {
        await AtomicFiles.WriteAsync(change.Written, change.Deleted, cancellationToken).ConfigureAwait(false);
        await ListAsync(change, output).ConfigureAwait(false);
        await output.WriteLineAsync(FormattableString.Invariant($"{Counted.Of(total, "file")}: {change.Written.Count} written, {change.Deleted.Count} deleted.")).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static async Task ListAsync(SourceFolder change, TextWriter output)
    {
        foreach ((string path, _) in change.Written)
        {
            await output.WriteLineAsync("write " + Path.GetFileName(path)).ConfigureAwait(false);
        }

        foreach (string path in change.Deleted)
        {
            await output.WriteLineAsync("delete " + Path.GetFileName(path)).ConfigureAwait(false);
        }
    }

    private static string Text(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        string severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        string where = File.Exists(place.Path)
            ? FormattableString.Invariant($"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1})")
            : "apigen";
        return $"{where}: {severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
