using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Blocking;

/// <summary>APIGEN1005: a thread is blocked on a client call in code that could await it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.BlockingCall);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ApiSymbols.Of(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operation => AnalyzeResult(operation, symbols), OperationKind.PropertyReference);
                start.RegisterOperationAction(operation => AnalyzeWait(operation, symbols), OperationKind.Invocation);
            }
        });
    }

    private static void AnalyzeResult(OperationAnalysisContext context, ApiSymbols symbols)
    {
        var property = (IPropertyReferenceOperation)context.Operation;
        if (property is { Property.Name: "Result", Instance: { } task } && symbols.IsTask(task.Type))
        {
            Report(context, symbols, task, ".Result");
        }
    }

    private static void AnalyzeWait(OperationAnalysisContext context, ApiSymbols symbols)
    {
        var invocation = (IInvocationOperation)context.Operation;
        switch (invocation.TargetMethod.Name)
        {
            case "Wait" when invocation.Instance is { } task && symbols.IsTask(task.Type):
                Report(context, symbols, task, ".Wait()");
                break;
            case "GetResult" when invocation.Instance is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } awaited }:
                Report(context, symbols, awaited, ".GetAwaiter().GetResult()");
                break;
            case "WaitAll" or "WaitAny" when SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingType, symbols.Task):
                foreach (IArgumentOperation argument in invocation.Arguments)
                {
                    if (FirstCall(argument.Value, symbols) is { } waited)
                    {
                        Report(context, waited, symbols, "Task." + invocation.TargetMethod.Name);
                        break;
                    }
                }

                break;
            case "ToBlockingEnumerable" when invocation is { TargetMethod.ContainingType.Name: "TaskAsyncEnumerableExtensions", Arguments: { IsEmpty: false } arguments }
                && arguments[0].Value.WithoutConversions() is IInvocationOperation sequence && symbols.Method(sequence.TargetMethod) is not null:
                Report(context, sequence, symbols, ".ToBlockingEnumerable()");
                break;
        }
    }

    /// <summary>The first client call among tasks that are written into a call, one by one or as an array.</summary>
    private static IInvocationOperation? FirstCall(IOperation value, ApiSymbols symbols)
    {
        Stack<IOperation> rest = new([value]);
        while (rest.Count > 0)
        {
            IOperation plain = rest.Pop().WithoutConversions();
            if (CallOf(plain, symbols) is { } call)
            {
                return call;
            }

            if (plain is IArrayCreationOperation or IArrayInitializerOperation || plain.IsImplicit || plain.Syntax is CollectionExpressionSyntax)
            {
                foreach (IOperation element in plain.ChildOperations.Reverse())
                {
                    rest.Push(element);
                }
            }
        }

        return null;
    }

    private static void Report(OperationAnalysisContext context, ApiSymbols symbols, IOperation task, string how)
    {
        if (CallOf(task, symbols) is { } call)
        {
            Report(context, call, symbols, how);
        }
    }

    private static void Report(OperationAnalysisContext context, IInvocationOperation call, ApiSymbols symbols, string how)
    {
        if (AwaitableCode.Contains(context.Operation, context.ContainingSymbol, context.Compilation, symbols, context.CancellationToken) && !ExpressionTrees.Contains(context.Operation))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.BlockingCall, MemberName.Of(context.Operation.Syntax).GetLocation(), how, call.TargetMethod.Name));
        }
    }

    /// <summary>
    /// The client call that a task comes from. A task in a variable counts when nothing else is done with it: a task that was
    /// awaited before, alone or with others, has its result at hand.
    /// </summary>
    private static IInvocationOperation? CallOf(IOperation task, ApiSymbols symbols)
    {
        // A variable is declared before it is used, so that this comes to an end.
        while (true)
        {
            switch (task.WithoutConversions())
            {
                case IInvocationOperation invocation when symbols.Method(invocation.TargetMethod) is not null:
                    return symbols.IsTask(invocation.Type) ? invocation : null;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask", Instance: { } inner }:
                    task = inner;
                    break;
                case IConditionalAccessInstanceOperation:
                    return null;
                case ILocalReferenceOperation reference:
                    IOperation root = reference.Root();
                    if (root.References(reference.Local).Take(2).Count() != 1 || root.DeclaredValue(reference.Local) is not IInvocationOperation call)
                    {
                        return null;
                    }

                    task = call;
                    break;
                default:
                    return null;
            }
        }
    }
}
