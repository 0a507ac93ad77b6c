using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>Follows every path through a function, and then tells an observer what happens on them.</summary>
internal sealed class FlowSolver
{
    /// <summary>A function that takes more steps than this is left alone: the compiler must stay quick.</summary>
    private const int MostSteps = 4000;

    private readonly FunctionScope _scope;
    private readonly Interpreter _interpreter;
    private readonly IFlowObserver _observer;
    private readonly Loops _loops;
    private int _steps;

    public FlowSolver(FunctionScope scope, Interpreter interpreter, IFlowObserver observer)
    {
        _scope = scope;
        _interpreter = interpreter;
        _observer = observer;
        _loops = new Loops(scope.Graph);
    }

    private ImmutableArray<BasicBlock> Blocks => _scope.Graph.Blocks;

    /// <summary>Follows the paths.</summary>
    /// <returns>False when there are too many to follow; then nothing that the observer was told may be used.</returns>
    public bool Run(CancellationToken cancellation)
    {
        if (Blocks.Length > MostSteps)
        {
            return false;
        }

        Span all = new(this, 0, Blocks.Length - 1, cancellation);
        all.Enter(0, new FlowState());
        all.Settle();
        all.Observe();
        return _steps <= MostSteps;
    }

    /// <summary>Whether an observer could be told of anything in a block: of a call, a return, or what a finally block on the way out does.</summary>
    private bool IsTold(BasicBlock block)
    {
        foreach (IOperation operation in block.Operations)
        {
            if (_interpreter.CallsClient(operation))
            {
                return true;
            }
        }

        return IsTold(block.FallThroughSuccessor) || IsTold(block.ConditionalSuccessor) || (block.BranchValue is { } value && _interpreter.CallsClient(value));
    }

    private static bool IsTold(ControlFlowBranch? branch) => branch is { Semantics: ControlFlowBranchSemantics.Return } or { FinallyRegions.IsEmpty: false };

    /// <summary>A run of blocks that is solved on its own: the function, or one of its finally blocks each time it is entered.</summary>
    private sealed class Span(FlowSolver solver, int first, int last, CancellationToken cancellation)
    {
        private readonly StateSet?[] _sets = new StateSet?[last - first + 1];
        private readonly StateSet _completed = new();
        private bool _observing;

        public void Enter(int ordinal, FlowState state)
        {
            if (ordinal >= first && ordinal <= last)
            {
                (_sets[ordinal - first] ??= new StateSet()).Add(state);
            }
        }

        public void Settle()
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            for (int index = 0; index < _sets.Length;)
            {
                if (_sets[index] is not { HasPending: true } set || solver._steps > MostSteps)
                {
                    index++;
                    continue;
                }

                foreach (FlowState state in set.TakePending())
                {
                    Follow(solver.Blocks[first + index], state);
                }

                // A jump back, or into a handler, may have given work to an earlier block.
                index = 0;
            }
        }

        public void Observe()
        {
            _observing = true;
            for (int index = 0; index < _sets.Length; index++)
            {
                BasicBlock block = solver.Blocks[first + index];
                if (_sets[index] is { } set && solver.IsTold(block))
                {
                    foreach (FlowState state in set.States.ToArray())
                    {
                        Follow(block, state);
                    }
                }
            }
        }

        private void Follow(BasicBlock block, FlowState state)
        {
            cancellation.ThrowIfCancellationRequested();
            solver._steps++;
            Interpreter interpreter = solver._interpreter;
            interpreter.State = state.Clone();
            interpreter.Observer = _observing ? solver._observer : null;
            interpreter.MayThrow = IsGuarded(block) ? thrown => Raise(block, thrown) : null;
            foreach (IOperation operation in block.Operations)
            {
                interpreter.Run(operation);
            }

            if (block.ConditionalSuccessor is { } conditional && block.BranchValue is { } question)
            {
                Decide(block, conditional, question);
                return;
            }

            AbstractValue value = interpreter.Run(block.BranchValue);
            if (block.FallThroughSuccessor is not { } next)
            {
                return;
            }

            if (_observing && next.Semantics == ControlFlowBranchSemantics.Return)
            {
                solver._observer.Returned(value, interpreter.State);
            }

            interpreter.State.Pinned.Clear();
            if (next.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow)
            {
                interpreter.MayThrow?.Invoke(interpreter.State);
            }

            Take(block, next, interpreter.State);
        }

        private void Decide(BasicBlock block, ControlFlowBranch conditional, IOperation question)
        {
            Condition condition = Condition.Of(question);
            Interpreter interpreter = solver._interpreter;
            bool? known = condition.Key.Length == 0 ? !condition.IsNegated : interpreter.Outcome(condition)
                ?? (interpreter.State.Facts.TryGetValue(condition.Key, out Fact? fact) && fact.Outcome is { } outcome ? outcome ^ condition.IsNegated : null);
            interpreter.Ask(question);
            FlowState state = interpreter.State;
            state.Pinned.Clear();
            bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            Loop? loop = solver._loops.AskedBy(block);
            foreach (bool answer in (bool[])[true, false])
            {
                if (loop is null && known is { } certain && certain != answer)
                {
                    continue;
                }

                ControlFlowBranch? branch = answer == jumpsWhen ? conditional : block.FallThroughSuccessor;
                if (branch is not null)
                {
                    FlowState copy = state.Clone();
                    copy.Facts = loop is { } asked
                        ? Entered(copy.Facts, asked, branch)
                        : condition.Key.Length == 0 ? copy.Facts : Learn(copy.Facts, block, condition, question, answer);
                    Take(block, branch, copy);
                }
            }
        }

