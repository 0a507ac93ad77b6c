using System.Collections.Immutable;
using System.Text;
using ApiGen.Generator.Diagnostics;
using ApiGen.Generator.Emission;
using ApiGen.Generator.Models;
using ApiGen.Generator.Options;
using ApiGen.Generator.Selection;
using ApiGen.Specs;
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
        IncrementalValuesProvider<(AdditionalText File, SpecInput Input)> files = context.AdditionalTextsProvider
            .Where(static file => IsSpecPath(file.Path))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) => (File: pair.Left, Input: SpecInputReader.Read(pair.Left, pair.Right, cancellationToken)))
            .Where(static pair => pair.Input is not null)!;

        IncrementalValueProvider<ImmutableArray<SpecInput>> inputs = files
            .Select(static (pair, _) => pair.Input)
            .WithTrackingName(TrackingNames.Inputs)
            .Collect();

        IncrementalValueProvider<ImmutableArray<SpecDocument>> documents = files
            .Select(static (pair, _) => new SpecText(pair.Input.LogicalPath, pair.Input.Text))
            .Select(static (text, _) => SpecReader.Read(text))
            .WithTrackingName(TrackingNames.Documents)
            .Collect();

        // A step on its own, so that a file whose text changes leaves it as it was.
        IncrementalValueProvider<EquatableArray<ChosenNamespace>> namespaces = files
            .Select(static (pair, _) => ChosenNamespace.Of(pair.Input))
            .Where(static chosen => chosen is not null)
            .Collect()
            .Select(static (all, _) => all.Select(static chosen => chosen!).ToEquatableArray());

        IncrementalValueProvider<Result<SpecSet>> bound = documents
            .Combine(namespaces)
            .Select(static (pair, _) => Result.Of(() => SpecBinder.Bind(pair.Left, Valid(pair.Right))))
            .WithTrackingName(TrackingNames.Bound);

        IncrementalValueProvider<Result<Selected>> selected = bound
            .Combine(inputs)
            .Select(static (pair, _) => pair.Left.Then(set => ActionSelector.Select(set.Services, pair.Right)))
            .WithTrackingName(TrackingNames.Selected);

        IncrementalValueProvider<bool> usable = Host.IsUsable(context);
        IncrementalValueProvider<Result<EmitPlan>> plan = selected
            .Combine(usable)
            .Select(static (pair, _) => pair.Right
                ? pair.Left.Then(selection => ServicePlanner.Plan(selection.Services))
                : new Result<EmitPlan>(EmitPlan.Empty, null))
            .WithTrackingName(TrackingNames.Plan);

        RegisterOutputs(context, plan);
        RegisterDiagnostics(context, files, bound, selected, plan);
    }

    private static void RegisterOutputs(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Result<EmitPlan>> plan)
    {
        IncrementalValuesProvider<ClientEmitModel> clients = plan
            .SelectMany(static (result, _) => result.Value?.Clients ?? EquatableArray<ClientEmitModel>.Empty)
            .WithTrackingName(TrackingNames.Clients);
        context.RegisterSourceOutput(clients, static (output, model) => Print(output, model.HintName, model.Source, () => TemplateSet.Render(model)));
        context.RegisterSourceOutput(clients.Combine(Host.HasHosting(context)), static (output, pair) =>
        {
            if (pair.Right)
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
        IncrementalValuesProvider<(AdditionalText File, SpecInput Input)> files,
        IncrementalValueProvider<Result<SpecSet>> bound,
        IncrementalValueProvider<Result<Selected>> selected,
        IncrementalValueProvider<Result<EmitPlan>> plan)
    {
        // Absolute paths stay out of the models: they join the diagnostics at the very end, where they are reported.
        IncrementalValueProvider<ImmutableArray<SpecPath>> paths = files
            .Select(static (pair, _) => new SpecPath(pair.Input.LogicalPath, pair.File.Path))
            .Collect();
        IncrementalValueProvider<EquatableArray<DiagnosticInfo>> diagnostics = bound
            .Combine(selected)
            .Combine(plan)
            .Select(static (all, _) => DiagnosticInfo.Collect(all.Left.Left, all.Left.Right, all.Right))
            .WithTrackingName(TrackingNames.Diagnostics);

        context.RegisterSourceOutput(diagnostics.Combine(paths), static (output, pair) =>
        {
            foreach (DiagnosticInfo diagnostic in pair.Left)
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic(pair.Right));
            }
        });
        Host.RegisterDiagnostics(context, files.Select(static (pair, _) => pair.Input.LogicalPath).Collect());
    }

    /// <summary>The namespaces by file. A file that two items name is reported as a service declared twice; here the last item counts.</summary>
    private static Dictionary<string, string> Valid(IEnumerable<ChosenNamespace> chosen)
    {
        Dictionary<string, string> byPath = new(StringComparer.Ordinal);
        foreach (ChosenNamespace one in chosen.Where(static one => one.IsValid))
        {
            byPath[one.LogicalPath] = one.Namespace;
        }

        return byPath;
    }

    private static bool IsSpecPath(string path) =>
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
