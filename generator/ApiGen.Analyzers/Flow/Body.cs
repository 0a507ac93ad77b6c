using System.Globalization;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// What one body and the functions in it have in common: the values, the questions and the places that its paths speak of, each
/// with a number of its own.
/// </summary>
internal sealed class Body
{
    /// <summary>The root that everything may have to do with, such as whether a form is valid.</summary>
    public const int Everything = 1;

    /// <summary>The root of what is kept outside of the body: fields, properties, statics.</summary>
    public const int Surroundings = 2;

    /// <summary>More cases than these are told as one value of which nothing is known.</summary>
    public const int MostCases = 12;

    /// <summary>As <see cref="MostCases"/>, of a number that is counted on from one that is not known.</summary>
    private const int MostCounts = 4;

    private const int MostRoots = 24;

    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Question> _questionsByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Leaf> _leaves = new(StringComparer.Ordinal);
    private readonly Dictionary<ISymbol, int> _symbols = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<object, int> _others = [];
    private readonly Dictionary<string, Place> _placesByKey = new(StringComparer.Ordinal);
    private readonly List<Place> _places = [];
    private readonly HashSet<int> _touched = [];
    private readonly List<Question> _questions = [];
    private readonly List<TrackedObject> _objects = [];
    private readonly Dictionary<object, TrackedObject> _sites = [];
    /// <summary>The root of what a function finds in the variables of the function around it.</summary>
    public const int Captured = 3;

    private int _roots = Captured;
    private int _numbers;

    public Body()
    {
        Null = new Value(NewLeaf(LeafKind.Null));
        ImpliedNull = new Value(NewLeaf(LeafKind.ImpliedNull));
        Refused = new Value(NewLeaf(LeafKind.Refused));
        PerhapsRefused = new Value(NewLeaf(LeafKind.PerhapsRefused));
        True = Constant(true);
        False = Constant(false);
        Changes = PlaceOf("changes", PlaceKind.Changes, 0);
        Unresolved = NewQuestion(QuestionKind.CameBack, []);
        Unresolved.Doubtful = true;
    }

    public Conditions Conditions { get; } = new();

    public Value Null { get; }

    public Value ImpliedNull { get; }

    public Value Refused { get; }

    public Value PerhapsRefused { get; }

    public Value True { get; }

    public Value False { get; }

    /// <summary>The place that counts changes.</summary>
    public Place Changes { get; }

    /// <summary>Whether a path goes on past code of which nobody knows what it does, one question however much of that there is.</summary>
    public Question Unresolved { get; }

    /// <summary>The time, in things that came to be.</summary>
    public int Clock { get; private set; }

    public Question Question(int number) => _questions[number];

    public Place Place(int number) => _places[number];

    public TrackedObject Object(int id) => _objects[id - 1];

    public int NewRoot() => ++_roots;

    public int Number(ISymbol symbol)
    {
        if (!_symbols.TryGetValue(symbol, out int number))
        {
            _symbols[symbol] = number = ++_numbers;
        }

        return number;
    }

    public int Root(ISymbol symbol) => Root((object)Number(symbol));

    public int Root(object key)
    {
        if (!_others.TryGetValue(key, out int root))
        {
            _others[key] = root = NewRoot();
        }

        return root;
    }

    public Value Constant(object value)
    {
        string key = value.GetType().Name + ":" + Convert.ToString(value, CultureInfo.InvariantCulture);
        if (!_leaves.TryGetValue(key, out Leaf leaf))
        {
            _leaves[key] = leaf = NewLeaf(LeafKind.Constant, value);
        }

        return new Value(leaf);
    }

    public Value Of(Term term)
    {
        string key = "t" + Text(term.Id);
        if (!_leaves.TryGetValue(key, out Leaf leaf))
        {
            _leaves[key] = leaf = NewLeaf(LeafKind.Term, term: term);
        }

        return new Value(leaf);
    }

    public Value Of(TrackedObject tracked)
    {
        string key = "o" + Text(tracked.Id);
        if (!_leaves.TryGetValue(key, out Leaf leaf))
        {
            _leaves[key] = leaf = NewLeaf(LeafKind.Object, id: tracked.Id);
        }

        return new Value(leaf);
    }

    /// <summary>A truth value that is true under a condition.</summary>
    public Value Of(int condition) =>
        condition == Conditions.Always ? True
        : condition == Conditions.Never ? False
        : Choose(condition, True, False);

