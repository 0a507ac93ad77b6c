using System.Diagnostics;
using System.Diagnostics.Metrics;
using ApiGen.Runtime.Telemetry;

namespace ApiGen.Runtime.Throttling;

/// <summary>What the throttle measures. Each instrument carries the service, the action and the access host; never the account.</summary>
internal sealed class ThrottleMetrics
{
    private static readonly Meter Meter = new("ApiGen.Runtime");
    private static readonly UpDownCounter<long> Waiting = Meter.CreateUpDownCounter<long>("apigen.throttle.waiting", "{call}", "Calls that wait for a permit in the documented limit.");
    private static readonly Histogram<double> WaitDuration = Meter.CreateHistogram<double>("apigen.throttle.wait.duration", "s", "How long a call waited for a permit in the documented limit.");
    private static readonly Counter<long> Rejections = Meter.CreateCounter<long>("apigen.throttle.rejections", "{call}", "Calls that the service refused as too frequent.");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("apigen.throttle.refusals", "{call}", "Calls that the throttle refused: the queue was full, or the mode is to fail fast.");

    private readonly TagList _tags;
    private readonly bool _areCalls;

    /// <param name="key">Whose tags they carry.</param>
    /// <param name="areCalls">Whether what is counted are calls, and not what goes on inside of a limiter for them.</param>
    public ThrottleMetrics(ThrottleKey key, bool areCalls)
    {
        _areCalls = areCalls;
        _tags = Tags(key.Service, key.Action, key.AccessHost);
    }

    /// <summary>The service refused a call for which no throttle counts.</summary>
    public static void Rejected(string service, string action, string accessHost) => ApiTelemetry.Count(Rejections, 1, Tags(service, action, accessHost));

    public void WaitBegan() => Tell(static (metrics, _) => Waiting.Add(1, metrics._tags));

    public void WaitEnded(TimeSpan waited) => Tell(
        static (metrics, waited) =>
        {
            Waiting.Add(-1, metrics._tags);
            WaitDuration.Record(waited.TotalSeconds, metrics._tags);
        },
        waited);

    public void Rejected() => Tell(static (metrics, _) => Rejections.Add(1, metrics._tags));

    public void Refused() => Tell(static (metrics, _) => Refusals.Add(1, metrics._tags));

    private void Tell(Action<ThrottleMetrics, TimeSpan> what, TimeSpan waited = default)
    {
        if (!_areCalls)
        {
            return;
        }

        try
        {
            what(this, waited);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A listener's. A wait ends on the thread pool, where it would end the process, and a permit that is given must reach its call.
        }
    }

    private static TagList Tags(string service, string action, string accessHost) =>
        new() { { "apigen.service", service }, { "apigen.action", action }, { "server.address", accessHost } };
}
