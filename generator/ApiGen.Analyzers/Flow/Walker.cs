using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// Follows a function from its first block to its last, each once, with all paths to a block told as one state whose values carry
/// conditions. A loop is followed for its first pass, and for any later one.
/// </summary>
internal sealed partial class Walker
{
    /// <summary>How deep loops lie in each other at most; what lies deeper starts from nothing known.</summary>
    public const int MostLoops = 3;

    private readonly FlowContext _context;
    private readonly ControlFlowGraph _graph;
    private readonly Body _body;
    private readonly Conditions _conditions;
    private readonly Interpreter _interpreter;
    private readonly Joins _joins;
    private readonly Loops _loops;
    private readonly Finallies _finallies;
    private readonly Dictionary<ControlFlowRegion, int> _thrown = [];
    private readonly Dictionary<ControlFlowRegion, int> _doubts = [];
    private readonly Dictionary<ControlFlowRegion, (Throws Throws, int[] Roots)> _passing = [];
    private readonly bool _isNested;
    private Frame _frame;
    private BasicBlock _block;

    public Walker(FlowContext context, ControlFlowGraph graph, IFlowObserver observer, bool isNested = false)
    {
        (_context, _graph, _body, _conditions, Observer) = (context, graph, context.Body, context.Body.Conditions, observer);
        _isNested = isNested;
        _interpreter = new Interpreter(context, graph, this);
        _joins = new Joins(_body);
        _loops = new Loops(graph);
        _finallies = new Finallies(context.Symbols);
        _frame = new Frame(FrameKind.Function, 0, graph.Blocks.Length - 1, null);
        _block = graph.Blocks[0];
    }

    public IFlowObserver Observer { get; }

    /// <summary>Follows a member, with the parameters that it is given.</summary>
    public void Run(IMethodSymbol? method)
    {
        Store store = Store.Set(null, _body.Changes.Number, _body.Constant(0L));
        Run(method, new FlowState(Conditions.Always, store));
    }

    /// <summary>Takes note that a path ends here, before the end of the loops around it.</summary>
    public void Leave(FlowState state)
    {
        for (Frame? frame = _frame; frame is not null; frame = frame.Parent)
        {
            if (frame.Kind == FrameKind.Loop)
            {
                foreach (int question in _conditions.Questions(state.Reach))
                {
                    if (IsInner(frame, question))
                    {
                        frame.Side = Body.Union(frame.Side, _body.Question(question).Roots);
                    }
                }
            }
        }
    }

    /// <summary>Follows a lambda from where it is made.</summary>
    public void Enter(IFlowAnonymousFunctionOperation function, FlowState state)
    {
        if (_context.Quoted.Contains(function.Syntax) || SetUps.TakesFunction(function) || state.IsDead)
        {
            return;
        }

        // It runs later: whatever is not followed may be another by then.
        FlowState entry = state.Clone();
        entry.Store = Store.Set(entry.Store, _body.Changes.Number, _body.Constant((long)_body.NewTerm((ITypeSymbol?)null, []).Birth));
        new Walker(_context, _graph.GetAnonymousFunctionControlFlowGraph(function, _context.Cancellation), Observer, isNested: true).Run(function.Symbol, entry);
    }

    private void Run(IMethodSymbol? method, FlowState entry)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _interpreter.State = entry;
        foreach (IParameterSymbol parameter in method?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            _interpreter.SetVariable(parameter, _body.Of(_body.Initial(parameter, parameter.Type, [_body.Root(parameter)])));
        }

