using System.Collections.Immutable;
using ApiGen.Generator.Models;
using ApiGen.Generator.Options;
using ApiGen.Generator.Selection;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Generator.Diagnostics;

/// <summary>A spec file's two paths.</summary>
/// <param name="Logical">The path used in models.</param>
/// <param name="Actual">The path by which the compiler knows it.</param>
internal sealed record SpecPath(string Logical, string Actual);

/// <summary>Something to report: a diagnostic on a spec, a pattern without a match, a wrong namespace, or a failure.</summary>
internal sealed record DiagnosticInfo(SpecDiagnostic? Spec = null, UnmatchedPattern? Pattern = null, ChosenNamespace? Namespace = null, string? Failure = null)
{
    // What an error names is left out of the code; a project that turned the error off would build without it unawares.
    private static readonly string[] ErrorTags = [WellKnownDiagnosticTags.NotConfigurable];

    /// <summary>Gathers what the steps found.</summary>
    public static EquatableArray<DiagnosticInfo> Collect(Result<SpecSet> bound, Result<Selected> selected, Result<EmitPlan> plan)
    {
        List<DiagnosticInfo> diagnostics = [];
        diagnostics.AddRange((bound.Value?.Diagnostics ?? EquatableArray<SpecDiagnostic>.Empty).Select(spec => new DiagnosticInfo(Spec: spec)));
        diagnostics.AddRange((selected.Value?.Unmatched ?? EquatableArray<UnmatchedPattern>.Empty).Select(pattern => new DiagnosticInfo(Pattern: pattern)));
        diagnostics.AddRange((selected.Value?.WrongNamespaces ?? EquatableArray<ChosenNamespace>.Empty).Select(chosen => new DiagnosticInfo(Namespace: chosen)));
        diagnostics.AddRange(new[] { bound.Failure, selected.Failure, plan.Failure }.Where(failure => failure is not null).Select(failure => new DiagnosticInfo(Failure: failure)));
        return diagnostics.ToEquatableArray();
    }

    /// <summary>The diagnostic as the compiler reports it.</summary>
    public Diagnostic ToDiagnostic(ImmutableArray<SpecPath> paths) => this switch
    {
        { Spec: { } spec } => Diagnostic.Create(Descriptor(spec.Descriptor), Place(spec.Location, paths), [.. spec.Arguments]),
        { Pattern: { } pattern } => Diagnostic.Create(
            GeneratorDiagnostics.UnmatchedPattern,
            Location.None,
            pattern.Item,
            pattern.Pattern,
            pattern.Nearest is null ? "" : $" Did you mean '{pattern.Nearest}'?"),
        { Namespace: { } chosen } => Diagnostic.Create(GeneratorDiagnostics.InvalidNamespace, Location.None, chosen.Item, chosen.Namespace),
        _ => Diagnostic.Create(GeneratorDiagnostics.InternalFailure, Location.None, "the spec files", Failure),
    };

    private static DiagnosticDescriptor Descriptor(SpecDiagnosticDescriptor descriptor) => new(
        descriptor.Id,
        descriptor.Title,
        descriptor.MessageFormat,
        GeneratorDiagnostics.Category,
        descriptor.Severity == SpecSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: GeneratorDiagnostics.HelpLink(descriptor.Id),
        customTags: descriptor.Severity == SpecSeverity.Error ? ErrorTags : []);

    private static Location Place(SpecLocation location, ImmutableArray<SpecPath> paths) => Location.Create(
        paths.FirstOrDefault(path => path.Logical == location.Path)?.Actual ?? location.Path,
        new TextSpan(location.Start, location.Length),
        new LinePositionSpan(new LinePosition(location.Line, location.Column), new LinePosition(location.EndLine, location.EndColumn)));
}
