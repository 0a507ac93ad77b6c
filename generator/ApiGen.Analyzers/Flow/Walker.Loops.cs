using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <content>Loops.</content>
internal sealed partial class Walker
{
    /// <summary>How often later passes are tried before no more is kept of what changes than what it may be.</summary>
    private const int ManyTrials = 2;

    /// <summary>How often they are tried before nothing is taken for unchanged.</summary>
    private const int MostTrials = 6;

    private void FollowLoop(Loop loop)
    {
        List<KeyValuePair<int, FlowState>> arriving = [.. _frame.Pending.Where(pair => pair.Key >= loop.First && pair.Key <= loop.Last)];
        if (arriving.Count == 0)
        {
            return;
        }

        foreach (KeyValuePair<int, FlowState> pair in arriving)
        {
            _frame.Pending.Remove(pair.Key);
        }

        int clock = _body.Clock;
        FlowState? entry = arriving.Find(pair => pair.Key == loop.First).Value;
        if (_frame.Depth >= MostLoops)
        {
            FlowState nothing = arriving.Select(static pair => pair.Value).Aggregate(_joins.Join);
            Commit(Pass(loop, clock, false, [new(loop.First, _joins.Forgotten(nothing))]), nothing, null, []);
            return;
        }

        Frame first = Pass(loop, clock, true, arriving);
        if (first.Back is not { IsDead: false } back)
        {
            Commit(first, arriving[0].Value, null, first.Side);
            return;
        }

        int mark = Observer.Mark;
        FlowState repeated = _joins.Repeated(entry ?? back, back, clock);
        for (int trial = 1; ; trial++)
        {
            Frame later = Pass(loop, clock, false, [new(loop.First, repeated)]);
            FlowState weaker = later.Back is { IsDead: false } again && trial <= MostTrials ? _joins.Weaker(repeated, again, trial > ManyTrials) : repeated;
            if (ReferenceEquals(weaker, repeated))
            {
                Commit(first, arriving[0].Value, later, Body.Union(first.Side, later.Side));
                return;
            }

            Observer.Forget(mark);
            repeated = trial == MostTrials ? _joins.Forgotten(back) : weaker;
        }
    }

    private Frame Pass(Loop loop, int clock, bool isFirst, List<KeyValuePair<int, FlowState>> entries)
    {
        Frame frame = new(FrameKind.Loop, loop.First, loop.Last, _frame) { IsFirstPass = isFirst, Clock = clock };
        foreach (KeyValuePair<int, FlowState> entry in entries)
        {
            frame.Pending[entry.Key] = entry.Value;
        }

        Follow(frame);
        return frame;
    }

    /// <summary>
    /// Takes note of the question that decides whether a loop is entered at all. That it is not, nobody knows ever to happen: a list of
    /// things to do is mostly there because there is something to do.
    /// </summary>
    private void NoteHeader(BasicBlock block, ControlFlowBranch conditional, int jumps)
    {
        if (_frame is not { Kind: FrameKind.Loop, IsFirstPass: true, Header: < 0 } || block.Ordinal != _frame.First || _conditions.Literal(jumps) is not { } literal || block.BranchValue?.Syntax.FirstAncestorOrSelf<StatementSyntax>() is DoStatementSyntax)
        {
            return;
        }

        bool jumpsOut = conditional.Destination is not { } destination || !_frame.Contains(destination.Ordinal);
        bool fallsOut = block.FallThroughSuccessor?.Destination is not { } next || !_frame.Contains(next.Ordinal);
        if (jumpsOut != fallsOut)
        {
            Question question = _body.Question(literal.Question);
            _frame.Header = literal.Question;
            question.Doubtful ??= jumpsOut ? literal.Answer : !literal.Answer;
        }
    }

