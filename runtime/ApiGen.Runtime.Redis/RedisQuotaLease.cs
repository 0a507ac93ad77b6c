using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>An entry in the log in Redis, together with the lease of this process's share when that counts too. Each may be absent.</summary>
internal sealed class RedisQuotaLease(RedisArrivalLog? log, RedisValue request, ThrottleLease share, Action ended) : RateLimitLease, IRequestObserver, ILapsingLease
{
    private TimeSpan _delayInLog;
    private int _presence;
    private bool _isSent;
    private bool _isSettled;

    public override bool IsAcquired => true;

    public bool IsLapsed => !_isSent && log is not null && !log.Holds(request);

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }

    public void OnSent(TimeSpan arrivalDelay)
    {
        _isSent = true;
        _delayInLog = arrivalDelay;
        share.MarkSent();
        _presence = log?.Place(request, arrivalDelay) ?? 0;
    }

    public void OnCompleted(TimeSpan sinceSent, TimeSpan arrivalDelay)
    {
        share.MarkCompleted();

        // Each message costs Redis a script: a millisecond is not worth one.
        if (_isSent && (arrivalDelay - _delayInLog).Duration() > TimeSpan.FromMilliseconds(1))
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

            ended();
        }

        base.Dispose(disposing);
    }
}
