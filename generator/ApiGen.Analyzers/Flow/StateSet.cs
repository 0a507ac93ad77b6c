using System.Collections.Immutable;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// The paths that reach one point, kept apart as long as they are few: two paths whose knowledge of objects is the same are
/// one, and beyond <see cref="Most"/> all become one that knows only what they share.
/// </summary>
internal sealed class StateSet
{
    private const int Most = 16;

    private readonly List<FlowState> _states = [];
    private readonly List<FlowState> _pending = [];
    private bool _collapsed;

    public IReadOnlyList<FlowState> States => _states;

    public bool HasPending => _pending.Count > 0;

    /// <summary>The paths that were added or changed since the last time.</summary>
    public FlowState[] TakePending()
    {
        FlowState[] pending = [.. _pending];
        _pending.Clear();
        return pending;
    }

    public void Add(FlowState state)
    {
        for (int index = 0; index < _states.Count; index++)
        {
            FlowState known = _states[index];
            if (known.SameHeap(state))
            {
                WeakenFacts(index, known, state);
                return;
            }
        }

        if (_collapsed || _states.Count == Most)
        {
            Collapse(state);
            return;
        }

        _states.Add(state);
        _pending.Add(state);
    }

    private void WeakenFacts(int index, FlowState known, FlowState state)
    {
        ImmutableDictionary<string, Fact> common = Facts.Merge(known.Facts, state.Facts);
        if (ReferenceEquals(common, known.Facts))
        {
            return;
        }

        FlowState weaker = known.Clone();
        weaker.Facts = common;
        _pending.Remove(known);
        _states[index] = weaker;
        _pending.Add(weaker);
    }

    private void Collapse(FlowState state)
    {
        FlowState merged = _states.Aggregate(state, static (left, right) => left.Merge(right));
        _collapsed = true;
        if (_states.Count == 1 && _states[0].SameHeap(merged) && ReferenceEquals(Facts.Merge(_states[0].Facts, merged.Facts), _states[0].Facts))
        {
            return;
        }

        _states.Clear();
        _pending.Clear();
        _states.Add(merged);
        _pending.Add(merged);
    }
}
