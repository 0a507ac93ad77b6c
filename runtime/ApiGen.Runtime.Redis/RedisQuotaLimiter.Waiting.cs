using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <content>
/// Those who wait. Whatever happens, <see cref="Advance"/> looks who may go now and what to wait for: a caller who comes or leaves, a response of Redis, its loss
/// or return, the end of a call, the timer.
/// </content>
internal sealed partial class RedisQuotaLimiter
{
    // Somebody holds a place and has not sent yet; nobody can tell when.
    private static readonly TimeSpan UnknownWait = TimeSpan.FromMilliseconds(5);

    private readonly LinkedList<WaitingCall> _queue = new();
    private readonly WakeTimer _timer;
    private CancellationTokenRegistration _presenceChange;
    private bool _isWatching;
    private bool _isAsking;
    private int _withDeadline;

    // How late the timer came, until a lease has told it: that shows how busy the machine is.
    private TimeSpan? _lateness;
    private long _nextDeadline = long.MaxValue;
    private long _shareNextAt = long.MinValue;

    public ValueTask<RateLimitLease> AcquireAsync(TimeSpan longest, int queueLimit, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RateLimitLease>(cancellationToken);
        }

        long now = _time.GetTimestamp();
        Volatile.Write(ref _lastUsedAt, now);
        WaitingCall call;
        LinkedListNode<WaitingCall> place;
        lock (_lock)
        {
            if (_presence.IsDisposed)
            {
                return ValueTask.FromException<RateLimitLease>(DisposedException());
            }

            // Until Redis has told that it has no permits, there may be some for as many more.
            int ahead = _queue.Count;
            if (ahead >= (_schedule.IsFull ? queueLimit : (long)queueLimit + _leastLimit) + _schedule.Count)
            {
                return new(RefusedLease.QueueIsFull(_presence.IsThere, queueLimit, PlaceAfter(Math.Max(0, ahead - queueLimit))));
            }

            TimeSpan turn = TurnAfter(ahead);
            if (longest != Timeout.InfiniteTimeSpan && turn > longest)
            {
                return new(RefusedLease.TooLate(_presence.IsThere, turn));
            }

            call = new WaitingCall(longest == Timeout.InfiniteTimeSpan ? long.MaxValue : After(longest), queueLimit);
            place = _queue.AddLast(call);
            _withDeadline += call.DeadlineAt == long.MaxValue ? 0 : 1;
            _nextDeadline = Math.Min(_nextDeadline, call.DeadlineAt);
            Watch();
            Advance();
        }

