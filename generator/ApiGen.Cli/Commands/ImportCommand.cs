using System.CommandLine;
using ApiGen.Cli.Fetching;
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
        Description = "A folder or file of an official model (api.json), or documentation pages saved as text, Markdown or HTML, or folders with them.",
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

    private static readonly Option<string?> Namespace = new Option<string?>("--namespace")
    {
        Description = "The C# namespace of the generated code; by default TencentCloud.<Service>.",
    }.Checked(ModelFetcher.NamespaceFault);

    private static readonly Option<RegionRequirement> Region = new("--region")
    {
        Description = "Whether actions take a region, which a model does not say: Optional, Required or None.",
        DefaultValueFactory = _ => RegionRequirement.Optional,
        CustomParser = EnumOption.Parse<RegionRequirement>,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("import", "Makes spec files from the vendor's own material, or brings existing ones up to date.")
        {
            Sources, Out, Limits, Namespace, Region,
        };
        command.Runs(RunAsync, writes: true);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        OfficialModelOptions options = new()
        {
            Namespace = result.GetValue(Namespace),
            Region = result.GetValue(Region),
            RateLimits = result.GetValue(Limits) is { } limits ? RateLimitTable.Read(OfficialModelFolder.ReadJson(NamedFile.Of(Limits.Name, limits))) : RateLimitTable.Empty,
        };
        string root = OutputFolder.Of(result.GetRequiredValue(Out));
        using FolderLock held = await FolderLock.TakeAsync(root, cancellationToken).ConfigureAwait(false);
        SpecTree tree = new(root);
        ImportedOptions told = new(options, IsGiven(result, Region), IsGiven(result, Limits));
        IReadOnlyList<string> sources = SourceFinder.Find(result.GetRequiredValue(Sources), out IReadOnlyList<string> passed);
        ImportReport report = new(result.InvocationConfiguration);
        foreach (string path in passed)
        {
            report.Note($"{path} is passed over, since it is neither a model nor a documentation page");
        }

        ImportWork work = new(tree, report);
        Contradictions contradictions = new(Read);
        await report.ProgressAsync(sources, Add, cancellationToken).ConfigureAwait(false);
        await work.WriteAsync([], cancellationToken).ConfigureAwait(false);
        return report.HasGaps ? ExitCode.Gaps : ExitCode.Success;

        ImportedService Read(string source) => Importer.Read(source, options, tree.Services);

        void Add(string source)
        {
            ImportedService imported = Read(source);
            contradictions.Check(imported);
            work.Add(imported, told);
        }
    }

    private static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
