using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <content>Exceptions, their handlers, and finally blocks.</content>
internal sealed partial class Walker
{
    /// <summary>Takes a path to the handlers around it.</summary>
    /// <param name="state">The path.</param>
    /// <param name="throws">What is thrown.</param>
    /// <param name="roots">What it depends on whether it is.</param>
    /// <param name="isDoubtful">Whether nobody knows that it ever is.</param>
    public void Raise(FlowState state, Throws throws, int[] roots, bool isDoubtful) => Raise(state, _block.EnclosingRegion, throws, roots, isDoubtful);

    private void Raise(FlowState state, ControlFlowRegion? from, Throws throws, int[] roots, bool isDoubtful = false)
    {
        if (state.IsDead || throws.IsNothing || from is null || !IsCaught(from))
        {
            return;
        }

        (FlowState running, BasicBlock block) = (_interpreter.State, _block);
        _interpreter.State = state.Clone();
        if (isDoubtful)
        {
            Doubt(from);
        }

        foreach (ControlFlowRegion region in Regions.From(from))
        {
            _interpreter.Leave(region);
            if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
            {
                continue;
            }

            if (whole.Kind == ControlFlowRegionKind.TryAndFinally)
            {
                ControlFlowRegion last = whole.NestedRegions[1];
                if (_finallies.Matters(last, _graph))
                {
                    Note(last, throws, roots);
                    Arrive(last.FirstBlockOrdinal, _interpreter.State);
                    break;
                }
            }
            else
            {
                Throws rest = Handle(whole, throws, roots);
                if (rest.IsNothing)
                {
                    break;
                }

                if (!ReferenceEquals(rest, throws) || IsTaken(whole, throws))
                {
                    // That it is of another kind than the handlers take, nobody knows ever to happen.
                    Doubt(whole);
                }

                throws = rest;
            }
        }

        (_interpreter.State, _block) = (running, block);
    }

    private static bool IsCaught(ControlFlowRegion from) => Regions.From(from).Any(static region => region.Kind == ControlFlowRegionKind.Try);

    /// <summary>Goes on only where something happens of which nobody knows that it ever does.</summary>
    private void Doubt(ControlFlowRegion region)
    {
        if (!_doubts.TryGetValue(region, out int doubt))
        {
            Question question = _body.NewQuestion(QuestionKind.Thrown, []);
            question.Doubtful = true;
            _doubts[region] = doubt = _conditions.Of(question.Number);
        }

        _interpreter.Require(doubt);
    }

    /// <summary>Keeps in mind what may be on its way where a handler or a finally block begins.</summary>
    private void Note(ControlFlowRegion region, Throws throws, int[] roots) => _passing[region] = _passing.TryGetValue(region, out (Throws Throws, int[] Roots) known)
        ? (known.Throws.Mixed(throws), Body.Union(known.Roots, roots))
        : (throws, roots);

    /// <summary>What is thrown on from a handler.</summary>
    private (Throws Throws, int[] Roots) Caught(BasicBlock block)
    {
        foreach (ControlFlowRegion region in Regions.From(block.EnclosingRegion))
        {
            if (region.Kind == ControlFlowRegionKind.Catch && _passing.TryGetValue(region, out (Throws Throws, int[] Roots) caught))
            {
                return caught;
            }
        }

        return (Throws.Anything, []);
    }

    private static IEnumerable<(ControlFlowRegion Region, ITypeSymbol? Type)> Handlers(ControlFlowRegion whole)
    {
        foreach (ControlFlowRegion handler in whole.NestedRegions)
        {
            if (handler.Kind != ControlFlowRegionKind.Try)
            {
                yield return (handler, handler.ExceptionType ?? handler.NestedRegions.FirstOrDefault()?.ExceptionType);
            }
        }
    }

    private static bool IsTaken(ControlFlowRegion whole, Throws throws) => Handlers(whole).Any(handler => throws.CanBe(handler.Type));

    /// <returns>What the handlers leave over.</returns>
    private Throws Handle(ControlFlowRegion whole, Throws throws, int[] roots)
    {
        foreach ((ControlFlowRegion handler, ITypeSymbol? type) in Handlers(whole))
        {
            if (!throws.CanBe(type))
            {
                continue;
            }

            if (!_thrown.TryGetValue(whole, out int question))
            {
                _thrown[whole] = question = _body.NewQuestion(QuestionKind.Thrown, []).Number;
            }

            if (!throws.IsLikely(type))
            {
                Doubt(handler);
            }

            Question thrown = _body.Question(question);
            thrown.Roots = Body.Union(thrown.Roots, roots);
            foreach (ControlFlowRegion part in handler.Kind == ControlFlowRegionKind.Catch ? [handler] : handler.NestedRegions.Where(static part => part.Kind == ControlFlowRegionKind.Catch))
            {
                Note(part, throws, roots);
            }

            FlowState state = _interpreter.State;
            Arrive(handler.FirstBlockOrdinal, new FlowState(_conditions.And(state.Reach, _conditions.Of(question)), state.Store) { Ways = state.Ways });
            if (handler.Kind == ControlFlowRegionKind.Catch)
            {
                throws = throws.Without(type);
            }
        }

        return throws;
    }

    /// <summary>Runs a finally block.</summary>
    private FlowState Complete(ControlFlowRegion region, FlowState state)
    {
        if (!_finallies.Matters(region, _graph))
        {
            return state;
        }

        Frame frame = new(FrameKind.Finally, region.FirstBlockOrdinal, region.LastBlockOrdinal, _frame);
        frame.Pending[region.FirstBlockOrdinal] = state;
        Follow(frame);
        return frame.Completed ?? new FlowState(Conditions.Never, state.Store);
    }

    private void Finish(BasicBlock block, FlowState state)
    {
        foreach (ControlFlowRegion region in Regions.From(block.EnclosingRegion))
        {
            if (region.Kind == ControlFlowRegionKind.Filter)
            {
                return;
            }

            if (region.Kind == ControlFlowRegionKind.Finally)
            {
                for (Frame? frame = _frame; frame is not null; frame = frame.Parent)
                {
                    if (frame.Kind == FrameKind.Finally && frame.First == region.FirstBlockOrdinal)
                    {
                        frame.Completed = frame.Completed is null ? state : _joins.Join(frame.Completed, state);
                        return;
                    }
                }

                return;
            }
        }
    }
}
