using System.Diagnostics;
using ApiGen.Analyzers.Tests.Harness;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Official;
using ApiGen.Specs;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;

namespace ApiGen.Catalog;

/// <summary>Takes one service version all the way: import, check, generate, compile, rules, examples.</summary>
internal static class ServiceRun
{
    public static async Task<ServiceResult> RunAsync(string model)
    {
        long start = Stopwatch.GetTimestamp();
        ServiceCompilation service = ServiceCompilation.Import(model);
        SpecSet set = SpecLoader.Load(service.Specs);
        ServiceResult result = new() { Service = $"{service.Imported.Service.Name} {service.Imported.Service.Version}", Actions = service.Imported.Service.Actions.Count };
        result.Failures.AddRange(set.Diagnostics.Select(diagnostic => "check: " + diagnostic));
        if (set.Services.Count != 1 || set.Services[0].Actions.Count != result.Actions)
        {
            result.Failures.Add("check: the specs do not give back every action");
            return result;
        }

        Compilation compilation = service.Generate(out IReadOnlyList<Diagnostic> diagnostics);
        result.Failures.AddRange(diagnostics.Select(diagnostic => "generate: " + diagnostic));
        byte[]? image = ServiceCompilation.Emit(compilation, out IReadOnlyList<string> errors);
        result.Failures.AddRange(errors.Take(20).Select(error => "compile: " + error));
        if (image is null)
        {
            return result with { Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds };
        }

        RequestSweep rules = await RequestSweep.RunAsync(
            [.. ServiceCompilation.References, MetadataReference.CreateFromImage(image)],
            $"{set.Services[0].Namespace}.I{set.Services[0].ClientName}",
            CancellationToken.None).ConfigureAwait(false);
        result.Failures.AddRange(rules.Failures.Take(20).Select(failure => "rules: " + failure));
        ExampleRun examples = await RunExamplesAsync(model, set.Services[0], image).ConfigureAwait(false);
        result.Failures.AddRange(examples.Failures);
        return result with
        {
            Compiled = result.Actions,
            Called = rules.Actions,
            Conforming = examples.Conforming,
            RoundTripped = examples.RoundTripped,
            Sent = examples.Sent,
            Accepted = examples.Accepted,
            Tolerated = examples.Tolerated,
            Broken = examples.Broken,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    private static async Task<ExampleRun> RunExamplesAsync(string model, ServiceModel service, byte[] image)
    {
        using GeneratedModel generated = new(image, service.Namespace);
        using GatewayProbe gateway = new(service);
        ExampleRun run = new(service, generated, gateway);
        ExampleCatalog catalog = ExampleCatalog.Read(OfficialModelFolder.ReadJson(Path.Combine(Path.GetDirectoryName(model)!, "examples.json")));
        foreach (ActionModel action in service.Actions)
        {
            foreach (ExampleText example in catalog.Of(action.Name))
            {
                await run.RunAsync(action, example).ConfigureAwait(false);
            }
        }

        return run;
    }
}
