namespace ApiGen.Runtime.Redis;

/// <summary>The outcome of trying to enter requests.</summary>
/// <param name="Entered">How many of them are entered, from the first on.</param>
/// <param name="PermitAt">For each of the requests, entered or not, when its permit comes, in clock ticks; <see cref="Unknown"/> when that is for another request to be sent.</param>
/// <param name="RoundTrip">How long it took to ask, in clock ticks.</param>
/// <param name="ExpectedAt">When the permit of the first that is not entered is to be expected, in clock ticks: those that hold places are mostly sent at once.</param>
/// <param name="SomebodyWaits">Whether calls wait in a process.</param>
internal readonly record struct EntryResult(int Entered, long[] PermitAt, long RoundTrip, long ExpectedAt = EntryResult.Unknown, bool SomebodyWaits = false)
{
    /// <summary>Somebody holds a place and has not sent yet; nobody can tell when.</summary>
    public const long Unknown = long.MaxValue;
}
