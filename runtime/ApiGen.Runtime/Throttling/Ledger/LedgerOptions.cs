namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>What a ledger is made with.</summary>
/// <param name="Limits">The documented limits; empty when none is known.</param>
/// <param name="AreEnforced">Whether the ledger keeps to the limits; otherwise somebody else does, and it only learns from refusals.</param>
/// <param name="SafetyMargin">See <see cref="ThrottleOptions.SafetyMargin"/>.</param>
/// <param name="MaxArrivalDelay">See <see cref="ThrottleOptions.MaxArrivalDelay"/>.</param>
/// <param name="MaxPause">See <see cref="ThrottleOptions.MaxPause"/>.</param>
/// <param name="TicksPerSecond">The unit of all times.</param>
internal sealed record LedgerOptions(
    IReadOnlyList<ApiRateLimit> Limits, bool AreEnforced, TimeSpan SafetyMargin, TimeSpan MaxArrivalDelay, TimeSpan MaxPause, long TicksPerSecond);
