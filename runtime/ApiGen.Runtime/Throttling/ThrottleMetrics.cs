using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ApiGen.Runtime.Throttling;

/// <summary>What the throttle measures. Each instrument carries the service, the action and the access host; never the account.</summary>
internal sealed class ThrottleMetrics
{
    private static readonly Meter Meter = new("ApiGen.Runtime");
    private static readonly UpDownCounter<int> Waiting = Meter.CreateUpDownCounter<int>("apigen.throttle.waiting", "{call}", "Calls that wait for a permit in the documented limit.");
    private static readonly Histogram<double> WaitDuration = Meter.CreateHistogram<double>("apigen.throttle.wait.duration", "s", "How long a call waited for a permit in the documented limit.");
    private static readonly Counter<int> Rejections = Meter.CreateCounter<int>("apigen.throttle.rejections", "{call}", "Calls that the service refused as too frequent.");
    private static readonly Counter<int> Refusals = Meter.CreateCounter<int>("apigen.throttle.refusals", "{call}", "Calls that the throttle refused: the queue was full, or the mode is to fail fast.");

    private readonly TagList _tags;

    public ThrottleMetrics(ThrottleKey key) =>
        _tags = new TagList { { "apigen.service", key.Service }, { "apigen.action", key.Action }, { "server.address", key.AccessHost } };

    public void WaitBegan() => Waiting.Add(1, _tags);

    public void WaitEnded(TimeSpan waited)
    {
        Waiting.Add(-1, _tags);
        WaitDuration.Record(waited.TotalSeconds, _tags);
    }

    public void Rejected() => Rejections.Add(1, _tags);

    public void Refused() => Refusals.Add(1, _tags);
}
