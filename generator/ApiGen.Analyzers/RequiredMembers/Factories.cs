using System.Collections.Concurrent;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>
/// Looks into the methods of the same project that make a request: one level deep, and only where every path gives back the
/// same object with the same members set.
/// </summary>
internal sealed class Factories(ApiSymbols symbols)
{
    private readonly ConcurrentDictionary<IMethodSymbol, FactoryResult?> _results = new(SymbolEqualityComparer.Default);

    /// <summary>What a method gives back; null when it is no simple factory.</summary>
    public FactoryResult? Find(IMethodSymbol method, Compilation compilation, ControlFlowGraph caller, CancellationToken cancellation) =>
        IsCandidate(method)
            ? _results.GetOrAdd(method, key => Follow(key, compilation, caller, cancellation))
            : null;

    /// <summary>Whether a method is of a kind that is looked into. What the generator puts into a request's class is not.</summary>
    public bool IsCandidate(IMethodSymbol method) =>
        method is { DeclaringSyntaxReferences.Length: 1, IsAsync: false, IsVirtual: false, IsAbstract: false, IsOverride: false, IsExtern: false, IsGenericMethod: false, MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction }
        && method.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct }
        && !(symbols.Model(method.ContainingType) is not null && ApiModel.IsGenerated(method.DeclaringSyntaxReferences[0]))
        && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None);

    private FactoryResult? Follow(IMethodSymbol method, Compilation compilation, ControlFlowGraph caller, CancellationToken cancellation)
    {
        (ControlFlowGraph? graph, IOperation? body) = Graph(method, compilation, caller, cancellation);
        if (graph is null || body is null)
        {
            return null;
        }

        FunctionScope scope = new(graph, SharedVariables.In([body]));
        Returns returns = new();
        FlowSolver solver = new(scope, new Interpreter(scope, symbols, static _ => null), returns);
        return solver.Run(cancellation) ? returns.Result : null;
    }

    private static (ControlFlowGraph? Graph, IOperation? Body) Graph(IMethodSymbol method, Compilation compilation, ControlFlowGraph caller, CancellationToken cancellation)
    {
        SyntaxNode declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (declaration is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax) || !compilation.ContainsSyntaxTree(declaration.SyntaxTree))
        {
            return (null, null);
        }

#pragma warning disable RS1030 // The rule guards against models made over and over. A model answers for its own file alone, and a factory may be in another one than the call; what is found is kept, so a compilation makes at most one model for a factory.
        IOperation? operation = compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, cancellation);
#pragma warning restore RS1030
        return operation switch
        {
            IMethodBodyOperation body => (ControlFlowGraph.Create(body, cancellation), body),
            ILocalFunctionOperation local when caller.LocalFunctions.Contains(method) => (caller.GetLocalFunctionControlFlowGraph(method, cancellation), local),
            _ => (null, null),
        };
    }

    /// <summary>Sees whether all paths return the same.</summary>
    private sealed class Returns : IFlowObserver
    {
        private bool _isMixed;

        private FactoryResult? _result;

        public FactoryResult? Result => _isMixed ? null : _result;

        public void Called(ClientMethod method, IArgumentOperation argument, AbstractValue value, FlowState state)
        {
        }

        public void Returned(AbstractValue value, FlowState state)
        {
            if (state.Find(value) is not { Model: not null })
            {
                _isMixed = true;
                return;
            }

            FlowState heap = state.Clone();
            heap.Variables.Clear();
            heap.SetVariable("returned", value);
            heap.DropUnreachable();
            _isMixed |= heap.Objects.Keys.Any(FlowState.IsSummary) || (_result is { } known && !known.Heap.SameHeap(heap));
            _result ??= new FactoryResult(value, heap);
        }
    }
}
