using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>Puts together what is known on several paths.</summary>
internal sealed class Joins(Body body)
{
    /// <summary>How many places from which an exception came are kept apart.</summary>
    private const int MostWays = 8;

    /// <summary>How many objects that a variable may hold after a loop are told apart.</summary>
    private const int MostChoices = 4;

    private readonly Conditions _conditions = body.Conditions;

    /// <summary>Two paths that come to one point.</summary>
    public FlowState Join(FlowState one, FlowState other)
    {
        if (one.IsDead)
        {
            return other;
        }

        if (other.IsDead)
        {
            return one;
        }

        if (ReferenceEquals(one.Store, other.Store))
        {
            return new FlowState(_conditions.Or(one.Reach, other.Reach), one.Store) { Ways = Math.Max(one.Ways, other.Ways) };
        }

        (int mine, int theirs) = (one.Reach, other.Reach);
        int ways = Math.Max(one.Ways, other.Ways);
        if (_conditions.And(mine, theirs) != Conditions.Never)
        {
            // An exception can come from here or from there; nothing else tells which.
            if (++ways > MostWays)
            {
                return Widened(one, other, _conditions.Or(mine, theirs));
            }

            int later = _conditions.Of(body.NewQuestion(QuestionKind.Thrown, []).Number);
            mine = _conditions.And(mine, _conditions.Not(later));
            theirs = _conditions.And(theirs, later);
        }

        int reach = _conditions.Or(mine, theirs);
        int isOther = _conditions.Restrict(theirs, reach);
        Store? store = Store.Merge(one.Store, other.Store, (place, left, right) => Combine(one.Store, other.Store, isOther, body.Place(place), left, right));
        return new FlowState(reach, store) { Ways = ways };
    }

    /// <summary>What holds at the beginning of a loop's later passes, so far as it can be told from the first one.</summary>
    /// <param name="entry">What held before the first pass.</param>
    /// <param name="back">What holds after it.</param>
    /// <param name="clock">When the loop was come to.</param>
    public FlowState Repeated(FlowState entry, FlowState back, int clock)
    {
        Store? store = Store.Merge(entry.Store, back.Store, (number, left, right) =>
        {
            Place place = body.Place(number);
            return place.Kind switch
            {
                PlaceKind.Changes => Now(),
                PlaceKind.Variable or PlaceKind.Member when left is not null && right is not null => Lasting(left, right, clock),
                PlaceKind.Member when right is not null && Store.Get(entry.Store, body.Presence(place.Object).Number) is null => Lasting(right, right, clock),
                PlaceKind.Element => right ?? left,
                _ => Combine(entry.Store, back.Store, Conditions.Always, place, left, right),
            };
        });
        return new FlowState(back.Reach, store) { Ways = back.Ways };
    }

    /// <summary>What holds at the beginning of every later pass, given what a later pass leaves behind.</summary>
    /// <param name="repeated">What was taken for it.</param>
    /// <param name="back">What a later pass leaves behind.</param>
    /// <param name="isLate">Whether of what changes still no more is to be kept than what it may be.</param>
    /// <returns>The same instance when nothing was taken for lasting that does not last.</returns>
    public FlowState Weaker(FlowState repeated, FlowState back, bool isLate)
    {
        Store? store = Store.Merge(repeated.Store, back.Store, (number, left, right) =>
        {
            Place place = body.Place(number);
            return left is null || place.Kind is PlaceKind.Element or PlaceKind.Changes ? left
                : place.Kind == PlaceKind.Presence ? ReferenceEquals(right, body.False) ? body.False : left
                : right is null ? place.Kind == PlaceKind.Member ? null : left
                : Weaker(left, right) is var weaker && isLate && !ReferenceEquals(weaker, left) ? WithRest([], left, right)
                : weaker;
        });
        return ReferenceEquals(store, repeated.Store) ? repeated : new FlowState(repeated.Reach, store) { Ways = repeated.Ways };
    }

