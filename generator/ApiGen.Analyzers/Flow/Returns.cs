using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Sees whether all paths return the same.</summary>
internal sealed class Returns : IFlowObserver
{
    private readonly Body _body;
    private readonly List<FactoryResult?> _results = [];

    private Returns(Body body) => _body = body;

    /// <summary>What a function gives back on every path; null when it is not known, or not always the same.</summary>
    public static FactoryResult? Of(FlowContext context, ControlFlowGraph graph, IMethodSymbol method)
    {
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

    public int Mark => _results.Count;

    private FactoryResult? Result => _results.Count == 1 ? _results[0] : null;

    public void Forget(int mark) => _results.RemoveRange(mark, _results.Count - mark);

    public void Called(ClientMethod method, IArgumentOperation argument, Value value, FlowState state)
    {
    }

    public void Returned(Value value, FlowState state) =>
        _results.Add(value.Single is { Kind: LeafKind.Object, Id: var id } && IsKnown(id, state) ? new FactoryResult(_body.Object(id), _body, state) : null);

    /// <summary>Whether an object and all that it is known to refer to are the same whatever the path. What depends on the path is left open.</summary>
    private bool IsKnown(int id, FlowState state)
    {
        HashSet<int> seen = [];
        HashSet<int> chosen = [];
        Stack<int> open = new([id]);
        while (open.Count > 0)
        {
            int next = open.Pop();
            if (!seen.Add(next))
            {
                continue;
            }

            if (!ReferenceEquals(Store.Get(state.Store, _body.Presence(next).Number), _body.True))
            {
                return false;
            }

            TrackedObject tracked = _body.Object(next);
            foreach (string name in tracked.Members)
            {
                Value? member = Store.Get(state.Store, _body.Member(next, name).Number);
                if (member is { Single: null })
                {
                    chosen.UnionWith(member.Cases.Where(static one => one.Leaf.Kind == LeafKind.Object).Select(static one => one.Leaf.Id));
                }

                if (member?.Single is { Kind: LeafKind.Object, Id: var inner })
                {
                    open.Push(inner);
                }
            }

            foreach (int element in tracked.Elements)
            {
                if (!ReferenceEquals(Store.Get(state.Store, _body.Element(next, element).Number), _body.True))
                {
                    return false;
                }

                open.Push(element);
            }
        }

        // What a member has on some paths only is not followed, and so must not be had elsewhere.
        return !chosen.Overlaps(seen);
    }
}
