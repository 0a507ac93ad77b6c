using ApiGen.Throttling.Simulation;

namespace ApiGen.Runtime.Redis.Tests.Simulation;

/// <summary>Processes with their real ledgers and schedules, one log, and a service that counts at its own door, on one simulated clock. A run depends on its seed alone.</summary>
internal sealed class SharedSimulation
{
    public const long Millisecond = TimeSpan.TicksPerMillisecond;
    public const long Second = TimeSpan.TicksPerSecond;

    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly List<long> _accepted = [];
    private readonly List<long> _arrivals = [];
    private readonly SimulatedService _service;
    private long _order;

    private SharedSimulation(SharedPath path, int seed)
    {
        Path = path;
        Random = new Random(seed);
        Log = new SimulatedLog(path.Limits, new RedisQuotaOptions().SafetyMargin);
        _service = new SimulatedService(path.RealLimits ?? path.Limits, 0);
    }

    public SharedPath Path { get; }

    public Random Random { get; }

    public SimulatedLog Log { get; }

    public IReadOnlyList<SimulatedProcess> Processes { get; private set; } = [];

    public long Now { get; private set; }

    public double Seconds => (double)Now / Second;

    /// <summary>When the service let calls through.</summary>
    public IReadOnlyList<long> Accepted => _accepted;

    public int Refused { get; private set; }

    /// <summary>The most calls that arrived in any span of the first window, also those that were refused.</summary>
    public int Largest { get; private set; }

    public static SharedSimulation Run(SharedPath path, int seconds, int seed, Action<SharedSimulation>? begin = null)
    {
        SharedSimulation simulation = new(path, seed);
        simulation.Processes = [.. Enumerable.Range(0, path.Processes).Select(i => new SimulatedProcess(simulation, i))];
        for (int i = 0; i < path.Processes; i++)
        {
            simulation.After(i * 3, simulation.Processes[i].Look);
        }

        begin?.Invoke(simulation);

        if (path.CallsOfOthers > 0)
        {
            simulation.After(10_000, () => simulation.CallAsAnother(path.CallsOfOthers));
        }

        while (simulation._events.TryDequeue(out Action? happens, out (long At, long Order) when) && when.At < seconds * Second)
        {
            simulation.Now = Math.Max(simulation.Now, when.At);
            happens();
        }

        simulation.CountWindows();
        return simulation;
    }

    public double PerSecond(double from, double to) => _accepted.Count(at => at >= from * Second && at < to * Second) / (to - from);

    public void After(double milliseconds, Action happens) => At(Now + (long)(milliseconds * Millisecond), happens);

    public void At(long time, Action happens) => _events.Enqueue(happens, (Math.Max(time, Now), _order++));

    public bool Arrive()
    {
        _arrivals.Add(Now);
        bool isAccepted = _service.Admits(Now);
        if (isAccepted)
        {
            _accepted.Add(Now);
        }
        else
        {
            Refused++;
        }

        return isAccepted;
    }

    public override string ToString() => FormattableString.Invariant($"{_accepted.Count} accepted, {Refused} refused, at most {Largest} in a window, {PerSecond(5, Seconds):0.0}/s");

    /// <summary>Tries again and again, until as many calls were let through.</summary>
    private void CallAsAnother(int calls)
    {
        calls -= _service.Admits(Now) ? 1 : 0;
        if (calls > 0)
        {
            After(1, () => CallAsAnother(calls));
        }
    }

    private void CountWindows()
    {
        for (int first = 0, end = 0; first < _arrivals.Count; first++)
        {
            while (end < _arrivals.Count && _arrivals[end] - _arrivals[first] < Path.Limits[0].Window.Ticks)
            {
                end++;
            }

            Largest = Math.Max(Largest, end - first);
        }
    }
}
