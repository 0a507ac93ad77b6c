using System.Collections;
using System.Reflection;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests.Models;

/// <summary>Models that hold compiler objects keep whole compilations alive and never compare equal.</summary>
public class ModelGraphTests
{
    private static readonly string[] PositionFreeSteps =
        [TrackingNames.Selected, TrackingNames.Plan, TrackingNames.Frames, TrackingNames.Clients, TrackingNames.Actions, TrackingNames.Types];

    [Fact]
    public void No_step_holds_a_symbol_a_compilation_a_syntax_node_or_a_delegate()
    {
        GeneratorRunResult run = new GeneratorHost(Repository.Tcsas("*")).Run();

        foreach ((string name, object value) in TrackedValues(run, typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.Name)))
        {
            Walk(value, name, found => Assert.False(
                found is ISymbol or Compilation or SyntaxNode or SyntaxTree or SemanticModel or Location or Diagnostic or Delegate or AdditionalText,
                $"The step {name} holds a {found.GetType()}."));
        }
    }

    [Fact]
    public void What_is_printed_hangs_on_no_position_and_no_absolute_path()
    {
        GeneratorRunResult run = new GeneratorHost(Repository.Tcsas("*")).Run();

        foreach ((string name, object value) in TrackedValues(run, PositionFreeSteps))
        {
            Walk(value, name, found =>
            {
                Assert.False(found is Specs.Diagnostics.SpecLocation, $"The step {name} holds a place.");
                Assert.False(found is string text && Path.IsPathRooted(text) && File.Exists(text), $"The step {name} holds the path {found}.");
            });
        }
    }

    private static IEnumerable<(string Step, object Value)> TrackedValues(GeneratorRunResult run, IEnumerable<string> steps) =>
        from step in steps
        from tracked in run.TrackedSteps[step]
        from output in tracked.Outputs
        select (step, output.Value);

    private static void Walk(object root, string step, Action<object> check)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object?> pending = new([root]);
        while (pending.TryPop(out object? value))
        {
            if (value is null || value.GetType().IsPrimitive || value is Enum || !seen.Add(value))
            {
                continue;
            }

            check(value);
            if (value is string)
            {
                continue;
            }

            if (value is IEnumerable items)
            {
                foreach (object? item in items)
                {
                    pending.Push(item);
                }
            }

            for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (!field.FieldType.IsPointer)
                    {
                        pending.Push(field.GetValue(value));
                    }
                }
            }
        }

        Assert.NotEmpty(seen);
        _ = step;
    }
}
