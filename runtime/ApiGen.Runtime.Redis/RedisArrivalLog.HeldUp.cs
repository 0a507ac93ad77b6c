using ApiGen.Runtime.Throttling;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <content>
/// Requests that were sent and have no response for longer than is usual. They may reach the service at any time, so they hold their places on, step by step: as
/// long as a lost packet takes to be sent again, and longer while nothing that was sent later has been responded to, for then it is the whole path that stands still.
/// </content>
internal sealed partial class RedisArrivalLog
{
    // A lost packet is sent again after 200 to 300 ms (RFC 6298 has the formula, systems the lower bound).
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private readonly WakeTimer _heldUpTimer;
    private readonly Dictionary<RedisValue, UnderWay> _underWay = [];
    private long _lastRespondedSentAt = long.MinValue;

    /// <summary>The request is under way no more.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isResponse">Whether a response came.</param>
    /// <returns>Whether it was held up.</returns>
    public bool Settle(RedisValue request, bool isResponse)
    {
        lock (_lock)
        {
            if (!_underWay.Remove(request, out UnderWay call))
            {
                return false;
            }

            _lastRespondedSentAt = isResponse ? Math.Max(_lastRespondedSentAt, call.SentAt) : _lastRespondedSentAt;
            if (_underWay.Count == 0)
            {
                _heldUpTimer.Disarm();
            }

            return call.IsHeldUp;
        }
    }

    /// <summary>Under the lock.</summary>
    private void Watch(RedisValue request, TimeSpan heldUpAfter)
    {
        if (heldUpAfter != Timeout.InfiniteTimeSpan)
        {
            long now = _time.GetTimestamp();
            long heldUpAt = At(heldUpAfter);
            _underWay[request] = new UnderWay(now, heldUpAt, IsHeldUp: false);
            _heldUpTimer.Arm(now, heldUpAt);
        }
    }

    private void OnHeldUpTimer()
    {
        lock (_lock)
        {
            _heldUpTimer.Fired();
        }

        TellHeldUp();
    }

    private void TellHeldUp()
    {
        lock (_lock)
        {
            if (_underWay.Count == 0)
            {
                return;
            }

            long now = _time.GetTimestamp();
            KeyValuePair<RedisValue, UnderWay>[] late = [.. _underWay.Where(each => now >= each.Value.LooksAt)];
            List<Placement> placements = [];
            foreach ((RedisValue request, UnderWay call) in late)
            {
                if (_time.GetElapsedTime(call.SentAt, now) < Longest && (!call.IsHeldUp || call.SentAt >= _lastRespondedSentAt))
                {
                    // Told again before that time has come.
                    placements.Add(new Placement(request, At(Step), MustBeThere: false));
                    _underWay[request] = call with { LooksAt = At(Step / 2), IsHeldUp = true };
                }
                else
                {
                    _underWay[request] = call with { LooksAt = long.MaxValue };
                }
            }

            _heldUpTimer.Arm(now, _underWay.Values.Min(call => call.LooksAt));
            if (placements.Count > 0)
            {
                Tell([.. placements]);
            }
        }
    }

    /// <summary>A request without a response.</summary>
    /// <param name="SentAt">When it was sent.</param>
    /// <param name="LooksAt">When to look at it next.</param>
    /// <param name="IsHeldUp">Whether it holds its place on.</param>
    private readonly record struct UnderWay(long SentAt, long LooksAt, bool IsHeldUp);
}
