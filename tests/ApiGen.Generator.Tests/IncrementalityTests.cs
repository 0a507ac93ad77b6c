using ApiGen.Generator.Models;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests;

/// <summary>What a re-run does after each kind of edit, told by the steps that the driver tracks.</summary>
public class IncrementalityTests
{
    private const string Types = """
        types:
          Pet:
            summary: A pet.
            members:
              Name: { type: string, summary: Its name. }
        """;

    private const string Create = """
        summary: Creates a pet.
        request:
          Pet: { type: Pet, required: true, summary: The pet. }
        """;

    private const string Delete = """
        summary: Deletes a pet.
        request:
          Name: { type: string, required: true, summary: Its name. }
        """;

    private static readonly string[] OutputSteps = [TrackingNames.Clients, TrackingNames.Actions, TrackingNames.Types];

    [Fact]
    public void Typing_in_a_csharp_file_runs_no_step_again()
    {
        GeneratorHost host = new(Spec.Files(Types, ("CreatePet", Create), ("DeletePet", Delete)));
        host.Run();

        host.ReplaceSource("class Typed { }");
        GeneratorRunResult second = host.Run();

        Assert.NotEmpty(second.TrackedSteps[TrackingNames.Documents]);
        Assert.All(
            second.TrackedSteps.Where(step => typeof(TrackingNames).GetField(step.Key) is not null).SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.All(SourceOutputs(second), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Editing_one_action_prints_that_action_alone()
    {
        List<SpecFileText> files = Spec.Files(Types, ("CreatePet", Create), ("DeletePet", Delete));
        GeneratorHost host = new(files);
        host.Run();

        SpecFileText edited = Spec.ActionFile("DeletePet", Delete.Replace("Deletes a pet.", "Removes a pet."));
        host.ReplaceSpec(files[3], edited);
        GeneratorRunResult second = host.Run();

        Assert.Equal(
            [("CreatePet", IncrementalStepRunReason.Cached), ("DeletePet", IncrementalStepRunReason.Modified)],
            Outputs<Result<ActionEmitModel>>(second, TrackingNames.Actions).Select(output => (output.Value.Value?.Action, output.Reason)));
        Assert.All(Outputs<Result<TypeEmitModel>>(second, TrackingNames.Types), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.All(Outputs<ClientEmitModel>(second, TrackingNames.Clients), output => Assert.Equal(IncrementalStepRunReason.Unchanged, output.Reason));
        Assert.Equal(1, SourceOutputs(second).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Contains(second.GeneratedSources, source => source.SourceText.ToString().Contains("Removes a pet.", StringComparison.Ordinal));
    }

    [Fact]
    public void Editing_an_action_reads_no_other_file_again()
    {
        List<SpecFileText> files = Spec.Files(Types, ("CreatePet", Create), ("DeletePet", Delete));
        GeneratorHost host = new(files);
        host.Run();

        host.ReplaceSpec(files[3], Spec.ActionFile("DeletePet", Delete + "\nidempotent: true"));
        GeneratorRunResult second = host.Run();

        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified],
            second.TrackedSteps[TrackingNames.Documents].SelectMany(step => step.Outputs).Select(output => output.Reason));
    }

    [Fact]
    public void A_comment_prints_nothing_again()
    {
        List<SpecFileText> files = Spec.Files(Types, ("CreatePet", Create), ("DeletePet", Delete));
        GeneratorHost host = new(files);
        host.Run();

        host.ReplaceSpec(files[2], new SpecFileText(files[2].Path, "# A remark that moves every line.\n\n" + files[2].GetText(TestContext.Current.CancellationToken)));
        GeneratorRunResult second = host.Run();

        Assert.All(
            OutputSteps.SelectMany(name => second.TrackedSteps[name]).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, SourceOutputs(second));
    }

    [Fact]
    public void A_moved_mistake_is_reported_at_its_new_line()
    {
        List<SpecFileText> files = Spec.Files(Types, ("CreatePet", Create + "\nunknownKey: 1"));
        GeneratorHost host = new(files);
        Diagnostic first = Assert.Single(host.Run().Diagnostics);

        host.ReplaceSpec(files[2], new SpecFileText(files[2].Path, "\n\n" + files[2].GetText(TestContext.Current.CancellationToken)));
        Diagnostic second = Assert.Single(host.Run().Diagnostics);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.Location.GetLineSpan().StartLinePosition.Line + 2, second.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void A_removed_file_takes_its_output_along()
    {
        List<SpecFileText> files = Spec.Files(Types, ("CreatePet", Create), ("DeletePet", Delete));
        GeneratorHost host = new(files);
        Assert.Contains(host.Run().GeneratedSources, source => source.HintName == "Acme.Demo.DeletePet.g.cs");

        host.RemoveSpec(files[3]);
        GeneratorRunResult second = host.Run();

        Assert.DoesNotContain(second.GeneratedSources, source => source.HintName == "Acme.Demo.DeletePet.g.cs");
        Assert.Contains(second.GeneratedSources, source => source.HintName == "Acme.Demo.CreatePet.g.cs");
    }

    private static IEnumerable<(T Value, IncrementalStepRunReason Reason)> Outputs<T>(GeneratorRunResult run, string step) =>
        run.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => ((T)output.Value, output.Reason));

    private static IEnumerable<IncrementalStepRunReason> SourceOutputs(GeneratorRunResult run) =>
        run.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
}
