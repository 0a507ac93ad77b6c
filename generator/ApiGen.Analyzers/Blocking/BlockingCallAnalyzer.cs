using System.Collections.Concurrent;
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
                start.RegisterOperationBlockStartAction(block => Watch(block, symbols));
            }
        });
    }

    /// <summary>Only a member that blocks on tasks is looked at whole.</summary>
    private static void Watch(OperationBlockStartAnalysisContext context, ApiSymbols symbols)
    {
        ConcurrentQueue<(IOperation Blocking, IReadOnlyList<IOperation> Tasks, string How)> found = new();
        context.RegisterOperationAction(
            operation =>
            {
                if (Waited(operation.Operation, symbols) is var (tasks, how))
                {
                    found.Enqueue((operation.Operation, tasks, how));
                }
            },
            OperationKind.PropertyReference,
            OperationKind.Invocation);
        context.RegisterOperationBlockEndAction(end =>
        {
            if (found.IsEmpty)
            {
                return;
            }

            VariableUses uses = new(end.OperationBlocks);
            AwaitableCode awaitable = new(end.OwningSymbol, end.Compilation, symbols);
            foreach ((IOperation blocking, IReadOnlyList<IOperation> tasks, string how) in found)
            {
                if (tasks.Select(task => FirstCall(task, uses, symbols)).FirstOrDefault(static call => call is not null) is { } call
                    && awaitable.Contains(blocking, end.CancellationToken)
                    && !ExpressionTrees.Contains(blocking))
                {
                    end.ReportDiagnostic(Diagnostic.Create(Rules.BlockingCall, MemberName.Of(blocking.Syntax).GetLocation(), how, call.TargetMethod.Name, how == Sequence ? "go through it with 'await foreach'" : "await the call"));
                }
            }
        });
    }

    /// <summary>How a sequence is waited for.</summary>
    private const string Sequence = ".ToBlockingEnumerable()";

    /// <summary>What an operation waits for, and how; null when it does not wait.</summary>
    private static (IReadOnlyList<IOperation> Tasks, string How)? Waited(IOperation operation, ApiSymbols symbols)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } when symbols.IsTask(task.Type):
                return ([task], ".Result");
            case IInvocationOperation { TargetMethod.Name: "Wait", Instance: { } task } when symbols.IsTask(task.Type):
                return ([task], ".Wait()");
            case IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } }:
                return ([task], ".GetAwaiter().GetResult()");
            case IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny", ContainingType: var type } method, Arguments: var tasks } when SymbolEqualityComparer.Default.Equals(type, symbols.Task):
                return ([.. tasks.Select(static argument => argument.Value)], "Task." + method.Name);
            case IInvocationOperation { TargetMethod: { Name: "ToBlockingEnumerable", ContainingType.Name: "TaskAsyncEnumerableExtensions" }, Arguments: { IsEmpty: false } arguments }:
                return ([arguments[0].Value], Sequence);
            default:
                return null;
        }
    }

    /// <summary>
    /// The first client call that a task comes from, or one of the tasks that are written into an array, selected into one or combined. A
    /// task in a variable counts when nothing else is done with it: one that was awaited before, alone or with others, has its result at
    /// hand. Several in one variable count when nothing was done with them before.
    /// </summary>
    private static IInvocationOperation? FirstCall(IOperation waited, VariableUses uses, ApiSymbols symbols)
    {
        // A variable is declared before it is used, so that this comes to an end.
        Stack<IOperation> rest = new([waited]);
        while (rest.Count > 0)
        {
            IOperation task = rest.Pop().WithoutConversions();
            switch (task)
            {
                case IInvocationOperation invocation when symbols.Method(invocation.TargetMethod) is not null:
                    return invocation;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "WithCancellation" or "WaitAsync" or "ToArray" or "ToList", Instance: { } inner }:
                    rest.Push(inner);
                    break;
                case IInvocationOperation { TargetMethod: { Name: "WhenAll" or "WhenAny", ContainingType: var type }, Arguments: var combined } when SymbolEqualityComparer.Default.Equals(type, symbols.Task):
                    foreach (IArgumentOperation argument in combined.Reverse())
                    {
                        rest.Push(argument.Value);
                    }

                    break;
                case IInvocationOperation { TargetMethod: { Name: "ToArray" or "ToList", ContainingType.Name: "Enumerable" }, Arguments: [{ Value: var sequence }] }:
                    rest.Push(sequence);
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" }, Arguments: [_, { Value: var selector }] }:
                    if (selector.WithoutConversions() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } made }] } })
                    {
                        rest.Push(made.WithoutConversions() is IAwaitOperation awaited ? awaited.Operation : made);
                    }

                    break;
                case ILocalReferenceOperation { Local: var local }:
                    if (uses.DeclaredValue(local) is { } value && (uses.Of(local).Count == 1 || (!symbols.IsTask(local.Type) && uses.Of(local)[0].Syntax == task.Syntax)))
                    {
                        rest.Push(value);
                    }

                    break;
                case IArrayCreationOperation or IArrayInitializerOperation:
                case { IsImplicit: true } or { Syntax: CollectionExpressionSyntax }:
                    foreach (IOperation element in task.ChildOperations.Reverse())
                    {
                        rest.Push(element);
                    }

                    break;
            }
        }

        return null;
    }
}