    /// <summary>The object that is made in one place.</summary>
    /// <param name="site">The place.</param>
    /// <param name="model">Its type; null for a list.</param>
    /// <param name="creation">The source that makes it.</param>
    /// <param name="isAgain">Whether it was made before.</param>
    public TrackedObject ObjectAt(object site, ApiModel? model, SyntaxNode creation, out bool isAgain)
    {
        isAgain = _sites.TryGetValue(site, out TrackedObject tracked);
        if (!isAgain)
        {
            Term term = NewTerm(model?.Type, []);
            term.IsSomething = true;
            _sites[site] = tracked = new TrackedObject(_objects.Count + 1, model, creation, term);
            _objects.Add(tracked);
        }

        return tracked;
    }

    /// <summary>A value that is like no other.</summary>
    public Term NewTerm(ITypeSymbol? type, int[] roots) => new(++_numbers, type, Union(roots, [NewRoot()]), [], ++Clock);

    /// <summary>The value that is computed in one way from others; the same each time.</summary>
    /// <param name="operation">How it is computed.</param>
    /// <param name="type">Its type.</param>
    /// <param name="parts">What it is computed from.</param>
    /// <param name="roots">What else it depends on.</param>
    /// <param name="birth">When the youngest of those came to be.</param>
    public Term Computed(string operation, ITypeSymbol? type, Term[] parts, int[] roots, int birth = 0)
    {
        string key = operation + "(" + string.Join(",", parts.Select(static part => Text(part.Id))) + ")";
        if (!_terms.TryGetValue(key, out Term term))
        {
            foreach (Term part in parts)
            {
                roots = Union(roots, part.Roots);
                birth = Math.Max(birth, part.Birth);
            }

            _terms[key] = term = new Term(++_numbers, type, roots, parts, birth) { IsSettled = parts.Any(static part => part.IsSettled) };
        }

        return term;
    }

    /// <summary>Takes note that the body changes what a value refers to, or a member.</summary>
    public void Touch(int number) => _touched.Add(number);

    public bool IsTouched(int number) => _touched.Contains(number);

    /// <summary>The value that a variable has when the body begins.</summary>
    public Term Initial(ISymbol variable, ITypeSymbol? type, int[] roots)
    {
        string key = "v" + Text(Number(variable));
        if (!_terms.TryGetValue(key, out Term term))
        {
            _terms[key] = term = new Term(++_numbers, type, roots, [], 0) { IsHardlyNull = variable is IParameterSymbol { Type.IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated } };
        }

        return term;
    }

    /// <summary>The value that a variable has when a function is called that uses it.</summary>
    public Term OfCaptured(ISymbol variable, ITypeSymbol? type)
    {
        Term initial = Initial(variable, type, [Root(variable)]);
        Term term = Computed("captured", type, [initial], [Captured]);
        term.IsHardlyNull = initial.IsHardlyNull;
        return term;
    }

    /// <summary>A question, the same each time that it is asked of the same value.</summary>
    public int Ask(QuestionKind kind, Term term, object? constant = null)
    {
        string key = kind + ":" + Text(term.Id) + ":" + constant?.GetType().Name + ":" + Convert.ToString(constant, CultureInfo.InvariantCulture);
        if (!_questionsByKey.TryGetValue(key, out Question question))
        {
            _questionsByKey[key] = question = Add(kind, term, constant, term.Roots, term.Birth);
            question.Doubtful = kind == QuestionKind.IsNull && term.IsHardlyNull ? true : kind == QuestionKind.IsTrue && term.IsNext ? false : null;
        }

        return Conditions.Of(question.Number);
    }

    /// <summary>A question that is asked once.</summary>
    public Question NewQuestion(QuestionKind kind, int[] roots) => Add(kind, null, null, roots, ++Clock);

    public Place PlaceOf(string key, PlaceKind kind, int tracked)
    {
        if (!_placesByKey.TryGetValue(key, out Place place))
        {
            _placesByKey[key] = place = new Place(_places.Count, kind, tracked);
            _places.Add(place);
        }

        return place;
    }

    public Place Variable(ISymbol symbol) => PlaceOf("v" + Text(Number(symbol)), PlaceKind.Variable, 0);

    public Place Presence(int tracked) => PlaceOf("p" + Text(tracked), PlaceKind.Presence, tracked);

    public Place Member(int tracked, string name) => PlaceOf("m" + Text(tracked) + "." + name, PlaceKind.Member, tracked);

    public Place Element(int list, int element) => PlaceOf("e" + Text(list) + "." + Text(element), PlaceKind.Element, list);

