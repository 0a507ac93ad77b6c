using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>APIGEN1001: a request reaches a call while members that the service demands are not set.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequiredMembersAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a report that names the missing members, with commas between them.</summary>
    public const string MissingMembersKey = RequestReport.MissingMembersKey;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.RequiredMembers);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ApiSymbols.Of(start.Compilation) is { } symbols)
            {
                Factories factories = new(symbols);
                start.RegisterOperationBlockStartAction(block => Watch(block, symbols, factories));
            }
        });
    }

    /// <summary>Follows a body's paths only when it calls a client with an object that cannot be told to be complete without.</summary>
    private static void Watch(OperationBlockStartAnalysisContext context, ApiSymbols symbols, Factories factories)
    {
        PlainRequest plain = new(symbols, factories);
        int calls = 0;
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (symbols.Method(call.TargetMethod) is { } method && !plain.IsIn(call, method))
                {
                    Interlocked.Increment(ref calls);
                }
            },
            OperationKind.Invocation);
        context.RegisterOperationBlockEndAction(end =>
        {
            if (calls > 0)
            {
                TryAnalyze(end, symbols, factories);
            }
        });
    }

    /// <summary>Code too deep for the thread's stack is left alone: a stack that overflows takes the compiler down.</summary>
    private static void TryAnalyze(OperationBlockAnalysisContext context, ApiSymbols symbols, Factories factories)
    {
        try
        {
            Analyze(context, symbols, factories);
        }
        catch (InsufficientExecutionStackException)
        {
        }
    }

    private static void Analyze(OperationBlockAnalysisContext context, ApiSymbols symbols, Factories factories)
    {
        HashSet<ISymbol> shared = SharedVariables.In(context.OperationBlocks);
        HashSet<SyntaxNode> quoted = ExpressionTrees.In(context.OperationBlocks);
        foreach (IOperation block in context.OperationBlocks)
        {
            if (block.Kind is OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ParameterInitializer or OperationKind.MethodBody or OperationKind.ConstructorBody)
            {
                Analyze(context, context.GetControlFlowGraph(block), symbols, factories, shared, quoted);
            }
        }
    }

    private static void Analyze(OperationBlockAnalysisContext context, ControlFlowGraph graph, ApiSymbols symbols, Factories factories, HashSet<ISymbol> shared, HashSet<SyntaxNode> quoted)
    {
        List<IFlowAnonymousFunctionOperation> lambdas = [];
        if (IsWorthFollowing(graph, symbols, lambdas))
        {
            FunctionScope scope = new(graph, shared);
            RequestReport report = new();
            Interpreter interpreter = new(scope, symbols, method => factories.Find(method, context.Compilation, graph, context.CancellationToken));
            if (new FlowSolver(scope, interpreter, report).Run(context.CancellationToken))
            {
                foreach (Diagnostic diagnostic in report.Diagnostics())
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }

        foreach (IMethodSymbol local in graph.LocalFunctions)
        {
            Analyze(context, graph.GetLocalFunctionControlFlowGraph(local, context.CancellationToken), symbols, factories, shared, quoted);
        }

        foreach (IFlowAnonymousFunctionOperation lambda in lambdas)
        {
            if (!quoted.Contains(lambda.Syntax))
            {
                Analyze(context, graph.GetAnonymousFunctionControlFlowGraph(lambda, context.CancellationToken), symbols, factories, shared, quoted);
            }
        }
    }

    /// <summary>Whether a function both calls a client and comes by an object that can lack something.</summary>
    /// <param name="graph">The function.</param>
    /// <param name="symbols">The annotations.</param>
    /// <param name="lambdas">Is given the lambdas that the function makes.</param>
    private static bool IsWorthFollowing(ControlFlowGraph graph, ApiSymbols symbols, List<IFlowAnonymousFunctionOperation> lambdas)
    {
        bool calls = false;
        bool makes = false;
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations)
            {
                Look(operation);
            }

            Look(block.BranchValue);
        }

        return calls && makes;

        void Look(IOperation? root)
        {
            foreach (IOperation operation in root?.DescendantsAndSelf() ?? [])
            {
                switch (operation.Kind)
                {
                    case OperationKind.Invocation:
                        calls = calls || symbols.Method(((IInvocationOperation)operation).TargetMethod) is not null;
                        makes = makes || symbols.Model(operation.Type) is { Required.IsEmpty: false };
                        break;
                    case OperationKind.ObjectCreation:
                        makes = makes || symbols.Model(operation.Type) is { Required.IsEmpty: false };
                        break;
                    case OperationKind.FlowAnonymousFunction:
                        lambdas.Add((IFlowAnonymousFunctionOperation)operation);
                        break;
                }
            }
        }
    }
}
