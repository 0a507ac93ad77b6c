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
        IncrementalValueProvider<bool> any = items.Select(static (all, _) => !all.Files.IsEmpty);
        context.RegisterSourceOutput(any.Combine(Language(context)), static (output, pair) =>
        {
            if (pair.Left && pair.Right < Oldest)
            {
                output.ReportDiagnostic(Diagnostic.Create(GeneratorDiagnostics.LanguageTooOld, Location.None, pair.Right.ToDisplayString()));
            }
        });
        context.RegisterSourceOutput(any.Combine(HasRuntime(context)), static (output, pair) =>
        {
            if (pair.Left && !pair.Right)
            {
                output.ReportDiagnostic(Diagnostic.Create(GeneratorDiagnostics.RuntimeMissing, Location.None));
            }
        });
        context.RegisterSourceOutput(items.Combine(source).Combine(HasRuntime(context)), static (output, all) =>
        {
            ((ProjectItems items, ProjectSource source), bool hasRuntime) = all;
            if (items.HidesRuntime && hasRuntime)
            {
                output.ReportDiagnostic(new DiagnosticInfo(Project: ProjectDiagnostic.Of(GeneratorDiagnostics.RuntimeHidden, ProjectPlace.PrivateAssets)).ToDiagnostic(items, source));
            }
        });
    }

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
