using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>Collects, for every request handed to a call, under which conditions it lacks what, and decides what is certain enough to say.</summary>
internal sealed class RequestReport(Body body, Certainty certainty) : IFlowObserver
{
    private readonly List<Arrival> _arrivals = [];

    public int Mark => _arrivals.Count;

    public void Forget(int mark) => _arrivals.RemoveRange(mark, _arrivals.Count - mark);

    public void Called(ClientMethod method, IArgumentOperation argument, Value value, FlowState state)
    {
        Arrival arrival = new(method.Method.Name, argument, state.Reach);
        HashSet<int> seen = [];
        Stack<(Value Value, int When, string Path, ImmutableArray<string> Provided)> open = new([(value, state.Reach, "", method.Provided)]);
        while (open.Count > 0)
        {
            (Value next, int when, string path, ImmutableArray<string> provided) = open.Pop();
            foreach ((Leaf leaf, int also) in next.Cases)
            {
                int both = body.Conditions.And(when, also);
                if (leaf.Kind == LeafKind.Object && both != Conditions.Never && IsFollowed(state, leaf.Id) && seen.Add(leaf.Id))
                {
                    Inspect(body.Object(leaf.Id), both, path, provided, state, arrival, open);
                }
            }
        }

        _arrivals.Add(arrival);
    }

    public void Returned(Value value, FlowState state)
    {
    }

    /// <summary>What is to be reported.</summary>
    public IEnumerable<Diagnostic> Diagnostics() => _arrivals.GroupBy(static arrival => arrival.Argument.Syntax).SelectMany(group => Diagnostics([.. group]));

    private bool IsFollowed(FlowState state, int id) => ReferenceEquals(Store.Get(state.Store, body.Presence(id).Number), body.True);

    private void Inspect(TrackedObject tracked, int when, string path, ImmutableArray<string> provided, FlowState state, Arrival arrival, Stack<(Value Value, int When, string Path, ImmutableArray<string> Provided)> open)
    {
        if (tracked.Model is not { } model)
        {
            foreach (int element in tracked.Elements)
            {
                if (Store.Get(state.Store, body.Element(tracked.Id, element).Number) is { } holds)
                {
                    int held = holds.Cases.Where(static one => one.Leaf.Constant is true).Select(static one => one.When).FirstOrDefault();
                    open.Push((body.Of(body.Object(element)), body.Conditions.And(when, held), path + "[]", ImmutableArray<string>.Empty));
                }
            }

            return;
        }

        string name = path.Length == 0 ? model.Type.Name : path;
        foreach (string member in tracked.Members)
        {
            if (Store.Get(state.Store, body.Member(tracked.Id, member).Number) is not { } value)
            {
                continue;
            }

            if (model.Requires(member) && !provided.Contains(member))
            {
                Lack lack = arrival.Of(tracked.Creation, name, model);
                lack.Add(member, Condition(value, leaf => leaf.Kind == LeafKind.Null || IsKnownNull(leaf, when), when), body.Conditions);
                lack.Add("?" + member, Condition(value, static leaf => leaf.Kind == LeafKind.PerhapsRefused, when), body.Conditions);
                arrival.Refused = body.Conditions.Or(arrival.Refused, Condition(value, static leaf => leaf.Kind == LeafKind.Refused, when));
                arrival.Doubtful = body.Conditions.Or(arrival.Doubtful, Condition(value, static leaf => leaf.Kind == LeafKind.PerhapsRefused || leaf.Term is { WasRefused: true }, when));
            }

            open.Push((value, when, name + "." + member, ImmutableArray<string>.Empty));
        }
    }

    /// <summary>Whether the way to the call has settled that a value is null: somebody has asked.</summary>
    private bool IsKnownNull(Leaf leaf, int when) =>
        leaf.Term is { CanBeNull: true } term && body.Conditions.And(when, body.Conditions.Not(body.Ask(QuestionKind.IsNull, term))) == Conditions.Never;

    private int Condition(Value value, Func<Leaf, bool> isMeant, int when)
    {
        int condition = Conditions.Never;
        foreach ((Leaf leaf, int also) in value.Cases)
        {
            if (isMeant(leaf))
            {
                condition = body.Conditions.Or(condition, body.Conditions.And(when, also));
            }
        }

        return condition;
    }

    private IEnumerable<Diagnostic> Diagnostics(List<Arrival> arrivals)
    {
        HashSet<SyntaxNode> told = [];
        foreach (Lack lack in arrivals.SelectMany(static arrival => arrival.Lacks.Values))
        {
            if (!told.Add(lack.Creation))
            {
                continue;
            }

            List<string> names = [];
            bool always = true;
            foreach (IPropertySymbol property in lack.Model.Required)
            {
                if (Lacks(arrivals, lack, property.Name, out bool isAlways))
                {
                    names.Add(property.Name);
                    always &= isAlways;
                }
            }

            if (names.Count > 0)
            {
                yield return Create(arrivals[0], lack, names, always);
            }
        }
    }

