namespace ApiGen.Runtime.Json;

/// <summary>How far the reading of one object has come: which name is expected next, and which names the object holds exactly. For generated code alone.</summary>
public struct JsonMembers
{
    // Objects with more members than this are read with the last of two names that differ by case.
    private const int Tracked = 256;

    private ulong _first;
    private ulong _second;
    private ulong _third;
    private ulong _fourth;

    /// <summary>The index of the name that comes next when members come in order.</summary>
    internal int Next { get; set; }

    /// <summary>Whether the rest of the object was searched for exact names.</summary>
    internal bool HasLookedAhead { get; set; }

    /// <summary>Whether the member that tells of a failure has a name that differs from <c>Error</c> by case.</summary>
    internal bool IsErrorNear { get; set; }

    /// <summary>Whether the rest of the object was searched and holds, as a whole, more than the ID of the request and what tells of a failure.</summary>
    internal bool HoldsMore { get; set; }

    internal void AddExact(int index)
    {
        if (index < 64)
        {
            _first |= 1UL << index;
        }
        else if (index < Tracked)
        {
            Word(ref this, index) |= 1UL << (index & 63);
        }
    }

    internal bool HoldsExact(int index) => index < Tracked && (Word(ref this, index) & (1UL << (index & 63))) != 0;

    private static ref ulong Word(ref JsonMembers members, int index)
    {
        switch (index >> 6)
        {
            case 0: return ref members._first;
            case 1: return ref members._second;
            case 2: return ref members._third;
            default: return ref members._fourth;
        }
    }
}
