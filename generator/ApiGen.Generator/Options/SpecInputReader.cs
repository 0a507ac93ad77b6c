using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Generator.Options;

/// <summary>Reads spec files and the metadata that the build attaches to them (see build/ApiGen.targets).</summary>
internal static class SpecInputReader
{
    private const string Metadata = "build_metadata.AdditionalFiles.";
    private const string Property = "build_property.";

    /// <summary>Reads a file; null when it is no spec.</summary>
    public static SpecInput? Read(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        AnalyzerConfigOptions options = provider.GetOptions(file);
        if (Get(options, Metadata + "ApiGenPath") is not { Length: > 0 } logicalPath)
        {
            return null;
        }

        string text = file.GetText(cancellationToken)?.ToString() ?? "";
        AnalyzerConfigOptions global = provider.GlobalOptions;
        EmitOptions emit = new(
            Internal: IsValue(Choose(options, global, "ApiGenVisibility"), "internal"),
            RequiredKeyword: IsValue(Choose(options, global, "ApiGenRequiredMembers"), "keyword"));
        return new SpecInput(
            logicalPath.Replace('\\', '/'),
            text,
            Get(options, Metadata + "ApiGenService"),
            Get(options, Metadata + "ApiGenActions"),
            Get(options, Metadata + "ApiGenNamespace"),
            emit);
    }

    /// <summary>Whether the project is the runtime itself, which has no reference to itself.</summary>
    public static bool IsRuntimeProject(AnalyzerConfigOptions global) => IsValue(Get(global, Property + "ApiGenIsRuntime"), "true");

    private static string Choose(AnalyzerConfigOptions options, AnalyzerConfigOptions global, string name) =>
        Get(options, Metadata + name) is { Length: > 0 } own ? own : Get(global, Property + name);

    private static bool IsValue(string actual, string expected) => string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase);

    private static string Get(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out string? value) ? value.Trim() : "";
}