        if (cancellationToken.CanBeCanceled && !call.Task.IsCompleted)
        {
            // Outside of the lock: the callback may come at once.
            CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => Cancel(place, cancellationToken), null);
            lock (_lock)
            {
                call.Cancellation = registration;
                if (place.List is null)
                {
                    registration.Unregister();
                }
            }
        }

        return new(call.Task);
    }

    private long After(TimeSpan time) => _time.GetTimestamp() + (long)Math.Ceiling(time.TotalSeconds * _time.TimestampFrequency);

    private void Cancel(LinkedListNode<WaitingCall> place, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (place.List is not null)
            {
                Leave(place).TrySetCanceled(cancellationToken);
                Advance();
            }
        }
    }

    private WaitingCall Leave(LinkedListNode<WaitingCall> place)
    {
        WaitingCall call = place.Value;
        _queue.Remove(place);
        _withDeadline -= call.DeadlineAt == long.MaxValue ? 0 : 1;
        call.Cancellation.Unregister();
        return call;
    }

    /// <summary>Follows the loss and the return of Redis while somebody waits.</summary>
    private void Watch()
    {
        if (!_isWatching)
        {
            _isWatching = true;
            _presenceChange = _presence.Changed.UnsafeRegister(static state => ThreadPool.UnsafeQueueUserWorkItem(static limiter => limiter.OnPresenceChanged(), (RedisQuotaLimiter)state!, preferLocal: false), this);
        }
    }

    private void OnPresenceChanged()
    {
        lock (_lock)
        {
            if (!_isWatching)
            {
                return;
            }

            _isWatching = false;
            _schedule.Forget();
            if (!_presence.IsDisposed)
            {
                Watch();
                RefuseHopeless();
            }

            Advance();
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            long dueAt = _timer.Fired();
            long now = _time.GetTimestamp();
            _lateness = dueAt <= now ? _time.GetElapsedTime(dueAt, now) : null;
            Advance();
        }
    }

    /// <summary>Lets everybody go who may, and arranges to be called again when the next one may. Under the lock.</summary>
    private void Advance()
    {
        while (_queue.First is { } first)
        {
            if (_presence.IsDisposed)
            {
                Leave(first).TrySetException(DisposedException());
                continue;
            }

            long now = _time.GetTimestamp();
            if (now >= _nextDeadline)
            {
                RefuseHopeless();
                continue;
            }

            if (!TryTakeNext(now, out RedisValue request, out ThrottleLease share, out long nextAt))
            {
                _timer.Arm(now, Math.Min(nextAt, _nextDeadline));
                return;
            }

            Leave(first).TrySetResult(NewLease(request, share, _lateness));
            _lateness = null;
        }

        // Nobody waits any more.
        GiveBackPermits();
        if (!_isAsking)
        {
            _log.NobodyWaits();
        }

        _schedule.IsFull = false;
        _nextDeadline = long.MaxValue;
        _timer.Disarm();
        _isWatching = false;
        _presenceChange.Unregister();
    }

    /// <summary>Takes what the next call needs.</summary>
    /// <param name="now">The time.</param>
    /// <param name="request">Its name in the log; none while Redis is lost.</param>
    /// <param name="share">The lease of the share, where that counts.</param>
    /// <param name="nextAt">When to look again, if something is missing; <see cref="long.MaxValue"/> when that is for Redis to respond.</param>
    private bool TryTakeNext(long now, out RedisValue request, out ThrottleLease share, out long nextAt)
    {
        request = RedisValue.Null;
        share = default;
        bool isThere = _presence.IsThere;
        if (!isThere)
        {
            GiveBackPermits();
        }

        if (IsShareCounted(isThere) && !TryTakeShare(isThere, out share, out TimeSpan shareAfter))
        {
            BecomeFull();
            nextAt = After(shareAfter);
            return false;
        }

        if (!isThere)
        {
            nextAt = now;
            if (!_schedule.IsFull || _schedule.TryTakeTurn(now, out nextAt))
            {
                return true;
            }

            share.MarkAbandoned();
            return false;
        }

        long askAt = Ask(now);
        while (_schedule.TryTake(now, out Permit permit, out nextAt))
        {
            if (_log.Holds(permit.Request))
            {
                request = permit.Request;
                return true;
            }
        }

        nextAt = Math.Min(nextAt, askAt);
        share.MarkAbandoned();
        return false;
    }

    /// <summary>Asks Redis, if there is something to ask for and no question is under way.</summary>
    /// <returns>When to ask.</returns>
    private long Ask(long now)
    {
        if (_isAsking)
        {
            return long.MaxValue;
        }

        int count = _schedule.ToAskFor(now, _queue.Count, out long askAt);
        if (count > 0)
        {
            _isAsking = true;
            _ = AskAsync(count, _schedule.Ahead, _queue.Count - _schedule.Count);
            return long.MaxValue;
        }

        return askAt;
    }

    private async Task AskAsync(int count, TimeSpan ahead, int waiting)
    {
        // Not under the lock of whoever needs permits.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        RedisValue[] requests = [.. Enumerable.Range(0, count).Select(_ => _log.NewRequest())];
        EntryResult? result = await TryEnterAsync(requests, ahead, waiting).ConfigureAwait(false);
        lock (_lock)
        {
            _isAsking = false;
            if (result is { } response)
            {
                bool wasFull = _schedule.IsFull;
                _schedule.Add(requests, response, _time.GetTimestamp());
                if (_schedule.IsFull && !wasFull)
                {
                    RefuseSurplus();
                }
            }

            Advance();
        }
    }

    /// <summary>In the turn of nobody: those who waited have left, or Redis is lost.</summary>
    private void GiveBackPermits()
    {
        while (_schedule.TryGiveBack(out Permit permit))
        {
            _log.Remove(permit.Request);
        }
    }

    private void BecomeFull()
    {
        if (!_schedule.IsFull)
        {
            _schedule.IsFull = true;
            RefuseSurplus();
        }
    }

    /// <summary>It is known now that there are no permits for more than those who may wait.</summary>
    private void RefuseSurplus()
    {
        int ahead = 0;
        for (LinkedListNode<WaitingCall>? place = _queue.First, next; place is not null; place = next)
        {
            next = place.Next;
            if (ahead >= (long)place.Value.QueueLimit + _schedule.Count)
            {
                Leave(place).TrySetResult(RefusedLease.QueueIsFull(_presence.IsThere, place.Value.QueueLimit, PlaceAfter(Math.Max(0, ahead - place.Value.QueueLimit))));
            }
            else
            {
                ahead++;
            }
        }

        RefuseHopeless();
    }

    /// <summary>Refuses those who waited for as long as they may, and those whose turn is expected too late: nobody waits for nothing.</summary>
    private void RefuseHopeless()
    {
        _nextDeadline = long.MaxValue;
        long now = _time.GetTimestamp();
        int ahead = 0;
        for (LinkedListNode<WaitingCall>? place = _queue.First, next; place is not null && _withDeadline > 0; place = next)
        {
            next = place.Next;
            long deadlineAt = place.Value.DeadlineAt;
            if (deadlineAt != long.MaxValue && TurnAfter(ahead) is var turn && (deadlineAt <= now || turn > _time.GetElapsedTime(now, deadlineAt)))
            {
                Leave(place).TrySetResult(deadlineAt <= now ? RefusedLease.WaitIsOver(_presence.IsThere, turn) : RefusedLease.PutOff(_presence.IsThere, turn));
            }
            else
            {
                _nextDeadline = Math.Min(_nextDeadline, deadlineAt);
                ahead++;
            }
        }
    }

    /// <summary>How long a call is expected to wait with so many before it, if other processes ask for nothing.</summary>
    private TimeSpan TurnAfter(int ahead)
    {
        long now = _time.GetTimestamp();
        bool isThere = _presence.IsThere;
        long turnAt = isThere ? _schedule.TurnAt(now, ahead) : Math.Max(now, After(_presence.LeftSinceLost(_pauseAfterLoss)));
        if (IsShareCounted(isThere))
        {
            long shareAt = Math.Max(turnAt, _shareNextAt) + _schedule.Rounds(_shareLimits, ahead);
            turnAt = isThere ? Math.Max(turnAt, Math.Min(shareAt, After(ShareKeptFor))) : shareAt;
        }

        return _time.GetElapsedTime(now, turnAt);
    }

    /// <summary>After how long so many of those who wait, and one more, are expected to have gone.</summary>
    private TimeSpan PlaceAfter(int ahead)
    {
        long now = _time.GetTimestamp();
        TimeSpan place = _time.GetElapsedTime(now, _schedule.PlaceAt(now, ahead));
        TimeSpan turn = TurnAfter(ahead);
        return _presence.IsThere && place > turn ? place : turn;
    }

    /// <summary>After how long whoever joins no queue finds a permit, behind those who wait.</summary>
    /// <param name="isThere">Whether Redis is there.</param>
    /// <param name="permitAt">When Redis expects one; null when it was not asked or did not respond.</param>
    private TimeSpan ReturnAfter(bool isThere, long? permitAt)
    {
        long now = _time.GetTimestamp();
        int waiting = _queue.Count;
        TimeSpan turn = permitAt is { } at ? _time.GetElapsedTime(now, _schedule.ReturnAt(now, waiting, at)) : TurnAfter(waiting);
        if (IsShareCounted(isThere))
        {
            // Those who wait take what the share has one after the other, for a window at the most.
            long rounds = waiting == 0 ? 0 : _shareLimits.Max(limit => _schedule.Rounds([limit], waiting + limit.Limit - 1));
            TimeSpan share = Later(turn, _time.GetElapsedTime(now, Math.Max(Math.Max(now, _shareNextAt) + rounds, _schedule.SpreadTurn(waiting))));
            turn = isThere && ShareKeptFor is var kept && kept < share ? Later(turn, kept) : share;
        }

        return turn;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private bool IsShareCounted(bool isThere) => !isThere || ShareKeptFor > TimeSpan.Zero;
}
