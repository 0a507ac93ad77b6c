using System.Collections.Concurrent;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>
/// Looks into the methods of the same project that make a request: one level deep, and only where every path gives back the
/// same object with the same members set.
/// </summary>
internal sealed class Factories(ApiSymbols symbols, CallKnowledge calls)
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

        FlowContext context = new(compilation, symbols, calls, new Variables([body!]), ExpressionTrees.In([body!]), static _ => null, cancellation);
        Returns returns = new(context.Body);
        try
        {
            new Walker(context, graph, returns).Run(method);
        }
        catch (FlowLimitException)
        {
            return null;
        }

        return returns.Result;
    }

    /// <summary>Sees whether all paths return the same.</summary>
    private sealed class Returns(Body body) : IFlowObserver
    {
        private readonly List<FactoryResult?> _results = [];

        public int Mark => _results.Count;

        public FactoryResult? Result => _results.Count == 1 ? _results[0] : null;

        public void Forget(int mark) => _results.RemoveRange(mark, _results.Count - mark);

        public void Called(ClientMethod method, IArgumentOperation argument, Value value, FlowState state)
        {
        }

        public void Returned(Value value, FlowState state) =>
            _results.Add(value.Single is { Kind: LeafKind.Object, Id: var id } && IsKnown(id, state) ? new FactoryResult(body.Object(id), body, state) : null);

        /// <summary>Whether an object and all that it refers to are the same whatever the path.</summary>
        private bool IsKnown(int id, FlowState state)
        {
            HashSet<int> seen = [];
            Stack<int> open = new([id]);
            while (open.Count > 0)
            {
                int next = open.Pop();
                if (!seen.Add(next))
                {
                    continue;
                }

                if (!ReferenceEquals(Store.Get(state.Store, body.Presence(next).Number), body.True))
                {
                    return false;
                }

                TrackedObject tracked = body.Object(next);
                foreach (string name in tracked.Members)
                {
                    Value? member = Store.Get(state.Store, body.Member(next, name).Number);
                    if (member is { Single: null } && member.Cases.Any(static one => one.Leaf.IsNull || one.Leaf.Kind == LeafKind.Object))
                    {
                        return false;
                    }

                    if (member?.Single is { Kind: LeafKind.Object, Id: var inner })
                    {
                        open.Push(inner);
                    }
                }

                foreach (int element in tracked.Elements)
                {
                    if (!ReferenceEquals(Store.Get(state.Store, body.Element(next, element).Number), body.True))
                    {
                        return false;
                    }

                    open.Push(element);
                }
            }

            return true;
        }
    }
}
