using System.Collections.Concurrent;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>
/// Looks into the methods of the same project that make a request: one level deep, and only where every path gives back the
/// same object. Of a member that is not the same on every path nothing is known.
/// </summary>
internal sealed class Factories(ApiSymbols symbols, CallKnowledge calls)
{
    /// <summary>The kind of what an <c>extension</c> block declares, which the compiler that the rules are built with does not know yet.</summary>
    private const TypeKind ExtensionBlock = (TypeKind)14;

    private readonly ConcurrentDictionary<IMethodSymbol, FactoryResult?> _results = new(SymbolEqualityComparer.Default);

    /// <summary>What a method gives back; null when it is no simple factory.</summary>
    public FactoryResult? Find(IMethodSymbol method, Compilation compilation, ControlFlowGraph caller, CancellationToken cancellation) =>
        IsCandidate(method)
            ? _results.GetOrAdd(method, key => Follow(key, compilation, caller, cancellation))
            : null;

    /// <summary>Whether a method is of a kind that is looked into. What the generator puts into a request's class is not.</summary>
    public bool IsCandidate(IMethodSymbol method) =>
        method is { DeclaringSyntaxReferences.Length: 1, IsAsync: false, IsVirtual: false, IsAbstract: false, IsOverride: false, IsExtern: false, IsGenericMethod: false, MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction }
        && method.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } or { TypeKind: ExtensionBlock, Arity: 0 }
        && !(symbols.Model(method.ContainingType) is not null && ApiModel.IsGenerated(method.DeclaringSyntaxReferences[0]))
        && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None);

    private FactoryResult? Follow(IMethodSymbol method, Compilation compilation, ControlFlowGraph caller, CancellationToken cancellation)
    {
        IOperation? body = calls.Body(method, cancellation);
        ControlFlowGraph? graph = body switch
        {
            IMethodBodyOperation whole => ControlFlowGraph.Create(whole, cancellation),
            ILocalFunctionOperation when caller.LocalFunctions.Contains(method) => caller.GetLocalFunctionControlFlowGraph(method, cancellation),
            _ => null,
        };
        if (graph is null)
        {
            return null;
        }

        FlowContext context = new(compilation, symbols, calls, new Variables([body!]), ExpressionTrees.In([body!]), factories: null, cancellation);
        return Returns.Of(context, graph, method);
    }
}
