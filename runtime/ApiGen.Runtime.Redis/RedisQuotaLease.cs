using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>An entry in the log in Redis, together with the lease of this process's share when that counts too. Each may be absent.</summary>
internal sealed class RedisQuotaLease(RedisArrivalLog? log, RedisValue request, ThrottleLease share, Action ended) : RateLimitLease, IRequestObserver
{
    private TimeSpan _delayInLog;
    private bool _isSent;
    private bool _isSettled;

    public override bool IsAcquired => true;

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
        log?.Place(request, arrivalDelay);
    }

    public void OnCompleted(TimeSpan sinceSent, TimeSpan arrivalDelay)
    {
        share.MarkCompleted();

        // Each message costs Redis a script: a millisecond is not worth one.
        if (_isSent && (arrivalDelay - _delayInLog).Duration() > TimeSpan.FromMilliseconds(1))
        {
            log?.Place(request, arrivalDelay - sinceSent);
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