    /// <summary>What a value has in common with what a pass leaves behind; the same instance when that is all of it.</summary>
    private Value Weaker(Value value, Value after)
    {
        if (IsEither(value))
        {
            return Covers(value, after) ? value : WithRest([], value, after);
        }

        bool isSame = true;
        List<(Leaf Leaf, int When)> kept = [];
        foreach ((Leaf leaf, int when) in value.Cases)
        {
            if (leaf.Term is { IsWidened: true })
            {
                isSame &= !leaf.Term.AddMayBe(Escapes.Objects(after));
                continue;
            }

            int also = Conditions.Never;
            foreach ((Leaf theirs, int other) in after.Cases)
            {
                also = theirs == leaf ? other : also;
            }

            int both = _conditions.And(when, also);
            isSame &= both == when;
            kept.Add((leaf, both));
        }

        return isSame ? value : WithRest(kept, value, after);
    }

    /// <summary>What a first pass has left and every later one may leave in the same way: what was there before the loop.</summary>
    private Value Lasting(Value entry, Value back, int clock)
    {
        List<(Leaf Leaf, int When)> kept = [];
        foreach ((Leaf leaf, int when) in back.Cases)
        {
            if (leaf.Kind != LeafKind.Constant || leaf.Constant is not long)
            {
                int always = _conditions.Not(_conditions.Exists(_conditions.Not(when), question => body.Question(question).Birth > clock));
                kept.Add((leaf, leaf.Term is { } term && term.Birth > clock ? Conditions.Never : always));
            }
        }

        return WithRest(kept, entry, back);
    }

    /// <summary>A value that is known in some cases, and in all others one of what two values may be.</summary>
    /// <param name="kept">The cases.</param>
    /// <param name="one">The one value.</param>
    /// <param name="other">The other one.</param>
    /// <param name="isSomething">Whether it is not null, whatever it is.</param>
    public Value WithRest(List<(Leaf Leaf, int When)> kept, Value one, Value other, bool isSomething = false)
    {
        Value all = new([.. one.Cases, .. other.Cases]);
        int rest = Rest(kept);
        if (rest == Conditions.Never)
        {
            return body.FromCases(kept.OrderBy(static part => part.Leaf.Order));
        }

        List<Leaf> leaves;
        if (all.Cases.All(static part => part.Leaf.IsNull))
        {
            leaves = [body.PerhapsRefused.Single!];
            kept.RemoveAll(part => part.Leaf == leaves[0]);
            rest = Rest(kept);
        }
        else
        {
            leaves = Choices(all);
            if (isSomething && leaves[^1].Term is { IsWidened: true } widened)
            {
                widened.IsSomething = true;
            }
        }

        Dictionary<Leaf, int> cases = kept.ToDictionary(static part => part.Leaf, static part => part.When);
        for (int index = 0; index < leaves.Count; index++)
        {
            int mine = index == leaves.Count - 1 ? rest : _conditions.And(rest, _conditions.Of(body.NewQuestion(QuestionKind.Either, []).Number));
            rest = _conditions.And(rest, _conditions.Not(mine));
            cases[leaves[index]] = cases.TryGetValue(leaves[index], out int when) ? _conditions.Or(when, mine) : mine;
        }

        return body.FromCases(cases.OrderBy(static part => part.Key.Order).Select(static part => (part.Key, part.Value)));
    }

    private int Rest(List<(Leaf Leaf, int When)> kept)
    {
        int rest = Conditions.Always;
        foreach ((_, int when) in kept)
        {
            rest = _conditions.And(rest, _conditions.Not(when));
        }

        return rest;
    }

