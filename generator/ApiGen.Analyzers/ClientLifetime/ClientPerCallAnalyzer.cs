using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ClientLifetime;

/// <summary>APIGEN1006: a client is created in each pass of a loop or for each request, though one would do for all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientPerCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.ClientPerCall);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ApiSymbols.Of(start.Compilation) is { } symbols)
            {
                RequestHandlers handlers = new(start.Compilation);
                KeptValues kept = new(new MethodSource(start.Compilation));
                start.RegisterOperationBlockStartAction(block => Watch(block, symbols, handlers, kept));
            }
        });
    }

    /// <summary>Only a member that makes clients is looked at whole, and once however many it makes.</summary>
    private static void Watch(OperationBlockStartAnalysisContext context, ApiSymbols symbols, RequestHandlers handlers, KeptValues kept)
    {
        ConcurrentQueue<IObjectCreationOperation> made = new();
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IObjectCreationOperation creation && symbols.IsClient(creation.Type) && !IsShell(creation))
                {
                    made.Enqueue(creation);
                }
            },
            OperationKind.ObjectCreation);
        context.RegisterOperationBlockEndAction(end =>
        {
            foreach (IGrouping<IOperation, IObjectCreationOperation> inBody in made.GroupBy(static creation => creation.Root()))
            {
                Analyze(end, inBody.Key, inBody, handlers, kept);
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, IOperation body, IEnumerable<IObjectCreationOperation> made, RequestHandlers handlers, KeptValues kept)
    {
        VariableUses uses = new(body);
        Dictionary<IOperation, Repetition> repetitions = [];
        Dictionary<IOperation, SteadyValue> steady = [];
        foreach (IObjectCreationOperation creation in made)
        {
            if (!StaysLocal(creation, uses) || ExpressionTrees.Contains(creation))
            {
                continue;
            }

            string? where =
                EnclosingLoop(creation) is { } loop ? IsSteady(creation, loop) && IsRepeated(creation) ? "in each pass of the loop" : null
                : creation.EnclosingFunction() is IAnonymousFunctionOperation lambda && IsLoopBody(lambda) ? IsSteady(creation, lambda) ? "in each pass of the loop" : null
                : handlers.Around(creation, context.OwningSymbol) is { } handler && IsSteady(creation, handler) ? "for each request" : null;
            if (where is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.ClientPerCall, RequiredMembers.CreationLocation.Of(creation.Syntax), creation.Type!.Name, where));
            }
        }

        bool IsRepeated(IObjectCreationOperation creation)
        {
            IOperation block = context.OperationBlocks.First(block => block.Syntax.Span.Contains(creation.Syntax.Span));
            if (!repetitions.TryGetValue(block, out Repetition repetition))
            {
                repetitions[block] = repetition = new Repetition(context.GetControlFlowGraph(block));
            }

            return repetition.IsPossible(creation);
        }

        bool IsSteady(IObjectCreationOperation creation, IOperation scope)
        {
            if (!steady.TryGetValue(scope, out SteadyValue value))
            {
                steady[scope] = value = new SteadyValue(scope, uses, kept, context.CancellationToken);
            }

            return value.Of(creation);
        }
    }

    /// <summary>Whether a client is put around the connections of another one: that costs nothing.</summary>
    private static bool IsShell(IObjectCreationOperation creation) =>
        creation.Arguments.Any(static argument => argument.Parameter?.Type is { Name: "ApiClient", ContainingNamespace: { Name: "Runtime", ContainingNamespace.Name: "ApiGen" } });

    /// <summary>
    /// Whether the client serves only the code around it: it is called at once, or held by a local that is only called. One that
    /// is kept, returned or passed on may well be shared.
    /// </summary>
    private static bool StaysLocal(IObjectCreationOperation creation, VariableUses uses)
    {
        switch (creation.User())
        {
            case IInvocationOperation invocation:
                return invocation.Instance is { } instance && instance.WithoutConversions() == creation;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return uses.Of(declarator.Symbol).Counted().All(static reference => reference.User() is IInvocationOperation { Instance: { } receiver } && receiver.WithoutConversions() == reference);
            case IUsingOperation:
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a lambda is the body of <c>Parallel.ForEachAsync</c> and its kin, or run for each element of a query.</summary>
    private static bool IsLoopBody(IAnonymousFunctionOperation lambda)
    {
        IOperation? user = lambda.Parent;
        while (user is IConversionOperation or IDelegateCreationOperation)
        {
            user = user.Parent;
        }

        return user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: var name, ContainingType: { } type } } }
            && ((type is { Name: "Parallel", ContainingNamespace.Name: "Tasks" } && name is "For" or "ForEach" or "ForAsync" or "ForEachAsync")
                || (name is "ForEach" or "ConvertAll" && type is { Name: "List" or "Array" })
                || (name is "Select" or "SelectMany" or "ForAll" && type is { Name: "Enumerable" or "ParallelEnumerable" or "AsyncEnumerable", ContainingNamespace.Name: "Linq" }));
    }

    /// <summary>The innermost loop around an operation in the same function.</summary>
    private static IOperation? EnclosingLoop(IOperation operation)
    {
        IOperation child = operation;
        for (IOperation? parent = operation.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent, parent = parent.Parent)
        {
            if (parent is ILoopOperation loop && loop.Body == child)
            {
                return loop;
            }
        }

        return null;
    }
}
