using System.Collections;

namespace ApiGen.Specs.Model;

/// <summary>
/// An immutable list that compares by its elements, so that a model built of records compares by value as a whole.
/// An incremental generator relies on this to see that nothing changed.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly T[]? _items;

    /// <summary>Wraps a copy of the given items.</summary>
    public EquatableArray(IEnumerable<T> items) => _items = [.. items];

    private EquatableArray(T[] items) => _items = items;

    /// <summary>The list without elements.</summary>
    public static EquatableArray<T> Empty { get; } = new([]);

    /// <inheritdoc />
    public int Count => _items?.Length ?? 0;

    /// <summary>Whether the list has no elements.</summary>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc />
    public T this[int index] => (_items ?? throw new ArgumentOutOfRangeException(nameof(index)))[index];

    /// <summary>Whether an element meets a condition. LINQ's own would make an enumerator for each of a model's many short lists.</summary>
    public bool Any(Func<T, bool> condition)
    {
        for (int i = 0; i < Count; i++)
        {
            if (condition(this[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public bool Equals(EquatableArray<T> other)
    {
        if (ReferenceEquals(_items, other._items))
        {
            return true;
        }

        if (Count != other.Count)
        {
            return false;
        }

        for (int i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(this[i], other[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        int hash = Count;
        foreach (T item in this)
        {
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        }

        return hash;
    }

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Compares two lists by their elements.</summary>
    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    /// <summary>Compares two lists by their elements.</summary>
    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);
}

/// <summary>Creates <see cref="EquatableArray{T}"/> values from sequences.</summary>
public static class EquatableArrayExtensions
{
    /// <summary>Copies the sequence into a list that compares by value.</summary>
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new(items);
}