    /// <summary>Whether an object that was made in one place lacks a member on some path for sure.</summary>
    /// <param name="arrivals">The ways to the call.</param>
    /// <param name="lack">The object.</param>
    /// <param name="name">The member.</param>
    /// <param name="isAlways">Whether each path that comes to the call lacks the member, if need be of another object in its place.</param>
    private bool Lacks(List<Arrival> arrivals, Lack lack, string name, out bool isAlways)
    {
        isAlways = true;
        bool isPossible = false;
        bool isReached = false;
        foreach (Arrival arrival in arrivals)
        {
            int mine = Conditions.Never;
            int any = Conditions.Never;
            foreach (Lack other in arrival.Lacks.Values)
            {
                if (other.Path == lack.Path)
                {
                    int condition = other.When(name);
                    any = body.Conditions.Or(any, body.Conditions.Or(condition, other.When("?" + name)));
                    mine = other.Creation == lack.Creation ? condition : mine;
                }
            }

            int reach = body.Conditions.And(arrival.Reach, body.Conditions.Not(arrival.Refused));
            if (reach == Conditions.Never || certainty.IsImpossible(reach))
            {
                continue;
            }

            isReached = true;
            mine = body.Conditions.And(mine, body.Conditions.And(reach, body.Conditions.Not(arrival.Doubtful)));
            isPossible |= mine != Conditions.Never && certainty.IsPossible(mine);
            isAlways &= mine != Conditions.Never && certainty.IsImpossible(body.Conditions.And(reach, body.Conditions.Not(any)));
        }

        isAlways &= isReached;
        return isPossible || isAlways;
    }

    private static Diagnostic Create(Arrival arrival, Lack lack, List<string> names, bool always)
    {
        SyntaxNode handed = arrival.Argument.Syntax;
        bool isInPlace = lack.Creation.SyntaxTree == handed.SyntaxTree && handed.FullSpan.Contains(lack.Creation.Span);
        Location location = isInPlace ? CreationLocation.Of(lack.Creation) : arrival.Argument.Value.Syntax.GetLocation();
        return Create(location, lack.Creation, lack.Path, arrival.Method, names, always);
    }

    /// <summary>A report.</summary>
    /// <param name="location">Where it stands.</param>
    /// <param name="creation">Where the object is made that lacks something.</param>
    /// <param name="path">The object, as seen from the request.</param>
    /// <param name="method">The call.</param>
    /// <param name="names">The members that it lacks.</param>
    /// <param name="always">Whether it lacks them on all paths.</param>
    public static Diagnostic Create(Location location, SyntaxNode creation, string path, string method, List<string> names, bool always) => Diagnostic.Create(
        Rules.RequiredMembers,
        location,
        [creation.GetLocation()],
        ImmutableDictionary<string, string?>.Empty.Add(MissingMembersKey, string.Join(",", names)),
        path,
        method,
        string.Join(", ", names),
        always ? "" : " on at least one path");

    /// <summary>The diagnostic's property that lists the missing members; its first additional location is the creation.</summary>
    public const string MissingMembersKey = "missing";

    /// <summary>All paths to a call, told as one.</summary>
    private sealed class Arrival(string method, IArgumentOperation argument, int reach)
    {
        public string Method { get; } = method;

        public IArgumentOperation Argument { get; } = argument;

        public int Reach { get; } = reach;

        /// <summary>When something was incomplete at an earlier call, which has thrown: such a path does not come here.</summary>
        public int Refused { get; set; }

        /// <summary>When something may have been.</summary>
        public int Doubtful { get; set; }

        /// <summary>What may be incomplete, by where it was made.</summary>
        public Dictionary<SyntaxNode, Lack> Lacks { get; } = [];

        public Lack Of(SyntaxNode creation, string path, ApiModel model)
        {
            if (!Lacks.TryGetValue(creation, out Lack lack))
            {
                Lacks[creation] = lack = new Lack(creation, path, model);
            }

            return lack;
        }
    }

    /// <summary>An object that may be incomplete.</summary>
    private sealed class Lack(SyntaxNode creation, string path, ApiModel model)
    {
        private readonly Dictionary<string, int> _conditions = [];

        public SyntaxNode Creation { get; } = creation;

        public string Path { get; } = path;

        public ApiModel Model { get; } = model;

        public int When(string name) => _conditions.TryGetValue(name, out int condition) ? condition : Conditions.Never;

        public void Add(string name, int condition, Conditions conditions) => _conditions[name] = conditions.Or(When(name), condition);
    }
}
