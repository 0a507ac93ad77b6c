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
                CallKnowledge calls = new(start.Compilation, symbols);
                Factories factories = new(symbols, calls);
                start.RegisterOperationBlockStartAction(block => Watch(block, symbols, calls, factories));
            }
        });
    }

    /// <summary>Follows a body's paths only when it calls a client with an object that cannot be told to be complete without.</summary>
    private static void Watch(OperationBlockStartAnalysisContext context, ApiSymbols symbols, CallKnowledge calls, Factories factories)
    {
        PlainRequest plain = new(symbols, factories);
        int open = 0;
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (symbols.Method(call.TargetMethod) is { IsAction: true } method && !plain.IsIn(call, method))
                {
                    Interlocked.Increment(ref open);
                }
            },
            OperationKind.Invocation);
        context.RegisterOperationBlockEndAction(end =>
        {
            if (open > 0)
            {
                Analyze(end, symbols, calls, factories);
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, ApiSymbols symbols, CallKnowledge calls, Factories factories)
    {
        HashSet<SyntaxNode> quoted = ExpressionTrees.In(context.OperationBlocks);
        foreach (IOperation block in context.OperationBlocks)
        {
            if (block.Kind is OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ParameterInitializer or OperationKind.MethodBody or OperationKind.ConstructorBody)
            {
                foreach (Diagnostic diagnostic in Reports(context, block, symbols, calls, factories, quoted))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }

    /// <summary>A body too large, or too deep for the thread's stack, is told only what needs no paths: a stack that overflows takes the compiler down.</summary>
    private static IEnumerable<Diagnostic> Reports(OperationBlockAnalysisContext context, IOperation block, ApiSymbols symbols, CallKnowledge calls, Factories factories, HashSet<SyntaxNode> quoted)
    {
        try
        {
            ControlFlowGraph graph = context.GetControlFlowGraph(block);
            FlowContext flow = new(
                context.Compilation,
                symbols,
                calls,
                new Variables(context.OperationBlocks),
                quoted,
                method => factories.Find(method, context.Compilation, graph, context.CancellationToken),
                context.CancellationToken);
            RequestReport report = new(flow.Body, flow.Certainty);
            new Walker(flow, graph, report).Run(context.OwningSymbol as IMethodSymbol);
            return [.. report.Diagnostics()];
        }
        catch (Exception limit) when (limit is FlowLimitException or InsufficientExecutionStackException)
        {
            return PlainReports.In([block], symbols, quoted);
        }
    }
}
