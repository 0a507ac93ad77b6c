namespace ApiGen.Runtime.Throttling;

/// <summary>What a caller is told whose turn comes later than it may wait.</summary>
internal static class LateTurn
{
    /// <summary>When that was found.</summary>
    internal enum Found
    {
        /// <summary>When it came.</summary>
        AtOnce,

        /// <summary>While it waited: its turn was put off.</summary>
        Meanwhile,

        /// <summary>When it had waited for as long as it may.</summary>
        AtTheEnd,
    }

    /// <summary>Why it is not let wait, or not any longer, as the end of a sentence.</summary>
    /// <param name="turn">When its turn is expected.</param>
    /// <param name="found">When that was found.</param>
    public static string Reason(TimeSpan turn, Found found)
    {
        string expected = FormattableString.Invariant($"is expected in {WholeMilliseconds(turn).TotalSeconds:0.0##} s");
        return found switch
        {
            Found.AtOnce => $"its turn {expected}, which is later than ThrottleOptions.MaxQueueWait lets it wait",
            Found.Meanwhile => $"its turn was put off while it waited, and {expected}, which is later than what is left of ThrottleOptions.MaxQueueWait",
            _ => $"its turn has not come for as long as ThrottleOptions.MaxQueueWait lets it wait, and {expected}",
        };
    }

    /// <summary>Timers count whole milliseconds, and who waits for less than one asks again at once.</summary>
    public static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(time.TotalMilliseconds)));
}
