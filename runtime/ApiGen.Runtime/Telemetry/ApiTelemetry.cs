using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ApiGen.Runtime.Telemetry;

/// <summary>
/// The sources of traces and measurements. Names follow OpenTelemetry's "Semantic conventions for RPC" as they became stable
/// (<c>rpc.system.name</c>, a full <c>rpc.method</c>); what those do not know begins with <c>apigen</c>.
/// </summary>
internal static class ApiTelemetry
{
    internal const string Name = "ApiGen.Runtime";
    internal const string SystemName = "tencentcloud";

    internal static readonly ActivitySource Source = new(Name);
    internal static readonly Meter Meter = new(Name);

    internal static readonly Histogram<double> CallDuration =
        Meter.CreateHistogram<double>("rpc.client.call.duration", "s", "How long calls took as a whole.");

    /// <summary>Measures how long a call took. What a listener of the application's throws changes nothing of how the call ended.</summary>
    internal static void Record(TimeSpan duration, in TagList tags)
    {
        try
        {
            CallDuration.Record(duration.TotalSeconds, tags);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A listener's.
        }
    }

    /// <summary>Counts one more, with as little regard to what a listener throws.</summary>
    internal static void Count<T>(Counter<T> counter, T one, in TagList tags)
        where T : struct
    {
        try
        {
            counter.Add(one, tags);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A listener's.
        }
    }

    /// <summary>What a call that succeeds at once has no use for, so that the first one of a process does not wait for it.</summary>
    internal static class Failures
    {
        internal static readonly Counter<long> Retries =
            Meter.CreateCounter<long>("apigen.client.retries", "{attempt}", "Attempts after the first one.");

        internal static readonly Counter<long> Errors =
            Meter.CreateCounter<long>("apigen.client.errors", "{call}", "Calls that failed, by error code or kind.");
    }
}
