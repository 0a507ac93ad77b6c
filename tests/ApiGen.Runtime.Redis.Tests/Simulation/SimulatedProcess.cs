using ApiGen.Runtime.Throttling.Ledger;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis.Tests.Simulation;

/// <summary>One process with callers that call again and again: its ledger, which learns from refusals, and its permits from Redis.</summary>
internal sealed class SimulatedProcess
{
    private readonly SharedSimulation _world;
    private readonly QuotaLedger _ledger;
    private readonly PermitSchedule _schedule;
    private readonly RedisPath _path = new();
    private readonly int _number;
    private int _idle;
    private int _waiting;
    private int _granted;
    private bool _isAsking;
    private long _wakeAt = long.MaxValue;
    private int _lastRequest;

    public SimulatedProcess(SharedSimulation world, int number)
    {
        _world = world;
        _number = number;
        _idle = world.Path.Callers;
        ThrottleOptions options = new();
        _ledger = new QuotaLedger(new LedgerOptions(world.Path.Limits, false, options.SafetyMargin, options.MaxArrivalDelay, options.MaxPause, TimeSpan.TicksPerSecond));
        _schedule = new PermitSchedule(world.Path.Limits, world.Path.Processes, TimeSpan.TicksPerSecond);
    }

    /// <summary>Whether it has no more to do for its callers.</summary>
    public bool IsIdle => _idle + _waiting == 0;

    /// <summary>So many callers come, each with one call.</summary>
    public void Join(int callers)
    {
        _idle += callers;
        Look();
    }

    /// <summary>Somebody calls who does not wait.</summary>
    /// <param name="told">Is given when to come back; null when the call was sent.</param>
    public void Attempt(Action<long?> told)
    {
        if (_waiting > 0 && _schedule.IsFull)
        {
            AskForTurn(told);
            return;
        }

        string request = $"{_number}:{++_lastRequest}";
        _world.After(ToRedis(), () =>
        {
            (int entered, _) = _world.Log.Enter([request], 0, _world.Now);
            _world.After(ToRedis(), () =>
            {
                if (entered == 0)
                {
                    AskForTurn(told);
                    return;
                }

                _ledger.TryTake(_world.Now, out _);
                _granted++;
                Send(request);
                told(null);
            });
        });
    }

    private void AskForTurn(Action<long?> told)
    {
        int without = Math.Max(0, _waiting - _schedule.Count);
        _world.After(ToRedis(), () =>
        {
            long wait = _world.Log.Turn(_number, without, _schedule.Pace, TimeSpan.FromMilliseconds(4), _world.Now);
            _world.After(ToRedis(), () => told(_schedule.ReturnAt(_world.Now, _waiting, _world.Now - (_path.Shortest / 2) + wait)));
        });
    }

    public void Look()
    {
        if (Stalled(Look))
        {
            return;
        }

        _wakeAt = _wakeAt <= _world.Now ? long.MaxValue : _wakeAt;
        while (_idle > 0)
        {
            if (!_ledger.TryTake(_world.Now, out long permitAt))
            {
                WakeAt(permitAt);
                break;
            }

            _idle--;
            _waiting++;
        }

        while (_waiting > 0)
        {
            long askAt = Ask();
            if (!_schedule.TryTake(_world.Now, out Permit permit, out long nextAt))
            {
                WakeAt(Math.Min(askAt, nextAt));
                return;
            }

            _waiting--;
            string request = permit.Request.ToString();
            if (_ledger.MayStillGo(_world.Now, _granted))
            {
                _granted++;
                _world.After(_world.Random.NextDouble(), () => Send(request));
            }
            else
            {
                // It comes again when the ledger has a permit.
                _ledger.Return();
                _world.After(ToRedis(), () => _world.Log.Remove(request));
                _idle++;
            }
        }

        _schedule.IsFull = false;
    }

