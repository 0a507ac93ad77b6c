using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Constraints;

/// <summary>APIGEN1002: a constant is outside of what the spec allows for a member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstraintAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.Constraint);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ApiSymbols.Of(start.Compilation) is { } symbols)
            {
                MemberConstraints constraints = new(symbols);
                start.RegisterOperationAction(operation => AnalyzeAssignment(operation, constraints), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
                start.RegisterOperationAction(operation => AnalyzeDeconstruction(operation, constraints), OperationKind.DeconstructionAssignment);
                start.RegisterOperationAction(operation => AnalyzeInitializer(operation, constraints), OperationKind.MemberInitializer);
                start.RegisterOperationAction(operation => AnalyzeAdd(operation, constraints), OperationKind.Invocation);
            }
        });
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, MemberConstraints constraints)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        AnalyzeAssignment(context, assignment.Target, assignment.Value, constraints);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, IOperation target, IOperation value, MemberConstraints constraints)
    {
        if (target is not IPropertyReferenceOperation { Property: { } property })
        {
            return;
        }

        if (constraints.Of(property) is { } constraint)
        {
            Check(context, property, constraint, value, constraints);
        }
        else if (property.IsIndexer && ListOf(target, constraints) is { } list)
        {
            CheckElement(context, list.Property, list.Constraint, value, constraints);
        }
    }

    /// <summary><c>(request.Size, request.Count) = ("small", 1)</c>, however deep.</summary>
    private static void AnalyzeDeconstruction(OperationAnalysisContext context, MemberConstraints constraints)
    {
        var assignment = (IDeconstructionAssignmentOperation)context.Operation;
        Stack<(IOperation Target, IOperation Value)> rest = new([(assignment.Target, assignment.Value)]);
        while (rest.Count > 0)
        {
            (IOperation target, IOperation value) = rest.Pop();
            if (target is ITupleOperation { Elements: var targets })
            {
                if (value.WithoutConversions() is ITupleOperation { Elements: var values } && values.Length == targets.Length)
                {
                    for (int index = 0; index < targets.Length; index++)
                    {
                        rest.Push((targets[index], values[index]));
                    }
                }
            }
            else
            {
                AnalyzeAssignment(context, target, value, constraints);
            }
        }
    }

    /// <summary><c>Tags = { "a", "b" }</c> adds to the list that is there.</summary>
    private static void AnalyzeInitializer(OperationAnalysisContext context, MemberConstraints constraints)
    {
        var initializer = (IMemberInitializerOperation)context.Operation;
        if (initializer.InitializedMember is IPropertyReferenceOperation { Property: { } property }
            && constraints.Of(property) is { IsList: true } constraint)
        {
            foreach (IOperation element in ListElements.Added(initializer.Initializer))
            {
                CheckElement(context, property, constraint, element, constraints);
            }
        }
    }

    /// <summary><c>request.Tags.Add("a")</c> and its kin; what an initialiser adds is seen there.</summary>
    private static void AnalyzeAdd(OperationAnalysisContext context, MemberConstraints constraints)
    {
        if (context.Operation is not IInvocationOperation { TargetMethod.Name: "Add" or "Insert" or "AddRange", Arguments: { Length: > 0 } arguments, IsImplicit: false } invocation
            || ListOf(invocation, constraints) is not { } list)
        {
            return;
        }

        IOperation added = arguments[arguments.Length - 1].Value;
        IEnumerable<IOperation> elements = invocation.TargetMethod.Name == "AddRange" ? ListElements.Of(added.WithoutConversions()).Written : [added];
        foreach (IOperation element in elements)
        {
            CheckElement(context, list.Property, list.Constraint, element, constraints);
        }
    }

    /// <summary>The list that a call or an indexer is of, when a member holds it.</summary>
    private static (IPropertySymbol Property, MemberConstraint Constraint)? ListOf(IOperation use, MemberConstraints constraints)
    {
        IOperation? instance = use switch
        {
            IInvocationOperation { Instance: { } called } => called,
            IPropertyReferenceOperation { Instance: { } indexed } => indexed,
            _ => null,
        };
        return instance?.Receiver() is IPropertyReferenceOperation { Property: { } property } && constraints.Of(property) is { IsList: true } constraint ? (property, constraint) : null;
    }

    private static void Check(OperationAnalysisContext context, IPropertySymbol property, MemberConstraint constraint, IOperation whole, MemberConstraints constraints)
    {
        if (!constraint.IsList)
        {
            CheckElement(context, property, constraint, whole, constraints);
            return;
        }

        foreach (IOperation value in Choices(whole))
        {
            ListElements list = ListElements.Of(value.WithoutConversions());
            foreach (IOperation element in list.Written)
            {
                CheckElement(context, property, constraint, element, constraints);
            }

            if (constraint.CountProblem(list.Least, list.Most, list.IsFixed || IsSentAtOnce(context.Operation, constraints)) is { } problem)
            {
                Report(context, property, value, (list.Most == list.Least ? "A list of " : "A list of at least ") + MemberConstraint.Count(list.Least, "element"), problem);
            }
        }
    }

    /// <summary>Whether the object goes straight into a call, so that nothing can be added any more.</summary>
    private static bool IsSentAtOnce(IOperation assignment, MemberConstraints constraints) =>
        assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation } && creation.User() is IArgumentOperation { Parent: IInvocationOperation call } && constraints.IsClientCall(call.TargetMethod);

    /// <summary>Looks at a value, and at each of those that it is chosen from.</summary>
    private static void CheckElement(OperationAnalysisContext context, IPropertySymbol property, MemberConstraint constraint, IOperation whole, MemberConstraints constraints)
    {
        Stack<IOperation> rest = new([whole]);
        while (rest.Count > 0)
        {
            foreach (IOperation value in Choices(rest.Pop()))
            {
                IOperation plain = value.WithoutConversions();
                if (constraint.IsList && ListElements.Of(plain).Written is { Count: > 0 } inner)
                {
                    foreach (IOperation element in inner)
                    {
                        rest.Push(element);
                    }
                }
                else if (constraint.Problem(plain, value) is { } problem)
                {
                    Report(context, property, value, constraint.IsSensitive || constraints.IsInSensitive(value) ? "The value" : ConstantText.Display(value), problem);
                }
            }
        }
    }

    /// <summary>The values that one is chosen from, but for a branch that a constant condition rules out.</summary>
    private static IEnumerable<IOperation> Choices(IOperation whole)
    {
        Stack<IOperation> rest = new([whole]);
        while (rest.Count > 0)
        {
            IOperation value = rest.Pop();
            switch (value.WithoutConversions())
            {
                case IConditionalOperation { WhenFalse: { } whenFalse } conditional when conditional.ConstantValue is not { HasValue: true }:
                    if (conditional.Condition.ConstantValue is not { HasValue: true, Value: true })
                    {
                        rest.Push(whenFalse);
                    }

                    if (conditional.Condition.ConstantValue is not { HasValue: true, Value: false })
                    {
                        rest.Push(conditional.WhenTrue);
                    }

                    break;
                case ICoalesceOperation coalesce:
                    rest.Push(coalesce.WhenNull);
                    rest.Push(coalesce.Value);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (ISwitchExpressionArmOperation arm in choice.Arms)
                    {
                        rest.Push(arm.Value);
                    }

                    break;
                case ISimpleAssignmentOperation { Target: not IPropertyReferenceOperation } assigned:
                    rest.Push(assigned.Value);
                    break;
                default:
                    yield return value;
                    break;
            }
        }
    }

    private static void Report(OperationAnalysisContext context, IPropertySymbol property, IOperation value, string what, string problem)
    {
        if (!ExpressionTrees.Contains(value) && !ExpectedRefusals.Contains(value.Syntax))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Constraint, value.Syntax.GetLocation(), what, property.Name, problem));
        }
    }
}
