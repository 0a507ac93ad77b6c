namespace ApiGen.Analyzers.Flow;

/// <summary>
/// What every place holds on one path: a persistent map by the number of the place (a Patricia trie). A branch shares all that
/// it does not change, and a join looks only at what the two sides do not share.
/// </summary>
internal sealed class Store
{
    private readonly int _key;
    private readonly Value? _value;
    private readonly uint _bit;
    private readonly Store? _zero;
    private readonly Store? _one;

    private Store(int key, Value value) => (_key, _value) = (key, value);

    /// <param name="prefix">The bits above <paramref name="bit"/> that all keys have in common.</param>
    /// <param name="bit">The highest bit in which keys differ.</param>
    /// <param name="zero">Those without the bit.</param>
    /// <param name="one">Those with it.</param>
    private Store(int prefix, uint bit, Store zero, Store one) => (_key, _bit, _zero, _one) = (prefix, bit, zero, one);

    private bool IsLeaf => _bit == 0;

    public static Value? Get(Store? store, int key)
    {
        while (store is { IsLeaf: false })
        {
            store = ((uint)key & store._bit) == 0 ? store._zero : store._one;
        }

        return store is not null && store._key == key ? store._value : null;
    }

    public static Store Set(Store? store, int key, Value value)
    {
        if (store is null)
        {
            return new Store(key, value);
        }

        if (store.IsLeaf)
        {
            return store._key == key ? new Store(key, value) : Join(new Store(key, value), store);
        }

        if (Prefix(key, store._bit) != store._key)
        {
            return Join(new Store(key, value), store);
        }

        return ((uint)key & store._bit) == 0
            ? new Store(store._key, store._bit, Set(store._zero, key, value), store._one!)
            : new Store(store._key, store._bit, store._zero!, Set(store._one, key, value));
    }

    public static Store? Remove(Store? store, int key)
    {
        if (store is null || Get(store, key) is null)
        {
            return store;
        }

        if (store.IsLeaf)
        {
            return null;
        }

        return ((uint)key & store._bit) == 0
            ? Branch(store._key, store._bit, Remove(store._zero, key), store._one)
            : Branch(store._key, store._bit, store._zero, Remove(store._one, key));
    }

    /// <summary>Puts two together.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="combine">Is asked about each place in which they differ; null where one holds nothing, or is to hold nothing.</param>
    public static Store? Merge(Store? left, Store? right, Func<int, Value?, Value?, Value?> combine)
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        if (left is null || right is null)
        {
            return Each(left ?? right!, left is null, combine);
        }

        if (left.IsLeaf && right.IsLeaf && left._key == right._key)
        {
            Value? combined = left._value!.Equals(right._value) ? left._value : combine(left._key, left._value, right._value);
            return ReferenceEquals(combined, left._value) ? left : Leaf(left._key, combined);
        }

        if (!left.IsLeaf && !right.IsLeaf && left._bit == right._bit && left._key == right._key)
        {
            Store? zero = Merge(left._zero, right._zero, combine);
            Store? one = Merge(left._one, right._one, combine);
            return ReferenceEquals(zero, left._zero) && ReferenceEquals(one, left._one) ? left : Branch(left._key, left._bit, zero, one);
        }

        if (!left.IsLeaf && left._bit > right._bit && Prefix(right._key, left._bit) == left._key)
        {
            return ((uint)right._key & left._bit) == 0
                ? Branch(left._key, left._bit, Merge(left._zero, right, combine), Each(left._one!, false, combine))
                : Branch(left._key, left._bit, Each(left._zero!, false, combine), Merge(left._one, right, combine));
        }

        if (!right.IsLeaf && right._bit > left._bit && Prefix(left._key, right._bit) == right._key)
        {
            return ((uint)left._key & right._bit) == 0
                ? Branch(right._key, right._bit, Merge(left, right._zero, combine), Each(right._one!, true, combine))
                : Branch(right._key, right._bit, Each(right._zero!, true, combine), Merge(left, right._one, combine));
        }

        Store? mine = Each(left, false, combine);
        Store? theirs = Each(right, true, combine);
        return mine is null ? theirs : theirs is null ? mine : Join(mine, theirs);
    }

    public static IEnumerable<KeyValuePair<int, Value>> Entries(Store? store)
    {
        Stack<Store> open = new();
        if (store is not null)
        {
            open.Push(store);
        }

        while (open.Count > 0)
        {
            Store next = open.Pop();
            if (next.IsLeaf)
            {
                yield return new KeyValuePair<int, Value>(next._key, next._value!);
            }
            else
            {
                open.Push(next._one!);
                open.Push(next._zero!);
            }
        }
    }

    private static Store? Each(Store store, bool isRight, Func<int, Value?, Value?, Value?> combine)
    {
        if (store.IsLeaf)
        {
            Value? combined = isRight ? combine(store._key, null, store._value) : combine(store._key, store._value, null);
            return ReferenceEquals(combined, store._value) ? store : Leaf(store._key, combined);
        }

        Store? zero = Each(store._zero!, isRight, combine);
        Store? one = Each(store._one!, isRight, combine);
        return ReferenceEquals(zero, store._zero) && ReferenceEquals(one, store._one) ? store : Branch(store._key, store._bit, zero, one);
    }

    private static Store? Leaf(int key, Value? value) => value is null ? null : new Store(key, value);

    private static Store? Branch(int prefix, uint bit, Store? zero, Store? one) =>
        zero is null ? one : one is null ? zero : new Store(prefix, bit, zero, one);

    private static Store Join(Store left, Store right)
    {
        uint differing = (uint)(left._key ^ right._key);
        uint bit = 1u << 31;
        while ((differing & bit) == 0)
        {
            bit >>= 1;
        }

        int prefix = Prefix(left._key, bit);
        return ((uint)left._key & bit) == 0 ? new Store(prefix, bit, left, right) : new Store(prefix, bit, right, left);
    }

    /// <summary>The bits of a key above <paramref name="bit"/>.</summary>
    private static int Prefix(int key, uint bit) => (int)((uint)key & ~(bit | (bit - 1)));
}
