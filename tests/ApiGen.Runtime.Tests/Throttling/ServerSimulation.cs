using ApiGen.Runtime.Throttling;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>
/// Callers, the throttle and a server that notes when requests arrive, on a simulated clock. Times are ticks of 100 ns.
/// </summary>
/// <param name="limits">The limits of the throttle.</param>
/// <param name="traffic">How long each part of a call takes.</param>
internal sealed class ServerSimulation(ApiRateLimit[] limits, ITraffic traffic)
{
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly Queue<Task<ThrottleLease>> _waiting = new();
    private readonly List<long> _arrivals = [];
    private readonly SimulatedClock _clock = new(traffic.TimerError);
    private Throttle _throttle = null!;
    private long _order;
    private int _granted;

    /// <summary>Runs until so many requests have arrived.</summary>
    /// <returns>When they arrived, in order.</returns>
    public async Task<long[]> RunAsync(int calls)
    {
        var options = new ThrottleOptions { QueueLimit = int.MaxValue };
        _throttle = new ThrottleRegistry().GetThrottle(ThrottleFixture.Action("CreateMNP", limits), "host", "account", options, _clock);
        for (int i = 0; i < calls; i++)
        {
            At(1 + traffic.CallAt(i), () => _waiting.Enqueue(_throttle.AcquireAsync().AsTask()));
        }

        while (_arrivals.Count < calls)
        {
            _events.TryPeek(out _, out (long At, long Order) next);
            long time = Math.Min(_events.Count == 0 ? long.MaxValue : next.At, _clock.NextTimer);
            if (time == long.MaxValue)
            {
                throw new InvalidOperationException($"Nothing will happen any more, but {_throttle.WaitingCount} calls wait.");
            }

            _clock.MoveTo(time);
            while (_events.TryPeek(out _, out next) && next.At <= time)
            {
                _events.Dequeue().Invoke();
            }

            while (_waiting.Count > _throttle.WaitingCount)
            {
                Sign(await _waiting.Dequeue());
            }
        }

        _arrivals.Sort();
        return [.. _arrivals];
    }

    private void Sign(ThrottleLease lease)
    {
        int call = _granted++;
        At(_clock.GetTimestamp() + traffic.SigningTime(call), () => Send(lease, call));
    }

    private void Send(ThrottleLease lease, int call)
    {
        lease.MarkSent();
        long arrival = _clock.GetTimestamp() + traffic.ArrivalDelay(call);
        _arrivals.Add(arrival);
        At(arrival + traffic.WorkTime(call), lease.MarkCompleted);
    }

    private void At(long time, Action action) => _events.Enqueue(action, (time, _order++));
}
