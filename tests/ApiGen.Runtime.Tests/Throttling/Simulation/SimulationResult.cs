namespace ApiGen.Throttling.Simulation;

/// <summary>What came of a simulation. "Settled" leaves out the first hundred arrivals.</summary>
/// <param name="Calls">How many calls were accepted.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="RefusedAfterTenSeconds">How many of them were sent ten seconds after the start or later.</param>
/// <param name="PerSecond">Accepted calls per second, settled.</param>
/// <param name="Largest">The most arrivals of this client in any shortest window, settled.</param>
/// <param name="LargerWindows">How many windows, one beginning with each settled arrival, hold more than the limit.</param>
internal sealed record SimulationResult(int Calls, int Refused, int RefusedAfterTenSeconds, double PerSecond, int Largest, int LargerWindows)
{
    public double RefusedShare => (double)Refused / Calls;

    public double LargerWindowsShare => (double)LargerWindows / Calls;

    public override string ToString() => FormattableString.Invariant(
        $"{PerSecond:0.00}/s, {Refused} of {Calls} refused ({RefusedShare:0.000 %}), {RefusedAfterTenSeconds} of them after ten seconds, at most {Largest} in a window, {LargerWindows} windows too large");
}
