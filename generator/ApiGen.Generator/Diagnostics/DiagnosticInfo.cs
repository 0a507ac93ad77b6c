using ApiGen.Generator.Models;
using ApiGen.Generator.Options;
using ApiGen.Generator.Selection;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Generator.Diagnostics;

/// <summary>Something to report: a diagnostic on a spec or on what the project says of it, or a failure.</summary>
internal sealed record DiagnosticInfo(SpecDiagnostic? Spec = null, ProjectDiagnostic? Project = null, string? Failure = null)
{
    // What an error names is left out of the code; a project that turned the error off would build without it unawares.
    private static readonly string[] ErrorTags = [WellKnownDiagnosticTags.NotConfigurable];

    /// <summary>Gathers what the steps found.</summary>
    public static EquatableArray<DiagnosticInfo> Collect(Result<SpecSet> bound, Result<Selected> selected, Result<EmitPlan> plan, Result<ProjectVerdict> project)
    {
        List<DiagnosticInfo> diagnostics = [];
        diagnostics.AddRange((bound.Value?.Diagnostics ?? EquatableArray<SpecDiagnostic>.Empty).Select(spec => new DiagnosticInfo(Spec: spec)));
        diagnostics.AddRange((project.Value?.Diagnostics ?? EquatableArray<ProjectDiagnostic>.Empty).Select(static one => new DiagnosticInfo(Project: one)));
        diagnostics.AddRange((selected.Value?.Faults ?? EquatableArray<SpecDiagnostic>.Empty).Select(static fault => new DiagnosticInfo(Spec: fault)));
        diagnostics.AddRange((selected.Value?.Diagnostics ?? EquatableArray<ProjectDiagnostic>.Empty).Select(project => new DiagnosticInfo(Project: project)));
        diagnostics.AddRange((plan.Value?.Diagnostics ?? EquatableArray<ProjectDiagnostic>.Empty).Select(project => new DiagnosticInfo(Project: project)));
        diagnostics.AddRange(new[] { bound.Failure, selected.Failure, plan.Failure, project.Failure }.Where(failure => failure is not null).Select(failure => new DiagnosticInfo(Failure: failure)));
        return diagnostics.ToEquatableArray();
    }

    /// <summary>The diagnostic as the compiler reports it.</summary>
    public Diagnostic ToDiagnostic(ProjectItems items, ProjectSource source) => this switch
    {
        { Spec: { } spec } => Diagnostic.Create(Descriptor(spec.Descriptor), Chosen(spec, items) is { } chosen ? InProject(source.Find(chosen, items), items) : Place(spec.Location, items), [.. spec.Arguments]),
        { Project: { } project } => Diagnostic.Create(
            GeneratorDiagnostics.Find(project.Id),
            InProject(project.Place ?? (About(project, items) is { } about ? source.Find(about, items) : null), items),
            [.. project.Arguments]),
        _ => Diagnostic.Create(GeneratorDiagnostics.InternalFailure, Location.None, "the spec files", Failure),
    };

    // A namespace that an item chose stands in no spec.
    private static ProjectPlace? Chosen(SpecDiagnostic spec, ProjectItems items) =>
        spec.Descriptor.Id == SpecDiagnostics.DuplicateNamespace.Id
            && ItemsOf(spec.Location.Path, items).FirstOrDefault(static item => ChosenNamespace.IsNamespace(item.Namespace)) is { } item
            ? ProjectPlace.Of(item, "Namespace", item.Namespace)
            : null;

    private static ProjectPlace? About(ProjectDiagnostic project, ProjectItems items) =>
        project.About ?? (project.File is { } path && ItemsOf(path, items).FirstOrDefault() is { } item ? ProjectPlace.Of(item) : null);

    private static IEnumerable<ProjectItem> ItemsOf(string path, ProjectItems items) =>
        items.Files.FirstOrDefault(file => file.Logical == path) is { } file ? items.Of(file) : [];

    private static Location InProject(SpecLocation? place, ProjectItems items) => place is null ? ProjectFile(items) : Place(place, items);

    private static DiagnosticDescriptor Descriptor(SpecDiagnosticDescriptor descriptor) => new(
        descriptor.Id,
        descriptor.Title,
        descriptor.MessageFormat,
        GeneratorDiagnostics.Category,
        descriptor.Severity == SpecSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: GeneratorDiagnostics.HelpLink(descriptor.Id),
        customTags: descriptor.Severity == SpecSeverity.Error ? ErrorTags : []);

    private static Location ProjectFile(ProjectItems items) =>
        items.Path.Length == 0 ? Location.None : Location.Create(items.Path, default, default);

    // Absolute paths stay out of the models: they join the diagnostics here, where they are reported.
    private static Location Place(SpecLocation location, ProjectItems items) => Location.Create(
        items.Files.Concat(items.Lists).FirstOrDefault(file => file.Logical == location.Path)?.Actual ?? location.Path,
        new TextSpan(location.Start, location.Length),
        new LinePositionSpan(new LinePosition(location.Line, location.Column), new LinePosition(location.EndLine, location.EndColumn)));
}