    /// <summary>One value under a condition, and another one otherwise.</summary>
    public Value Choose(int condition, Value yes, Value no)
    {
        if (condition == Conditions.Always || yes.Equals(no))
        {
            return yes;
        }

        if (condition == Conditions.Never)
        {
            return no;
        }

        int otherwise = Conditions.Not(condition);
        SortedDictionary<int, (Leaf Leaf, int When)> cases = [];
        foreach ((Leaf leaf, int when) in yes.Cases)
        {
            cases[leaf.Order] = (leaf, Conditions.And(condition, when));
        }

        foreach ((Leaf leaf, int when) in no.Cases)
        {
            int mine = Conditions.And(otherwise, when);
            cases[leaf.Order] = (leaf, cases.TryGetValue(leaf.Order, out (Leaf Leaf, int When) known) ? Conditions.Or(known.When, mine) : mine);
        }

        return FromCases(cases.Values);
    }

    /// <summary>A value of the cases that can be; they exclude each other.</summary>
    public Value FromCases(IEnumerable<(Leaf Leaf, int When)> all)
    {
        List<(Leaf Leaf, int When)> cases = [.. all.Where(static one => one.When != Conditions.Never)];
        if (cases.Count == 1)
        {
            return new Value(cases[0].Leaf);
        }

        Value value = new(cases);
        bool isCount = cases.TrueForAll(static one => one.Leaf.Constant is long || one.Leaf.Term is { IsBlurred: true } or { Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 });
        int most = !isCount || !cases.Exists(static one => one.Leaf.Term is not null) ? MostCases
            : cases.Exists(static one => one.Leaf.Term is { IsBlurred: true }) ? 1
            : MostCounts;
        if (cases.Count <= most)
        {
            return value;
        }

        Term unknown = Unknown(value, null);
        unknown.IsBlurred = isCount;
        return Of(unknown);
    }

    /// <summary>A value of which nothing is known but what it has to do with.</summary>
    public Term Unknown(Value value, ITypeSymbol? type)
    {
        Term term = NewTerm(type ?? value.Cases.Select(static one => one.Leaf.Term?.Type).FirstOrDefault(static known => known is not null), Roots(value));
        term.WasRefused = value.Cases.Any(static one => one.Leaf.Kind is LeafKind.Refused or LeafKind.PerhapsRefused || one.Leaf.Term is { WasRefused: true });
        term.MayBe = [.. value.Cases.SelectMany(static one => one.Leaf.Kind == LeafKind.Object ? [one.Leaf.Id] : one.Leaf.Term?.Objects() ?? []).Distinct()];
        return term;
    }

    /// <summary>What a value depends on.</summary>
    public int[] Roots(Value value)
    {
        int[] roots = [];
        foreach ((Leaf leaf, int when) in value.Cases)
        {
            roots = leaf.Term is { } term ? Union(roots, term.Roots) : leaf.Kind == LeafKind.Object ? Union(roots, Object(leaf.Id).Term.Roots) : roots;
            roots = value.Cases.Count > 1 ? Union(roots, Roots(when)) : roots;
        }

        return roots;
    }

    /// <summary>What a condition depends on.</summary>
    public int[] Roots(int condition)
    {
        int[] roots = [];
        foreach (int question in Conditions.Questions(condition))
        {
            roots = Union(roots, _questions[question].Roots);
        }

        return roots;
    }

    /// <summary>When the youngest of the things came to be that a value is made of.</summary>
    public int Birth(Value value)
    {
        int birth = 0;
        foreach ((Leaf leaf, int when) in value.Cases)
        {
            birth = Math.Max(birth, Math.Max(leaf.Term?.Birth ?? 0, value.Cases.Count > 1 ? Birth(when) : 0));
        }

        return birth;
    }

    /// <summary>When the youngest of the things came to be that a condition is about.</summary>
    public int Birth(int condition)
    {
        int birth = 0;
        foreach (int question in Conditions.Questions(condition))
        {
            birth = Math.Max(birth, _questions[question].Birth);
        }

        return birth;
    }

    public static int[] Union(int[] left, int[] right)
    {
        if (right.Length == 0 || ReferenceEquals(left, right))
        {
            return left;
        }

        if (left.Length == 0)
        {
            return right;
        }

        SortedSet<int> all = [.. left, .. right];
        return all.Count == left.Length ? left : all.Count <= MostRoots ? [.. all] : [Everything];
    }

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Leaf NewLeaf(LeafKind kind, object? constant = null, int id = 0, Term? term = null) => new(++_numbers, kind, constant, id, term);

    private Question Add(QuestionKind kind, Term? term, object? constant, int[] roots, int birth)
    {
        Question question = new(_questions.Count, kind, term, constant, roots, birth);
        _questions.Add(question);
        return question;
    }
}