        private ImmutableDictionary<string, Fact> Learn(ImmutableDictionary<string, Fact> facts, BasicBlock block, Condition condition, IOperation question, bool answer)
        {
            bool wasMutated = facts.TryGetValue(condition.Key, out Fact? before) && before.WasMutated;
            return facts.SetItem(
                condition.Key,
                new Fact(answer ^ condition.IsNegated, wasMutated, block.Ordinal, FactKind.Condition, before?.Roots ?? solver._scope.Roots(question)));
        }

        private static ImmutableDictionary<string, Fact> Entered(ImmutableDictionary<string, Fact> facts, Loop loop, ControlFlowBranch branch)
        {
            string key = "loop:" + loop.First;
            bool entered = branch.Destination is { } destination && destination.Ordinal >= loop.First && destination.Ordinal <= loop.Last;
            return entered || !facts.ContainsKey(key)
                ? facts.SetItem(key, new Fact(entered, false, loop.First, FactKind.Loop, Facts.NoRoots))
                : facts;
        }

        private void Take(BasicBlock block, ControlFlowBranch branch, FlowState state)
        {
            List<FlowState> states = [state];
            foreach (ControlFlowRegion region in branch.FinallyRegions)
            {
                states = Complete(region, states);
            }

            if (_observing)
            {
                return;
            }

            foreach (FlowState leaving in states)
            {
                Leave(leaving, branch.LeavingRegions);
                if (branch.Destination is { } destination)
                {
                    if (destination.Ordinal <= block.Ordinal)
                    {
                        leaving.Facts = Facts.LeavePass(leaving.Facts, destination.Ordinal, block.Ordinal);
                    }

                    leaving.DropUnreachable();
                    Enter(destination.Ordinal, leaving);
                }
                else if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
                {
                    leaving.DropUnreachable();
                    _completed.Add(leaving);
                }
            }
        }

        /// <summary>Runs a finally block.</summary>
        private List<FlowState> Complete(ControlFlowRegion region, List<FlowState> states)
        {
            List<FlowState> completed = [];
            foreach (FlowState state in states)
            {
                foreach (FlowState leaving in Complete(region, state).States)
                {
                    completed.Add(leaving.Clone());
                }
            }

            return completed;
        }

        private StateSet Complete(ControlFlowRegion region, FlowState state)
        {
            Span span = new(solver, region.FirstBlockOrdinal, region.LastBlockOrdinal, cancellation);
            FlowState entering = state.Clone();
            entering.DropUnreachable();
            span.Enter(region.FirstBlockOrdinal, entering);
            span.Settle();
            if (_observing)
            {
                span.Observe();
            }

            return span._completed;
        }

        private static bool IsGuarded(BasicBlock block)
        {
            foreach (ControlFlowRegion region in Regions.Around(block))
            {
                if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion.Kind: ControlFlowRegionKind.TryAndCatch })
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Takes a path to the handlers around it.</summary>
        private void Raise(BasicBlock block, FlowState state)
        {
            if (_observing)
            {
                return;
            }

            Interpreter interpreter = solver._interpreter;
            (FlowState running, IFlowObserver? observer, Action<FlowState>? mayThrow) = (interpreter.State, interpreter.Observer, interpreter.MayThrow);
            RaiseFrom(block, [state.Clone()]);
            (interpreter.State, interpreter.Observer, interpreter.MayThrow) = (running, observer, mayThrow);
        }

        private void RaiseFrom(BasicBlock block, List<FlowState> states)
        {
            foreach (ControlFlowRegion region in Regions.Around(block))
            {
                foreach (FlowState state in states)
                {
                    Leave(state, [region]);
                }

                if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
                {
                    continue;
                }

                if (whole.Kind == ControlFlowRegionKind.TryAndFinally)
                {
                    ControlFlowRegion completing = whole.NestedRegions[1];
                    states = Complete(completing, states);
                }
                else if (Handle(whole, states))
                {
                    return;
                }
            }
        }

        /// <returns>Whether one of the handlers takes every exception.</returns>
        private bool Handle(ControlFlowRegion whole, List<FlowState> states)
        {
            bool takesAll = false;
            string key = ControlDependence.HandlerKey(whole);
            foreach (ControlFlowRegion handler in whole.NestedRegions.Where(static region => region.Kind != ControlFlowRegionKind.Try))
            {
                foreach (FlowState state in states)
                {
                    FlowState caught = state.Clone();
                    caught.Facts = caught.Facts.SetItem(key, new Fact(true, false, handler.FirstBlockOrdinal, FactKind.Caught, Facts.NoRoots.Add(key)));
                    caught.DropUnreachable();
                    Enter(handler.FirstBlockOrdinal, caught);
                }

                takesAll |= handler is { Kind: ControlFlowRegionKind.Catch, ExceptionType: null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace.Name: "System" } };
            }

            return takesAll;
        }

        private static void Leave(FlowState state, IEnumerable<ControlFlowRegion> regions)
        {
            foreach (ControlFlowRegion region in regions)
            {
                foreach (ILocalSymbol local in region.Locals)
                {
                    state.Variables.Remove(local);
                }

                foreach (CaptureId capture in region.CaptureIds)
                {
                    state.Variables.Remove(capture);
                }
            }
        }
    }
}
