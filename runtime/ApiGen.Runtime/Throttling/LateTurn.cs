namespace ApiGen.Runtime.Throttling;

/// <summary>What a caller is told whose turn comes later than it may wait.</summary>
internal static class LateTurn
{
    /// <summary>Why it is not let wait, or not any longer, as the end of a sentence.</summary>
    /// <param name="turn">When its turn is expected.</param>
    /// <param name="isOver">Whether it has waited for as long as it may.</param>
    public static string Reason(TimeSpan turn, bool isOver) => isOver
        ? FormattableString.Invariant($"its turn has not come for as long as ThrottleOptions.MaxQueueWait lets it wait, and is expected in {WholeMilliseconds(turn).TotalSeconds:0.0##} s")
        : FormattableString.Invariant($"its turn is expected in {WholeMilliseconds(turn).TotalSeconds:0.0##} s, which is later than ThrottleOptions.MaxQueueWait lets it wait");

    /// <summary>Timers count whole milliseconds, and who waits for less than one asks again at once.</summary>
    public static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(time.TotalMilliseconds)));
}