        _frame.Pending[0] = _interpreter.State;
        Follow(_frame);
        foreach (IMethodSymbol local in _graph.LocalFunctions)
        {
            // It may be called at any time, by somebody who has asked anything of what it uses.
            Store store = Store.Set(null, _body.Changes.Number, _body.Constant((long)_body.NewTerm((ITypeSymbol?)null, []).Birth));
            int asked = _conditions.Of(_body.NewQuestion(QuestionKind.CameBack, [Body.Captured]).Number);
            new Walker(_context, _graph.GetLocalFunctionControlFlowGraph(local, _context.Cancellation), Observer, isNested: true).Run(local, new FlowState(asked, store));
        }
    }

    private void Follow(Frame frame)
    {
        Frame outer = _frame;
        _frame = frame;
        for (int ordinal = frame.First; ordinal <= frame.Last; ordinal++)
        {
            if (!(frame.Kind == FrameKind.Loop && ordinal == frame.First) && _loops.At(ordinal) is { } loop && loop.Last <= frame.Last)
            {
                FollowLoop(loop);
                ordinal = loop.Last;
            }
            else if (frame.Pending.TryGetValue(ordinal, out FlowState state))
            {
                frame.Pending.Remove(ordinal);
                BasicBlock block = _graph.Blocks[ordinal];
                if (!(frame.Kind == FrameKind.Finally && ordinal == frame.First) && FinallyAt(block) is { } region)
                {
                    // An exception is on its way; it goes on when the block is done.
                    (Throws throws, int[] roots) = _passing.TryGetValue(region, out (Throws Throws, int[] Roots) passing) ? passing : (Throws.Anything, []);
                    Raise(Complete(region, state), region.EnclosingRegion!, throws, roots);
                    ordinal = region.LastBlockOrdinal;
                }
                else if (!state.IsDead)
                {
                    Follow(block, state);
                }
            }
        }

        _frame = outer;
    }

    private static ControlFlowRegion? FinallyAt(BasicBlock block)
    {
        foreach (ControlFlowRegion region in Regions.From(block.EnclosingRegion))
        {
            if (region.Kind == ControlFlowRegionKind.Finally && region.FirstBlockOrdinal == block.Ordinal)
            {
                return region;
            }
        }

        return null;
    }

    private void Follow(BasicBlock block, FlowState state)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _block = block;
        foreach (ControlFlowRegion region in Regions.From(block.EnclosingRegion))
        {
            if (region.Kind == ControlFlowRegionKind.Try && region.FirstBlockOrdinal == block.Ordinal)
            {
                _thrown.Remove(region.EnclosingRegion!);
            }
        }

        _interpreter.State = state.Clone();
        foreach (IOperation operation in block.Operations)
        {
            _interpreter.Evaluate(operation);
            if (_interpreter.State.IsDead)
            {
                return;
            }
        }

        Value? value = block.BranchValue is null ? null : _interpreter.Evaluate(block.BranchValue);
        FlowState after = _interpreter.State;
        if (after.IsDead)
        {
            return;
        }

        if (block.ConditionalSuccessor is { } conditional && value is not null)
        {
            int truth = _interpreter.Truth(value);
            int jumps = block.ConditionKind == ControlFlowConditionKind.WhenTrue ? truth : _conditions.Not(truth);
            NoteHeader(block, conditional, jumps);
            Take(block, conditional, new FlowState(Possible(_conditions.And(after.Reach, jumps)), after.Store), null);
            _block = block;
            after = new FlowState(Possible(_conditions.And(after.Reach, _conditions.Not(jumps))), after.Store);
            value = null;
        }

        if (block.FallThroughSuccessor is { } next)
        {
            Take(block, next, after, value);
        }
    }

    /// <summary>The condition, or never when it holds for no input.</summary>
    private int Possible(int reach) => _conditions.IsShort(reach) && _context.Certainty.IsImpossible(reach) ? Conditions.Never : reach;

    private void Take(BasicBlock block, ControlFlowBranch branch, FlowState state, Value? value)
    {
        if (state.IsDead)
        {
            return;
        }

        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Throw:
            case ControlFlowBranchSemantics.Rethrow:
                Leave(state);
                (Throws throws, int[] roots) = branch.Semantics == ControlFlowBranchSemantics.Throw ? (Throws.Of(block.BranchValue?.WithoutConversions()), []) : Caught(block);
                Raise(state, block.EnclosingRegion, throws, roots);
                return;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                Finish(block, state);
                return;
            case ControlFlowBranchSemantics.Return:
                Leave(state);
                break;
        }

        foreach (ControlFlowRegion region in branch.FinallyRegions)
        {
            if (_finallies.Matters(region, _graph))
            {
                state = Complete(region, state);
                _block = block;
            }
        }

        _interpreter.State = state.Clone();
        foreach (ControlFlowRegion region in branch.LeavingRegions)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } whole } && _thrown.TryGetValue(whole, out int thrown))
            {
                _interpreter.Require(_conditions.Not(_conditions.Of(thrown)));
            }
        }

        if (!_isNested && branch.Semantics == ControlFlowBranchSemantics.Return && value is not null && !_interpreter.State.IsDead)
        {
            Observer.Returned(value, _interpreter.State);
        }

        foreach (ControlFlowRegion region in branch.LeavingRegions)
        {
            _interpreter.Leave(region);
        }

        if (branch.Destination is { } destination)
        {
            Arrive(destination.Ordinal, _interpreter.State);
        }
    }

    private void Arrive(int ordinal, FlowState state)
    {
        if (state.IsDead || _graph.Blocks[ordinal].Kind == BasicBlockKind.Exit)
        {
            return;
        }

        for (Frame? frame = _frame; frame is not null; frame = frame.Parent)
        {
            if (frame.Contains(ordinal))
            {
                if (frame.Kind == FrameKind.Loop && ordinal == frame.First)
                {
                    frame.Back = frame.Back is null ? state : _joins.Join(frame.Back, state);
                }
                else
                {
                    Add(frame.Pending, ordinal, state);
                }

                return;
            }

            if (frame.Kind == FrameKind.Loop)
            {
                Add(frame.Exits, ordinal, state);
                return;
            }
        }
    }

    private void Add(Dictionary<int, FlowState> states, int ordinal, FlowState state) =>
        states[ordinal] = states.TryGetValue(ordinal, out FlowState known) ? _joins.Join(known, state) : state;
}