    /// <summary>Whether the answer to a question in a loop is of account after it: whether what it leaves is null, and whether anything of all that ever happens.</summary>
    private static bool IsKept(Question question, HashSet<Term> held) =>
        (question is { Kind: QuestionKind.IsNull, Term: { } term } && held.Contains(term)) || question is { Kind: QuestionKind.Thrown, Doubtful: not null };

    /// <summary>The values that a loop leaves behind. What its last pass was asked of them holds on.</summary>
    private static HashSet<Term> Held(FlowState entry, FlowState exit)
    {
        HashSet<Term> held = [];
        Store.Merge(entry.Store, exit.Store, (_, _, value) =>
        {
            foreach ((Leaf leaf, _) in value?.Cases ?? [])
            {
                if (leaf.Term is { IsSettled: false } term)
                {
                    held.Add(term);
                }
            }

            return value;
        });
        return held;
    }

    private bool IsInner(Frame frame, int question) => question != frame.Header && _body.Question(question).Birth > frame.Clock;

    /// <summary>Lets what leaves a loop go on, without what only the loop's passes know.</summary>
    private void Commit(Frame first, FlowState entry, Frame? later, int[] side)
    {
        Dictionary<int, FlowState> exits = first.Exits;
        foreach (KeyValuePair<int, FlowState> exit in later?.Exits ?? [])
        {
            Add(exits, exit.Key, exit.Value);
        }

        foreach (KeyValuePair<int, FlowState> exit in exits)
        {
            FlowState left = Outside(first, entry, exit.Value, side);
            Arrive(exit.Key, left);
        }
    }

    private FlowState Outside(Frame frame, FlowState entry, FlowState state, int[] side)
    {
        HashSet<Term> held = Held(entry, state);
        bool IsGone(int question) => IsInner(frame, question) && !IsKept(_body.Question(question), held);
        bool? doubtful = null;
        foreach (int number in _conditions.Questions(state.Reach))
        {
            if (IsInner(frame, number) && _body.Question(number) is { Kind: QuestionKind.CameBack } question)
            {
                side = Body.Union(side, question.Roots);
                doubtful ??= question.Doubtful;
            }
        }

        int reach = _conditions.Exists(state.Reach, IsGone);
        Store? store = Store.Merge(entry.Store, state.Store, (number, _, value) => value is null ? null : Outside(IsGone, state.Reach, _body.Place(number), value));

        if (side.Length > 0 || doubtful is not null)
        {
            Question cameBack = _body.NewQuestion(QuestionKind.CameBack, side);
            cameBack.Doubtful = doubtful;
            reach = _conditions.And(reach, _conditions.Of(cameBack.Number));
        }

        return new FlowState(reach, store) { Ways = state.Ways };
    }

    private Value Outside(Func<int, bool> isGone, int reach, Place place, Value value)
    {
        if (value.Single is not null || !value.Cases.Any(one => _conditions.Questions(one.When).Exists(question => isGone(question))))
        {
            return value;
        }

        int[] possible = [.. value.Cases.Select(one => _conditions.Exists(_conditions.And(reach, one.When), isGone))];
        if (place.Kind == PlaceKind.Changes)
        {
            return _joins.Now();
        }

        if (place.Kind == PlaceKind.Element)
        {
            // Any pass may have put it there.
            int index = value.Cases[0].Leaf.Constant is true ? 0 : 1;
            return _body.Of(possible[index]);
        }

        List<(Leaf Leaf, int When)> cases = [];
        for (int index = 0; index < possible.Length; index++)
        {
            int others = Conditions.Never;
            for (int other = 0; other < possible.Length; other++)
            {
                others = other == index ? others : _conditions.Or(others, possible[other]);
            }

            int certain = _conditions.And(possible[index], _conditions.Not(others));
            if (value.Cases[index].Leaf != _body.PerhapsRefused.Single)
            {
                cases.Add((value.Cases[index].Leaf, certain));
            }
        }

        return _joins.WithRest(cases, value, value, isSomething: _conditions.And(reach, _interpreter.IsNull(value)) == Conditions.Never);
    }
}
