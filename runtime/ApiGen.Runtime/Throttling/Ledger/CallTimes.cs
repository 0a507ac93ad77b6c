namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>What is known of a call that has ended, in clock ticks.</summary>
/// <param name="RoundTrip">From the wire to the response.</param>
/// <param name="Lateness">How much later than it was sent it counts.</param>
internal readonly record struct CallTimes(long RoundTrip, long Lateness);