    /// <summary>What a value may be: the objects one by one, if they are few, and whatever else as one.</summary>
    private List<Leaf> Choices(Value all)
    {
        List<Leaf> choices = [.. all.Cases.Select(static part => part.Leaf).Where(static leaf => leaf.Kind == LeafKind.Object || leaf.IsNull).Distinct()];
        bool isFew = choices.Exists(static leaf => leaf.Kind == LeafKind.Object) && choices.Count <= MostChoices;
        if (!isFew)
        {
            choices.Clear();
        }

        Value others = new([.. all.Cases.Where(part => !choices.Contains(part.Leaf))]);
        if (others.Cases.Count > 0)
        {
            Term unknown = body.Unknown(others, null);
            unknown.IsWidened = true;

            // What counts the passes, or ends them, is settled by the loop.
            unknown.IsSettled |= others.Cases.Any(static part => part.Leaf.Constant is long or bool || part.Leaf.Term?.Type is { IsValueType: true });
            choices.Add(body.Of(unknown).Single!);
        }

        return choices;
    }

    private bool IsEither(Value value) =>
        value.Cases.Count > 1 && value.Cases.Any(part => _conditions.Questions(part.When).Exists(question => body.Question(question).Kind == QuestionKind.Either));

    /// <summary>Whether one of several is all that a pass leaves behind.</summary>
    private static bool Covers(Value value, Value after)
    {
        Term? others = value.Cases.Select(static part => part.Leaf.Term).FirstOrDefault(static term => term is { IsWidened: true });
        bool covers = true;
        foreach ((Leaf leaf, _) in after.Cases)
        {
            if (!value.Cases.Any(part => part.Leaf == leaf))
            {
                covers &= others is not null && leaf.Kind != LeafKind.Object && !leaf.IsNull && !others.AddMayBe(leaf.Term?.Objects() ?? []);
            }
        }

        return covers;
    }

    /// <summary>What is left when nothing at all is known of variables and of the objects made so far.</summary>
    public FlowState Forgotten(FlowState state)
    {
        Store? store = state.Store;
        foreach (KeyValuePair<int, Value> entry in Store.Entries(state.Store))
        {
            store = Forgotten(store, body.Place(entry.Key), entry.Value);
        }

        return new FlowState(state.Reach, store);
    }

    private Store? Forgotten(Store? store, Place place, Value value)
    {
        switch (place.Kind)
        {
            case PlaceKind.Presence:
                return Escapes.From(body, store, place.Object);
            case PlaceKind.Changes:
                return Store.Set(store, place.Number, Now());
            case PlaceKind.Element:
                return store;
            default:
                return Store.Set(store, place.Number, body.Of(body.Unknown(value, null)));
        }
    }

    /// <summary>Two paths of which nothing tells which is taken: what differs is not known.</summary>
    private FlowState Widened(FlowState one, FlowState other, int reach)
    {
        Store? store = Store.Merge(one.Store, other.Store, (number, left, right) =>
        {
            Place place = body.Place(number);
            return place.Kind switch
            {
                PlaceKind.Changes => Now(),
                PlaceKind.Variable or PlaceKind.Member when left is not null && right is not null => WithRest([], left, right),
                PlaceKind.Element => right ?? left,
                _ => Combine(one.Store, other.Store, Conditions.Always, place, left, right),
            };
        });
        return new FlowState(reach, store) { Ways = Math.Max(one.Ways, other.Ways) };
    }

    private Value? Combine(Store? one, Store? other, int isOther, Place place, Value? left, Value? right)
    {
        switch (place.Kind)
        {
            case PlaceKind.Presence:
                return ReferenceEquals(left, body.False) || ReferenceEquals(right, body.False) ? body.False : left ?? right;
            case PlaceKind.Member when left is null || right is null:
                // Missing is either unknown, or of an object that the other path has not made.
                return Store.Get(left is null ? one : other, body.Presence(place.Object).Number) is null ? left ?? right : null;
            case PlaceKind.Element when left is null || right is null:
                return Store.Get(left is null ? one : other, body.Presence(place.Object).Number) is null ? left ?? right : body.Choose(isOther, right ?? body.False, left ?? body.False);
            case PlaceKind.Variable when left is null || right is null:
                return left ?? right;
            default:
                return body.Choose(isOther, right!, left!);
        }
    }

    /// <summary>What tells that anything that is not followed may have changed.</summary>
    public Value Now() => body.Constant((long)body.NewTerm((ITypeSymbol?)null, []).Birth);
}
