using ApiGen.Generator.Diagnostics;
using ApiGen.Generator.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Generator;

/// <summary>What the consuming project must offer: a language version and the runtime.</summary>
internal static class Host
{
    private const LanguageVersion Oldest = LanguageVersion.CSharp11;
    private const string RuntimeAssembly = "ApiGen.Runtime";
    private const string HostingAssembly = "ApiGen.Runtime.Hosting";

    /// <summary>Whether generated code can compile in the project.</summary>
    public static IncrementalValueProvider<bool> IsUsable(IncrementalGeneratorInitializationContext context) =>
        Language(context).Combine(HasRuntime(context)).Select(static (pair, _) => pair.Left >= Oldest && pair.Right);

    /// <summary>Whether the project can register clients in an application.</summary>
    public static IncrementalValueProvider<bool> HasHosting(IncrementalGeneratorInitializationContext context) => References(context, HostingAssembly);

    /// <summary>Reports once, not per file, what the project lacks.</summary>
    public static void RegisterDiagnostics(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ProjectItems> items, IncrementalValueProvider<ProjectSource> source)
    {
        IncrementalValueProvider<(ProjectItems Items, ProjectSource Source)> project = items.Combine(source);
        context.RegisterSourceOutput(project.Combine(Language(context)), static (output, all) =>
        {
            if (!all.Left.Items.Files.IsEmpty && all.Right < Oldest)
            {
                Report(output, all.Left, GeneratorDiagnostics.LanguageTooOld, ProjectPlace.Language, all.Right.ToDisplayString());
            }
        });
        context.RegisterSourceOutput(project.Combine(HasRuntime(context)), static (output, all) =>
        {
            if (!all.Left.Items.Files.IsEmpty && !all.Right)
            {
                Report(output, all.Left, GeneratorDiagnostics.RuntimeMissing, ProjectPlace.OwnReference);
            }
            else if (all.Left.Items.HidesRuntime && all.Right)
            {
                Report(output, all.Left, GeneratorDiagnostics.RuntimeHidden, ProjectPlace.PrivateAssets);
            }
        });
    }

    private static void Report(SourceProductionContext output, (ProjectItems Items, ProjectSource Source) project, DiagnosticDescriptor descriptor, ProjectPlace place, params string[] arguments) =>
        output.ReportDiagnostic(new DiagnosticInfo(Project: ProjectDiagnostic.Of(descriptor, place, arguments)).ToDiagnostic(project.Items, project.Source));

    private static IncrementalValueProvider<LanguageVersion> Language(IncrementalGeneratorInitializationContext context) =>
        context.ParseOptionsProvider.Select(static (options, _) => options is CSharpParseOptions csharp ? csharp.LanguageVersion : Oldest);

    // The runtime has itself: it generates the client that fetches temporary credentials.
    private static IncrementalValueProvider<bool> HasRuntime(IncrementalGeneratorInitializationContext context) => References(context, RuntimeAssembly)
        .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => IsRuntimeProject(options.GlobalOptions)))
        .Select(static (pair, _) => pair.Left || pair.Right);

    private static bool IsRuntimeProject(AnalyzerConfigOptions global) =>
        global.TryGetValue("build_property.ApiGenIsRuntime", out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    // A file reference shows its path, a reference to another compilation (in an editor) the assembly's name.
    private static IncrementalValueProvider<bool> References(IncrementalGeneratorInitializationContext context, string assembly) => context.MetadataReferencesProvider
        .Where(reference => string.Equals(reference.Display, assembly, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Path.GetFileName(reference.Display), assembly + ".dll", StringComparison.OrdinalIgnoreCase))
        .Collect()
        .Select(static (references, _) => !references.IsEmpty);
}
