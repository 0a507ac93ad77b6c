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
                start.RegisterOperationAction(operation => AnalyzeAssignment(operation, constraints), OperationKind.SimpleAssignment);
                start.RegisterOperationAction(operation => AnalyzeInitializer(operation, constraints), OperationKind.MemberInitializer);
                start.RegisterOperationAction(operation => AnalyzeAdd(operation, constraints), OperationKind.Invocation);
            }
        });
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, MemberConstraints constraints)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { } property } && constraints.Of(property) is { } constraint)
        {
            Check(context, property, constraint, assignment.Value, constraints);
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
                CheckElement(context, property, constraint, element);
            }
        }
    }

    /// <summary><c>request.Tags.Add("a")</c>; what an initialiser adds is seen there.</summary>
    private static void AnalyzeAdd(OperationAnalysisContext context, MemberConstraints constraints)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (invocation is { TargetMethod.Name: "Add", Arguments.Length: 1, IsImplicit: false, Instance: { } instance }
            && instance.WithoutConversions() is IPropertyReferenceOperation { Property: { } property }
            && constraints.Of(property) is { IsList: true } constraint)
        {
            CheckElement(context, property, constraint, invocation.Arguments[0].Value);
        }
    }

    private static void Check(OperationAnalysisContext context, IPropertySymbol property, MemberConstraint constraint, IOperation value, MemberConstraints constraints)
    {
        if (!constraint.IsList)
        {
            CheckElement(context, property, constraint, value);
            return;
        }

        IReadOnlyList<IOperation> written = ListElements.Of(value.WithoutConversions(), out int? count, out bool isFixed);
        foreach (IOperation element in written)
        {
            CheckElement(context, property, constraint, element);
        }

        if (count is { } elements && constraint.CountProblem(elements, isFixed || IsSentAtOnce(context.Operation, constraints)) is { } problem)
        {
            Report(context, property, value, elements == 1 ? "1 element" : elements + " elements", problem);
        }
    }

    /// <summary>Whether the object goes straight into a call, so that nothing can be added any more.</summary>
    private static bool IsSentAtOnce(IOperation assignment, MemberConstraints constraints) =>
        assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation } && creation.User() is IArgumentOperation { Parent: IInvocationOperation call } && constraints.IsClientCall(call.TargetMethod);

    private static void CheckElement(OperationAnalysisContext context, IPropertySymbol property, MemberConstraint constraint, IOperation value)
    {
        switch (value.WithoutConversions())
        {
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional when conditional.ConstantValue is not { HasValue: true }:
                CheckElement(context, property, constraint, conditional.WhenTrue);
                CheckElement(context, property, constraint, whenFalse);
                return;
            case ICoalesceOperation coalesce:
                CheckElement(context, property, constraint, coalesce.Value);
                CheckElement(context, property, constraint, coalesce.WhenNull);
                return;
            case ISwitchExpressionOperation choice:
                foreach (ISwitchExpressionArmOperation arm in choice.Arms)
                {
                    CheckElement(context, property, constraint, arm.Value);
                }

                return;
            case var plain when constraint.IsList && ListElements.Of(plain, out _, out _) is { Count: > 0 } inner:
                foreach (IOperation element in inner)
                {
                    CheckElement(context, property, constraint, element);
                }

                return;
            case var plain when constraint.Problem(plain, value) is { } problem:
                Report(context, property, value, constraint.IsSensitive ? "The value" : ConstantText.Display(plain, value), problem);
                return;
        }
    }

    private static void Report(OperationAnalysisContext context, IPropertySymbol property, IOperation value, string what, string problem)
    {
        if (!ExpressionTrees.Contains(value))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Constraint, value.Syntax.GetLocation(), what, property.Name, problem));
        }
    }
}