    private long Ask()
    {
        long askAt = long.MaxValue;
        int count = _isAsking ? 0 : _schedule.ToAskFor(_world.Now, _waiting, out askAt);
        if (count > 0)
        {
            _isAsking = true;
            int waiting = _waiting - _schedule.Count;
            string[] requests = [.. Enumerable.Range(0, count).Select(_ => $"{_number}:{++_lastRequest}")];
            long ahead = _schedule.Ahead.Ticks;
            long askedAt = _world.Now;
            _world.After(ToRedis(), () =>
            {
                (int entered, long[] waits) = _world.Log.Enter(requests, ahead, _world.Now, _number, waiting);
                _world.After(ToRedis(), () => Respond(requests, entered, waits, askedAt));
            });
            return long.MaxValue;
        }

        return askAt;
    }

    private void Respond(string[] requests, int entered, long[] waits, long askedAt)
    {
        if (Stalled(() => Respond(requests, entered, waits, askedAt)))
        {
            return;
        }

        _isAsking = false;
        _path.Add(_world.Now - askedAt, 0);
        long readAt = _world.Now - (_path.Shortest / 2);
        long[] permitAt = [.. waits.Select(wait => wait < 0 ? EntryResult.Unknown : readAt + wait)];
        _schedule.Add([.. requests.Select(request => (RedisValue)request)], new EntryResult(entered, permitAt, _world.Now - askedAt), _world.Now);
        Look();
    }

    private void Send(string request)
    {
        if (Stalled(() => Send(request)))
        {
            return;
        }

        _granted--;
        long sentAt = _world.Now;
        long number = _ledger.Send(sentAt);
        long late = _ledger.LatenessUntilResponse(number);
        Place(request, sentAt + late);
        _world.After(_world.Path.There(_world.Random, _world.Seconds), () =>
        {
            bool isAccepted = _world.Arrive();
            double work = isAccepted ? _world.Path.Work(_world.Random, _world.Seconds) : 0.5;
            _world.After(work + _world.Path.There(_world.Random, _world.Seconds), () => End(request, number, sentAt, late, isAccepted));
        });
    }

    private void End(string request, long number, long sentAt, long late, bool isAccepted)
    {
        if (Stalled(() => End(request, number, sentAt, late, isAccepted)))
        {
            return;
        }

        CallTimes times = isAccepted ? _ledger.Accept(number, sentAt, _world.Now) : _ledger.Refuse(number, sentAt, _world.Now, null);
        if (Math.Abs(times.Lateness - late) > SharedSimulation.Millisecond)
        {
            Place(request, sentAt + times.Lateness);
        }

        _idle += _world.Path.Callers > 0 ? 1 : 0;
        Look();
    }

    private void Place(string request, long arrivedBy)
    {
        long fromRead = arrivedBy - (_world.Now + (_path.Shortest / 2));
        _world.After(ToRedis(), () => _world.Log.Place(request, _world.Now + fromRead, _world.Now));
    }

    private double ToRedis() => _world.Path.ToRedis(_world.Random, _world.Seconds);

    private void Wake()
    {
        _ledger.Woke(_wakeAt, _world.Now);
        Look();
    }

    private void WakeAt(long time)
    {
        if (time < _wakeAt)
        {
            _wakeAt = time;
            _world.At(Math.Max(_world.Now + 1, time) + (long)(_world.Path.Timers(_world.Random, _world.Seconds) * SharedSimulation.Millisecond), Wake);
        }
    }

    /// <summary>Whether the process stands still; it goes on later.</summary>
    private bool Stalled(Action later)
    {
        (double every, double length) = _world.Path.Stalls;
        if (every == 0)
        {
            return false;
        }

        long cycle = (long)(every * SharedSimulation.Second);
        long since = (_world.Now + (_number * cycle / _world.Path.Processes)) % cycle;
        long stall = (long)(length * SharedSimulation.Second);
        if (_world.Now < cycle || since >= stall)
        {
            return false;
        }

        _world.At(_world.Now + stall - since + _world.Random.NextInt64(SharedSimulation.Millisecond), later);
        return true;
    }
}
