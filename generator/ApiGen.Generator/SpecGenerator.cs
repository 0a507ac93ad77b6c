using System.Collections.Immutable;
using System.Text;
using ApiGen.Generator.Diagnostics;
using ApiGen.Generator.Emission;
using ApiGen.Generator.Models;
using ApiGen.Generator.Options;
using ApiGen.Generator.Selection;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Generator;

/// <summary>
/// Turns spec files into C#. Each file is parsed on its own; all are bound together; what is printed hangs on position-free
/// models alone, so that a moved line reports anew without printing anew, and an edited action prints that action alone.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SpecGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ProjectItems> items = context.AdditionalTextsProvider
            .Where(static file => ProjectItems.IsList(file.Path))
            .Select(static (file, cancellationToken) => ProjectItems.Parse(file.GetText(cancellationToken)?.ToString() ?? ""))
            .Collect()
            .Select(static (lists, _) => lists.IsEmpty ? ProjectItems.None : lists[0])
            .WithTrackingName(TrackingNames.Items);
        // Every step over all files costs each edit of one of them: one step hands out the files with their items, and each that follows begins by leaving out the others.
        IncrementalValuesProvider<(AdditionalText File, ProjectItems Items)> files = context.AdditionalTextsProvider.Combine(items);
        IncrementalValueProvider<EquatableArray<ActionList>> lists = files
            .Where(static pair => ListOf(pair.File, pair.Items) is not null)
            .Select(static (pair, cancellationToken) => ReadList(pair.File, pair.Items, cancellationToken))
            .Where(static list => list is not null)
            .Collect()
            .Select(static (all, _) => all.Select(static list => list!).ToEquatableArray());

        IncrementalValueProvider<ProjectSource> source = files
            .Where(static pair => pair.Items.Sources.Contains(pair.File.Path))
            .Select(static (pair, cancellationToken) => ProjectFileReader.Read(pair.File.Path, pair.File.GetText(cancellationToken)?.ToString() ?? ""))
            .Collect()
            .Select(static (all, _) => ProjectSource.Join(all));

        IncrementalValueProvider<ImmutableArray<SpecDocument>> documents = files
            .Where(static pair => IsSpecPath(pair.File.Path))
            .Select(static (pair, cancellationToken) => ReadSpec(pair.File, pair.Items, cancellationToken))
            .Where(static text => text is not null)
            .Select(static (text, _) => SpecReader.Read(text!))
            .WithTrackingName(TrackingNames.Documents)
            .Collect();

        IncrementalValueProvider<Result<SpecSet>> bound = documents
            .Combine(items.Select(static (all, _) => ChosenNamespace.In(all).ToEquatableArray()))
            .Select(static (pair, _) => Result.Of(() => SpecBinder.Bind(pair.Left, pair.Right.ToDictionary(static one => one.LogicalPath, static one => one.Namespace))))
            .WithTrackingName(TrackingNames.Bound);

        IncrementalValueProvider<Result<ActionSelector>> selector = items
            .Combine(lists)
            .Select(static (pair, _) => Result.Of(() => new ActionSelector(pair.Left, pair.Right)));
        IncrementalValueProvider<Result<Selected>> selected = bound
            .Combine(selector)
            .Select(static (pair, _) => pair.Right.Value is { } rules ? pair.Left.Then(set => rules.Select(set.Services, Faulty(set))) : new Result<Selected>(null, pair.Right.Failure))
            .WithTrackingName(TrackingNames.Selected);

        IncrementalValueProvider<bool> usable = Host.IsUsable(context);
        IncrementalValueProvider<Result<EmitPlan>> planned = selected
            .Combine(usable)
            .Select(static (pair, _) => pair.Right
                ? pair.Left.Then(selection => ServicePlanner.Plan(selection.Services))
                : new Result<EmitPlan>(EmitPlan.Empty, null));

        // The one step that looks at each compilation: it asks for the clients' names, and what follows sees no more than that.
        IncrementalValueProvider<EquatableArray<ReferencedClient>> referenced = context.CompilationProvider
            .Combine(planned)
            .Select(static (pair, _) => ReferencedClients.Find(pair.Left, pair.Right.Value?.Clients ?? EquatableArray<ClientEmitModel>.Empty));
        IncrementalValueProvider<Result<EmitPlan>> plan = planned
            .Combine(referenced)
            .Select(static (pair, _) => pair.Left.Value is null ? pair.Left : pair.Left.Then(all => ReferencedClients.Without(all, pair.Right)))
            .WithTrackingName(TrackingNames.Plan);

        RegisterOutputs(context, plan);
        RegisterDiagnostics(context, items, HandedOver.Missing(context, items), source, bound, selected, plan);
    }

    private static void RegisterOutputs(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Result<EmitPlan>> plan)
    {
        IncrementalValuesProvider<ClientEmitModel> clients = plan
            .SelectMany(static (result, _) => result.Value?.Clients ?? EquatableArray<ClientEmitModel>.Empty)
            .WithTrackingName(TrackingNames.Clients);
        context.RegisterSourceOutput(clients, static (output, model) => Print(output, model.HintName, model.Source, () => TemplateSet.Render(model)));
        context.RegisterSourceOutput(clients.Combine(Host.HasHosting(context)), static (output, pair) =>
        {
            if (pair.Right && pair.Left.HasRegistration)
            {
                Print(output, pair.Left.RegistrationHintName, pair.Left.Source, () => TemplateSet.RenderRegistration(pair.Left));
            }
        });
        // One step on its own: while it stays the same, only the drafts that changed are planned again.
        IncrementalValueProvider<EquatableArray<ServiceFrame>> frames = plan
            .Select(static (result, _) => result.Value?.Frames ?? EquatableArray<ServiceFrame>.Empty)
            .WithTrackingName(TrackingNames.Frames);
        IncrementalValuesProvider<Result<ActionEmitModel>> actions = plan
            .SelectMany(static (result, _) => result.Value?.Actions ?? EquatableArray<ActionDraft>.Empty)
            .Combine(frames)
            .Select(static (pair, _) => Result.Of(() => FilePlanner.For(pair.Right[pair.Left.Service]).Plan(pair.Left)))
            .WithTrackingName(TrackingNames.Actions);
        IncrementalValuesProvider<Result<TypeEmitModel>> types = plan
            .SelectMany(static (result, _) => result.Value?.Types ?? EquatableArray<TypeDraft>.Empty)
            .Combine(frames)
            .Select(static (pair, _) => Result.Of(() => FilePlanner.For(pair.Right[pair.Left.Service]).Plan(pair.Left)))
            .WithTrackingName(TrackingNames.Types);
        context.RegisterSourceOutput(actions, static (output, planned) =>
            Print(output, planned, static model => model.HintName, static model => model.Source, TemplateSet.Render));
        context.RegisterSourceOutput(types, static (output, planned) =>
            Print(output, planned, static model => model.HintName, static model => model.Source, TemplateSet.Render));
    }

    private static void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ProjectItems> items,
        IncrementalValueProvider<EquatableArray<string>> missing,
        IncrementalValueProvider<ProjectSource> source,
        IncrementalValueProvider<Result<SpecSet>> bound,
        IncrementalValueProvider<Result<Selected>> selected,
        IncrementalValueProvider<Result<EmitPlan>> plan)
    {
        IncrementalValueProvider<EquatableArray<DiagnosticInfo>> diagnostics = bound
            .Combine(selected)
            .Combine(plan)
            .Combine(items.Combine(source).Combine(missing).Select(static (all, _) => Result.Of(() => ProjectCheck.Run(all.Left.Left, all.Left.Right, all.Right))))
            .Select(static (all, _) => DiagnosticInfo.Collect(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right))
            .WithTrackingName(TrackingNames.Diagnostics);

        context.RegisterSourceOutput(diagnostics.Combine(items.Combine(source)), static (output, pair) =>
        {
            foreach (DiagnosticInfo diagnostic in pair.Left)
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic(pair.Right.Left, pair.Right.Right));
            }
        });
        Host.RegisterDiagnostics(context, items, source);
    }

    private static EquatableArray<string> Faulty(SpecSet set) => set.Diagnostics
        .Where(static diagnostic => diagnostic.Descriptor.Severity == SpecSeverity.Error)
        .Select(static diagnostic => diagnostic.Location.Path)
        .Distinct()
        .ToEquatableArray();

    private static ListedFile? ListOf(AdditionalText file, ProjectItems items) => items.Lists.FirstOrDefault(list => list.Actual == file.Path);

    private static ActionList? ReadList(AdditionalText file, ProjectItems items, CancellationToken cancellationToken) =>
        ListOf(file, items) is { } list && Decoded.Of(list.Logical, file, cancellationToken) is { } decoded
            ? new ActionList(list.Logical, decoded.Text) { GarbledFrom = decoded.GarbledFrom, Fault = decoded.Fault }
            : null;

    private static SpecText? ReadSpec(AdditionalText file, ProjectItems items, CancellationToken cancellationToken) =>
        items.Find(file.Path) is { } listed ? Decoded.Of(listed.Logical, file, cancellationToken) : null;

    /// <summary>Whether a file is YAML by its name.</summary>
    internal static bool IsSpecPath(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static void Print<T>(SourceProductionContext output, Result<T> planned, Func<T, string> hintName, Func<T, string> source, Func<T, string> render)
        where T : class
    {
        if (planned.Value is { } model)
        {
            Print(output, hintName(model), source(model), () => render(model));
        }
        else
        {
            output.ReportDiagnostic(Diagnostic.Create(GeneratorDiagnostics.InternalFailure, Location.None, "the spec files", planned.Failure));
        }
    }

    private static void Print(SourceProductionContext output, string hintName, string source, Func<string> render)
    {
        Result<string> text = Result.Of(render);
        if (text.Value is not null)
        {
            output.AddSource(hintName, SourceText.From(text.Value, Encoding.UTF8));
        }
        else
        {
            output.ReportDiagnostic(Diagnostic.Create(GeneratorDiagnostics.InternalFailure, Location.None, source, text.Failure));
        }
    }
}
