namespace ApiGen.Runtime.Redis;

/// <summary>One window of a quota that several processes share, as the log in Redis has it. Times are from now on, in one unit of the caller's.</summary>
/// <param name="Limit">How many calls may be in it.</param>
/// <param name="Length">How long it is, margin included.</param>
/// <param name="Free">When its next places are free, in order: the limit of them, or as many as are asked about.</param>
internal readonly record struct SharedWindow(int Limit, long Length, long[] Free)
{
    /// <summary>When a call gets its permit that lets all go first who wait: each goes as soon as every window and the pace let it, and holds its place for a window.</summary>
    /// <param name="waiting">How many wait.</param>
    /// <param name="windows">The windows, with <paramref name="waiting"/> and one more free places, or the limit.</param>
    /// <param name="pace">How those who wait are spread.</param>
    /// <param name="late">How much later than it might each of them counts.</param>
    public static long TurnAfter(int waiting, SharedWindow[] windows, (int Calls, long Interval) pace, long late)
    {
        long[] turns = new long[waiting + 1];
        long at = 0;
        for (int turn = 0; turn <= waiting; turn++)
        {
            foreach (SharedWindow window in windows)
            {
                at = Math.Max(at, turn < window.Limit ? window.Free[turn] : turns[turn - window.Limit] + window.Length + late);
            }

            turns[turn] = at = turn < waiting && turn >= pace.Calls ? Math.Max(at, turns[turn - pace.Calls] + pace.Interval) : at;
        }

        return at;
    }
}
