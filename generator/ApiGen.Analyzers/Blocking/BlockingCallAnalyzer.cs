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
            Dictionary<ISymbol, int> added = new(SymbolEqualityComparer.Default);
            AwaitableCode awaitable = new(end.OwningSymbol, end.Compilation, symbols);
            foreach ((IOperation blocking, IReadOnlyList<IOperation> tasks, string how) in found)
            {
                if (tasks.Select(task => FirstCall(task, uses, added, symbols)).FirstOrDefault(static call => call is not null) is { } call
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
    /// task in a variable counts when nothing was done with it before: one that was awaited, alone or with others, has its result at
    /// hand. Several in one variable count when nothing was done with them before but to collect them.
    /// </summary>
    private static IInvocationOperation? FirstCall(IOperation waited, VariableUses uses, Dictionary<ISymbol, int> added, ApiSymbols symbols)
    {
        HashSet<IOperation> seen = [];
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
                case IConditionalOperation { WhenFalse: { } other } choice:
                    rest.Push(other);
                    rest.Push(choice.WhenTrue);
                    break;
                case ICoalesceOperation choice:
                    rest.Push(choice.WhenNull);
                    rest.Push(choice.Value);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (ISwitchExpressionArmOperation arm in choice.Arms.Reverse())
                    {
                        rest.Push(arm.Value);
                    }

                    break;
                case IConditionalAccessInstanceOperation instance:
                    rest.Push(AskedFor(instance));
                    break;
                case IConditionalAccessOperation asked:
                    rest.Push(asked.WhenNotNull);
                    break;
                case ILocalReferenceOperation reference when seen.Add(reference):
                    foreach (IOperation value in Values(reference, uses, added, symbols).Reverse())
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

    /// <summary>The tasks that a variable holds where it is waited for; none when they may have been awaited before.</summary>
    /// <param name="reference">The variable, where it is waited for.</param>
    /// <param name="uses">What is done with it and others.</param>
    /// <param name="added">How often a list is added to before anything else is done with it, of those that were asked for.</param>
    /// <param name="symbols">What is known of the runtime.</param>
    private static IEnumerable<IOperation> Values(ILocalReferenceOperation reference, VariableUses uses, Dictionary<ISymbol, int> added, ApiSymbols symbols)
    {
        List<IOperation> all = uses.Of(reference.Local);
        if (uses.DeclaredValue(reference.Local) is not { } value)
        {
            return all.Count == 1 && PassedBy(reference) is { } sequence ? [sequence] : [];
        }

        if (symbols.IsTask(reference.Local.Type))
        {
            return all.Count == 1 || (all[0].Syntax == reference.Syntax && IsOnlyDeclared(reference.Local, all) && FunctionOf(reference) == FunctionOf(value)) ? [value] : [];
        }

        // All that is done with the list before is to add to it.
        if (!added.TryGetValue(reference.Local, out int adding))
        {
            added[reference.Local] = adding = all.Counted().TakeWhile(static use => Added(use) is not null).Count();
        }

        return adding < all.Count && all[adding].Syntax == reference.Syntax ? [value, .. all.Take(adding).Select(static use => Added(use)!)] : [];
    }

    private static bool IsOnlyDeclared(ILocalSymbol local, List<IOperation> uses) =>
        local.RefKind == RefKind.None && uses.TrueForAll(static use => use.Parent is not IAssignmentOperation assignment || assignment.Target != use);

    /// <summary>The lambda or local function that an operation is in; null for the member itself. What comes first in the source comes first only within one.</summary>
    private static IOperation? FunctionOf(IOperation operation)
    {
        IOperation? around = operation.Parent;
        while (around is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            around = around.Parent;
        }

        return around;
    }

    /// <summary>What stands before the <c>?.</c> that an operation comes after.</summary>
    private static IOperation AskedFor(IConditionalAccessInstanceOperation instance)
    {
        IOperation inner = instance;
        while (inner.Parent is { } around && (around is not IConditionalAccessOperation asked || asked.WhenNotNull != inner))
        {
            inner = around;
        }

        return inner.Parent is IConditionalAccessOperation found ? found.Operation : inner;
    }

    /// <summary>What is added to a list; null when something else is done with it.</summary>
    private static IOperation? Added(IOperation list) =>
        list.Parent is IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.Name: "List" }, Arguments: [{ Value: var added }] } call && call.Instance == list ? added : null;

    /// <summary>The sequence whose elements a variable gets one by one.</summary>
    private static IOperation? PassedBy(ILocalReferenceOperation reference)
    {
        for (IOperation? around = reference.Parent; around is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); around = around.Parent)
        {
            if (around is IForEachLoopOperation loop && loop.Locals.Contains(reference.Local, SymbolEqualityComparer.Default))
            {
                return loop.Collection;
            }
        }

        return null;
    }
}
