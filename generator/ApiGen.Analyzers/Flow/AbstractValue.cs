namespace ApiGen.Analyzers.Flow;

/// <summary>
/// What is known of a value at one point of one path. A class, because the collections of classes are compiled ahead of time
/// and those of other structs are not: a compiler that has just started would spend longer on them than on the analysis.
/// </summary>
internal sealed class AbstractValue : IEquatable<AbstractValue>
{
    public static readonly AbstractValue Unknown = new(AbstractValueKind.Unknown, 0);

    public static readonly AbstractValue Null = new(AbstractValueKind.Null, 0);

    public static readonly AbstractValue Refused = new(AbstractValueKind.Refused, 0);

    private AbstractValue(AbstractValueKind kind, int id) => (Kind, Id) = (kind, id);

    /// <summary>The kind of knowledge.</summary>
    public AbstractValueKind Kind { get; }

    /// <summary>The object, when it is one.</summary>
    public int Id { get; }

    public static bool operator ==(AbstractValue left, AbstractValue right) => left.Equals(right);

    public static bool operator !=(AbstractValue left, AbstractValue right) => !left.Equals(right);

    public static AbstractValue Object(int id) => new(AbstractValueKind.Object, id);

    public bool Equals(AbstractValue other) => Kind == other.Kind && Id == other.Id;

    public override bool Equals(object? obj) => obj is AbstractValue other && Equals(other);

    public override int GetHashCode() => Id;
}
