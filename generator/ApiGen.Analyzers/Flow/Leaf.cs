namespace ApiGen.Analyzers.Flow;

/// <summary>What a value is in one case.</summary>
internal sealed class Leaf
{
    public Leaf(int order, LeafKind kind, object? constant = null, int id = 0, Term? term = null) =>
        (Order, Kind, Constant, Id, Term) = (order, kind, constant, id, term);

    /// <summary>A number of its own, by which the leaves of a value are in order.</summary>
    public int Order { get; }

    public LeafKind Kind { get; }

    /// <summary>The constant, when it is one: a <see cref="long"/> for every whole number.</summary>
    public object? Constant { get; }

    /// <summary>The object's number, when it is one.</summary>
    public int Id { get; }

    /// <summary>The term, when no more is known.</summary>
    public Term? Term { get; }

    /// <summary>Whether it is one of few values, so that a loop's later passes may well leave it as the first one did.</summary>
    public bool IsPlain => IsNull || Kind == LeafKind.Object || Constant is bool;

    public bool IsNull => Kind is LeafKind.Null or LeafKind.ImpliedNull or LeafKind.Refused or LeafKind.PerhapsRefused;
}
