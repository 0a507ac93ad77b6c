namespace ApiGen.Analyzers.Flow;

/// <summary>What a value is, case by case. The cases exclude each other, and one of them always holds.</summary>
internal sealed class Value : IEquatable<Value>
{
    private readonly (Leaf Leaf, int When)[] _cases;

    public Value(Leaf leaf) => _cases = [(leaf, Conditions.Always)];

    /// <param name="cases">The cases, in the order of their leaves.</param>
    public Value(List<(Leaf Leaf, int When)> cases) => _cases = cases.ToArray();

    public IReadOnlyList<(Leaf Leaf, int When)> Cases => _cases;

    /// <summary>The only case; null when there are several.</summary>
    public Leaf? Single => _cases.Length == 1 ? _cases[0].Leaf : null;

    public bool Equals(Value? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || _cases.Length != other._cases.Length)
        {
            return false;
        }

        for (int index = 0; index < _cases.Length; index++)
        {
            if (_cases[index].Leaf != other._cases[index].Leaf || _cases[index].When != other._cases[index].When)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Value);

    public override int GetHashCode() => _cases.Length == 0 ? 0 : _cases[0].Leaf.Order;
}
