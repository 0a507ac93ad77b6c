namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>What is known of a call that has ended, in clock ticks.</summary>
/// <param name="RoundTrip">From when it began to go to the wire to the response.</param>
/// <param name="Lateness">How much later than it began to go it counts.</param>
internal readonly record struct CallTimes(long RoundTrip, long Lateness);
