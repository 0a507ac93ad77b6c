using System.Collections.Immutable;
using ApiGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Generator;

/// <summary>What the consuming project must offer: a language version and the runtime.</summary>
internal static class Host
{
    private const LanguageVersion Oldest = LanguageVersion.CSharp11;
    private const string RuntimeAssembly = "ApiGen.Runtime";

    /// <summary>Whether generated code can compile in the project.</summary>
    public static IncrementalValueProvider<bool> IsUsable(IncrementalGeneratorInitializationContext context) =>
        Language(context).Select(static (version, _) => version >= Oldest);

    /// <summary>Reports once, not per file, what the project lacks.</summary>
    public static void RegisterFindings(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ImmutableArray<string>> specs)
    {
        IncrementalValueProvider<bool> any = specs.Select(static (paths, _) => !paths.IsEmpty);
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
    }

    private static IncrementalValueProvider<LanguageVersion> Language(IncrementalGeneratorInitializationContext context) =>
        context.ParseOptionsProvider.Select(static (options, _) => options is CSharpParseOptions csharp ? csharp.LanguageVersion : Oldest);

    // The runtime has itself: it generates the client that fetches temporary credentials.
    private static IncrementalValueProvider<bool> HasRuntime(IncrementalGeneratorInitializationContext context) => context.MetadataReferencesProvider
        .Where(static reference => IsRuntime(reference.Display))
        .Collect()
        .Combine(context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName == RuntimeAssembly))
        .Select(static (pair, _) => !pair.Left.IsEmpty || pair.Right);

    // A file reference shows its path, a reference to another compilation (in an editor) the assembly's name.
    private static bool IsRuntime(string? display) => display is not null
        && (string.Equals(display, RuntimeAssembly, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Path.GetFileName(display), RuntimeAssembly + ".dll", StringComparison.OrdinalIgnoreCase));
}
