namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>
/// How much of a round trip's excess over the shortest counts as lateness of the request on its way to the server. Not thread-safe; times are clock ticks.
/// </summary>
/// <remarks>
/// The excess may be lateness, which must count, or work of the server, which must not cost throughput; no response tells which. So it is learnt: the margin
/// starts wide and sinks fast for a few windows or until a refusal shows that it was needed; from then on it sinks slowly, and only by as much as it costs.
/// </remarks>
internal sealed class ArrivalMargin
{
    private const int FirstWindows = 4;
    private const double LeftAfterFirstWindows = 0.04;

    // A margin that is probed all the time costs one refusal in several thousand calls.
    private const double CallsToHalve = 12_000;

    // A second refusal within so many calls shows that the first one told too little.
    private const int CallsOfOneLesson = 500;
    private const int SecondRaiseFactor = 3;

    private readonly long _least;
    private readonly long _most;
    private readonly double _firstSinking;
    private double _margin;
    private int _firstCallsLeft;
    private bool _isShown;
    private int _callsSinceRaise = CallsOfOneLesson;

    /// <param name="least">The margin at the least.</param>
    /// <param name="most">The margin at the most, and to begin with.</param>
    /// <param name="limit">How many calls a window holds.</param>
    public ArrivalMargin(long least, long most, int limit)
    {
        _least = Math.Min(least, most);
        _most = most;
        _margin = most;
        _firstCallsLeft = (int)Math.Min(int.MaxValue, (long)FirstWindows * limit);
        _firstSinking = Math.Pow(LeftAfterFirstWindows, 1.0 / _firstCallsLeft);
    }

    public long Value => (long)_margin;

    /// <summary>The lateness that refusals have shown; 0 before the first one.</summary>
    public long Shown => _isShown ? (long)_margin : 0;

    /// <summary>Sinks a little after a call that might have gone earlier with a smaller margin.</summary>
    /// <param name="counted">The part of the excess that counted.</param>
    /// <param name="cheap">What would count with the least margin too.</param>
    public void Sink(long counted, long cheap)
    {
        if (_firstCallsLeft > 0)
        {
            _firstCallsLeft--;
            _margin *= _firstSinking;
        }
        else if (_margin > cheap)
        {
            // On average half of the margin counts when lateness is spread evenly.
            _margin -= counted * (2 * Math.Log(2) / CallsToHalve);
        }

        _margin = Math.Max(_least, _margin);
        _callsSinceRaise = Math.Min(_callsSinceRaise + 1, CallsOfOneLesson);
    }

    /// <summary>Rises after a refusal.</summary>
    /// <param name="needed">The margin that would have prevented it.</param>
    /// <returns>Whether it is wider now.</returns>
    public bool Raise(long needed)
    {
        double before = _margin;
        _margin = Math.Min(_most, Math.Max(_callsSinceRaise < CallsOfOneLesson ? _margin * SecondRaiseFactor : _margin, needed));
        _firstCallsLeft = 0;
        _isShown = true;
        _callsSinceRaise = 0;
        return _margin > before;
    }
}
