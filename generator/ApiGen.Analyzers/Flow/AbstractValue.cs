namespace ApiGen.Analyzers.Flow;

/// <summary>What is known of a value at one point of one path.</summary>
/// <param name="Kind">The kind of knowledge.</param>
/// <param name="Id">The object, when it is one.</param>
internal readonly record struct AbstractValue(AbstractValueKind Kind, int Id = 0)
{
    public static readonly AbstractValue Unknown = new(AbstractValueKind.Unknown);

    public static readonly AbstractValue Null = new(AbstractValueKind.Null);

    public static AbstractValue Object(int id) => new(AbstractValueKind.Object, id);
}
