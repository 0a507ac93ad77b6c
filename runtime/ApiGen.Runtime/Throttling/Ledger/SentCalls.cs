namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>The calls of the last windows in the order in which they were sent, numbered on. Not thread-safe.</summary>
internal sealed class SentCalls
{
    private const int FirstCapacity = 4;

    private SentCall[] _calls = [];

    /// <summary>The number of the first call that is still known.</summary>
    public long First { get; private set; }

    /// <summary>The number that the next call gets.</summary>
    public long End { get; private set; }

    /// <summary>The call itself; valid until the next <see cref="Add"/>.</summary>
    public ref SentCall this[long number] => ref _calls[number & (_calls.Length - 1)];

    public bool Knows(long number) => number >= First && number < End;

    public long Add(in SentCall call)
    {
        if (End - First == _calls.Length)
        {
            Grow();
        }

        this[End] = call;
        return End++;
    }

    public void ForgetFirst() => First++;

    private void Grow()
    {
        // A power of two, so that a number's place is its last bits.
        var grown = new SentCall[Math.Max(FirstCapacity, _calls.Length * 2)];
        for (long number = First; number < End; number++)
        {
            grown[number & (grown.Length - 1)] = this[number];
        }

        _calls = grown;
    }
}
