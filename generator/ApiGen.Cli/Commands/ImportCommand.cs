using System.CommandLine;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Official;
using ApiGen.Cli.Writing;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen import</c>: makes spec files from the vendor's own material, or brings existing ones up to date.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Sources = new("source")
    {
        Description = "A folder or file of an official model (api.json), or documentation pages saved as text or HTML.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "The folder of specs; files go to <folder>/<service>/<version>/.",
        Required = true,
    };

    private static readonly Option<string?> Limits = new("--limits")
    {
        Description = "A JSON table of documented limits; by default rate-limits.json beside the model.",
    };

    private static readonly Option<string?> Namespace = new("--namespace")
    {
        Description = "The C# namespace of the generated code; by default TencentCloud.<Service>.",
    };

    private static readonly Option<RegionRequirement> Region = new("--region")
    {
        Description = "Whether actions take a region, which a model does not say: Optional, Required or None.",
        DefaultValueFactory = _ => RegionRequirement.Optional,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("import", "Makes spec files from the vendor's own material, or brings existing ones up to date.")
        {
            Sources, Out, Limits, Namespace, Region,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        OfficialModelOptions options = new()
        {
            Namespace = result.GetValue(Namespace),
            Region = result.GetValue(Region),
            RateLimits = result.GetValue(Limits) is { } limits ? RateLimitTable.Read(OfficialModelFolder.ReadJson(limits)) : RateLimitTable.Empty,
        };
        string root = Path.GetFullPath(result.GetRequiredValue(Out));
        List<(string Path, string Text)> files = [];
        TextWriter output = result.InvocationConfiguration.Output;
        foreach (string source in SourceFinder.Find(result.GetRequiredValue(Sources)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ImportedService imported = OfficialModelFolder.Read(source, options);
            files.AddRange(SpecFolder.NewFiles(root, imported));
            foreach (string note in imported.Notes)
            {
                await output.WriteLineAsync(note).ConfigureAwait(false);
            }
        }

        int written = await AtomicFiles.WriteAsync(files, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(FormattableString.Invariant($"{written} files written, {files.Count - written} unchanged.")).ConfigureAwait(false);
        return ExitCode.Success;
    }
}
