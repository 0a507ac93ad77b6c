using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <content>Exceptions, their handlers, and finally blocks.</content>
internal sealed partial class Walker
{
    /// <summary>Takes a path to the handlers around it.</summary>
    public void Raise(FlowState state, Throws throws) => Raise(state, _block.EnclosingRegion, throws);

    private void Raise(FlowState state, ControlFlowRegion? from, Throws throws)
    {
        if (state.IsDead || throws.IsNothing || from is null || !IsCaught(from))
        {
            return;
        }

        (FlowState running, BasicBlock block) = (_interpreter.State, _block);
        _interpreter.State = state.Clone();
        for (ControlFlowRegion? region = from; region is not null and not { Kind: ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
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
                    Arrive(last.FirstBlockOrdinal, _interpreter.State);
                    break;
                }
            }
            else if (Handle(whole, throws, out bool isTaken))
            {
                break;
            }
            else if (isTaken)
            {
                // That it is of another kind than the handlers take, nobody knows ever to happen.
                Question past = _body.NewQuestion(QuestionKind.Thrown, []);
                past.Doubtful = true;
                _interpreter.Require(_conditions.Of(past.Number));
            }
        }

        (_interpreter.State, _block) = (running, block);
    }

    private static bool IsCaught(ControlFlowRegion from)
    {
        for (ControlFlowRegion? region = from; region is not null and not { Kind: ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.Try)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>Whether one of the handlers takes every exception.</returns>
    private bool Handle(ControlFlowRegion whole, Throws throws, out bool isTaken)
    {
        isTaken = false;
        FlowState state = _interpreter.State;
        foreach (ControlFlowRegion handler in whole.NestedRegions.Where(static region => region.Kind != ControlFlowRegionKind.Try))
        {
            ITypeSymbol? type = handler.ExceptionType ?? handler.NestedRegions.FirstOrDefault()?.ExceptionType;
            if (!throws.CanBe(type))
            {
                continue;
            }

            isTaken = true;
            if (!_thrown.TryGetValue(whole, out int question))
            {
                _thrown[whole] = question = _body.NewQuestion(QuestionKind.Thrown, []).Number;
            }

            Arrive(handler.FirstBlockOrdinal, new FlowState(_conditions.And(state.Reach, _conditions.Of(question)), state.Store) { Ways = state.Ways });
            if (handler.Kind == ControlFlowRegionKind.Catch && Throws.IsEverything(type))
            {
                return true;
            }
        }

        return false;
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
        foreach (ControlFlowRegion region in Regions.Around(block))
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
