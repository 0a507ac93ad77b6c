using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>An entry in the log in Redis, together with the lease of this process's share when that counts too. Each may be absent.</summary>
internal sealed class RedisQuotaLease(RedisArrivalLog? log, RedisValue request, ThrottleLease share, TimeSpan? lateness, Action ended) : RateLimitLease, IRequestObserver, ILapsingLease
{
    // The name by which the throttle knows it.
    private const string Lateness = "apigen.timer_lateness";

    private TimeSpan _delayInLog;
    private int _presence;
    private bool _isSent;
    private bool _isSettled;

    public override bool IsAcquired => true;

    public bool IsLapsed => !_isSent && log is not null && !log.Holds(request);

    public override IEnumerable<string> MetadataNames => lateness is null ? [] : [Lateness];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == Lateness ? lateness : null;
        return metadata is not null;
    }

    public void OnSent(TimeSpan arrivalDelay, TimeSpan heldUpAfter)
    {
        _isSent = true;
        _delayInLog = arrivalDelay;
        share.MarkSent();
        _presence = log?.Place(request, arrivalDelay, heldUpAfter) ?? 0;
    }

    public void OnCompleted(TimeSpan sinceSent, TimeSpan arrivalDelay)
    {
        share.MarkCompleted();

        // Each message costs Redis a script: a millisecond is not worth one.
        bool wasHeldUp = log is not null && log.Settle(request, isResponse: true);
        if (_isSent && (wasHeldUp || (arrivalDelay - _delayInLog).Duration() > TimeSpan.FromMilliseconds(1)))
        {
            log?.PlaceAgain(request, arrivalDelay - sinceSent, _delayInLog - sinceSent, _presence);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!_isSettled)
        {
            _isSettled = true;
            share.MarkAbandoned();
            if (!_isSent)
            {
                log?.Remove(request);
            }
            else
            {
                log?.Settle(request, isResponse: false);
            }

            ended();
        }

        base.Dispose(disposing);
    }
}
