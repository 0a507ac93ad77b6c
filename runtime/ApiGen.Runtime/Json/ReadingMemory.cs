using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>
/// Bounds the memory that the objects of a response take: a list of millions of empty texts or objects takes many times the size of its JSON. The size of
/// a body is bounded elsewhere. Holds for the thread that reads.
/// </summary>
internal static class ReadingMemory
{
    /// <summary>How many times the largest response the objects may take.</summary>
    internal const int Multiple = 4;

    // Whoever sets a small size means bodies, and a small list takes more than them.
    private const long Least = 16 << 20;

    [ThreadStatic]
    private static long _end;

    /// <summary>Bounds what is read until the scope is disposed.</summary>
    /// <param name="maxResponseBytes">The size of the largest response.</param>
    internal static Scope Bound(long maxResponseBytes)
    {
        Scope scope = new(_end);
        _end = GC.GetAllocatedBytesForCurrentThread() + Math.Max(Least, Math.Min(maxResponseBytes, long.MaxValue / (2 * Multiple)) * Multiple);
        return scope;
    }

    /// <summary>Throws when the bound is passed.</summary>
    /// <exception cref="JsonValueException">It is.</exception>
    internal static void Check(ref Utf8JsonReader reader)
    {
        if (_end != 0 && GC.GetAllocatedBytesForCurrentThread() > _end)
        {
            throw new JsonValueException(
                FormattableString.Invariant($"so many small values that they take more memory than {Multiple} times ApiClientOptions.MaxResponseBytes"), reader.TokenStartIndex);
        }
    }

    internal readonly ref struct Scope(long before)
    {
        public void Dispose() => _end = before;
    }
}
