using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Timing;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>
/// The log of one quota in Redis: a sorted set that holds for each request the time, on the clock of Redis, by which it has reached the service. Thread-safe.
/// </summary>
/// <remarks>
/// One script looks at all windows and enters requests, so that neither two processes nor two windows can come between. Until it is sent, a request is
/// entered with a time in the future, which is put off again and again, however long sending takes; a process that dies leaves entries that go away by
/// themselves. Then its time is set, without waiting for Redis. Scripts are sent in full each time: a Redis that was restarted has forgotten the ones it was told.
/// Each message names entries that must be there: where one is missing, Redis has lost the log. What Redis did not confirm is told again before the next request is
/// entered, so that no place stays held for a call that has gone another way.
/// </remarks>
internal sealed partial class RedisArrivalLog : IDisposable
{
    private const int RenewalsPerHold = 3;

    // A question that says nothing of how many wait.
    private const int NoQueue = -1;
    private const CommandFlags Flags = CommandFlags.NoScriptCache;

    private readonly IDatabase _database;
    private readonly RedisKey[] _keys;
    private readonly RedisValue[] _windows;
    private readonly TimeSpan _longest;
    private readonly TimeSpan _hold;
    private readonly TimeSpan _grace;
    private readonly TimeProvider _time;
    private readonly RedisPresence _presence;
    private readonly RedisPath _path;
    private readonly string _process = Guid.NewGuid().ToString("N");
    private readonly object _lock = new();

    // Entered in one presence of Redis. Once that has ended, the share counts, and knows nothing of them: they have no place any more, also if Redis has not forgotten them.
    private readonly HashSet<RedisValue> _unsent = [];
    private int _heldIn;
    private readonly List<Placement> _untold = [];
    private readonly ITimer _renewal;
    private Moment _renewedAt;
    private RedisValue _witness;
    private long _witnessUntil;
    private int _witnessPresence;
    private long _lastRequest;

    // What Redis has of this process among those in which calls wait.
    private RedisValue _toldQueue = RedisValue.EmptyString;

    public RedisArrivalLog(IConnectionMultiplexer redis, ThrottleKey key, RedisPresence presence, RedisQuotaOptions options, TimeProvider time)
    {
        _database = redis.GetDatabase();
        _presence = presence;
        _path = presence.Path;
        _time = time;
        string name = NameOf(key, options.KeyPrefix);
        _keys = [name, $"{name}:waiting"];
        _windows = [.. key.Limits.SelectMany(limit => new RedisValue[] { limit.Limit, Microseconds(limit.Window + Margin(limit.Window, options.SafetyMargin)) })];
        _longest = key.Limits.Max(limit => limit.Window) + options.SafetyMargin;
        _hold = options.UnsentHold;

        // An entry stays for so much longer than it counts: a message that says that it must be there is under way for so long at the most.
        _grace = options.CommandTimeout;
        _heldUpTimer = new WakeTimer(time, static state => ((RedisArrivalLog)state!).OnHeldUpTimer(), this);
        _renewal = time.CreateDetachedTimer(static state => ((RedisArrivalLog)state!).Renew(), this);
    }

    /// <summary>
    /// Does what entering does, under a name of its own: a server that responds but lets nothing be written, runs no script or forgets what was written is of no use.
    /// </summary>
    /// <param name="redis">The connection.</param>
    /// <param name="prefix">What names of keys begin with.</param>
    /// <param name="probe">A name for the probe.</param>
    /// <param name="witness">The probe before, which must be there still; empty for none.</param>
    /// <param name="keptFor">How long the next probe may take.</param>
    public static async Task<long[]> ProbeAsync(IConnectionMultiplexer redis, string prefix, string probe, string witness, TimeSpan keptFor)
    {
        RedisValue[] arguments = [0, 0, witness, 0, "", "", NoQueue, 1, probe, int.MaxValue, Microseconds(keptFor)];
        return Read(await redis.GetDatabase().ScriptEvaluateAsync(EnterScript, [$"{prefix}:{{probe}}", $"{prefix}:{{probe}}:waiting"], arguments, Flags).ConfigureAwait(false));
    }

    /// <summary>A name for one more request.</summary>
    public RedisValue NewRequest() => string.Create(CultureInfo.InvariantCulture, $"{_process}:{Interlocked.Increment(ref _lastRequest)}");

    /// <summary>Enters as many of the requests, from the first on, as every window has permits for, now or soon.</summary>
    /// <param name="requests">The requests; no more than the least limit.</param>
    /// <param name="ahead">How long the permit of one that is entered may be in coming.</param>
    /// <param name="waiting">How many wait for permits, those of the requests included, for other processes to know; null for no word of it. One such question at a time.</param>
    /// <exception cref="LogGoneException">Redis has lost the log.</exception>
    public async Task<EntryResult> EnterAsync(RedisValue[] requests, TimeSpan ahead, int? waiting = null)
    {
        TellHeldUp();
        TellUntold();
        RedisValue[] arguments = [Microseconds(_hold), Microseconds(_grace), Witness(), Microseconds(ahead), _process, _toldQueue, waiting ?? NoQueue, requests.Length, .. requests, .. _windows];
        int presence = _presence.Version;
        long askedAt = _time.GetTimestamp();
        long[] response = Read(await _database.ScriptEvaluateAsync(EnterScript, _keys, arguments, Flags).ConfigureAwait(false));
        long now = _time.GetTimestamp();
        _path.Add(now - askedAt, presence);

        // The response has been under way for no less than half of the shortest round trip, if the way there is as long as the way back.
        long readAt = now - (_path.Shortest / 2);
        int entered = (int)response[0];
        if (waiting is { } queue)
        {
            _toldQueue = queue > entered ? QueueOf(queue - entered) : RedisValue.EmptyString;
        }

        return new EntryResult(
            entered,
            [.. response[1..^1].Select(due => due < 0 ? EntryResult.Unknown : readAt + Ticks(due))],
            now - askedAt,
            entered < requests.Length ? readAt + Ticks(Math.Abs(response[entered + 1])) : EntryResult.Unknown,
            SomebodyWaits: response[^1] > 0);
    }

    /// <summary>When a permit is expected behind all who wait, in clock ticks.</summary>
    /// <param name="waiting">How many wait in this process and have no permit yet.</param>
    /// <param name="pace">How those who wait are spread.</param>
    /// <param name="late">How much later than it might each of them counts.</param>
    public async Task<long> TurnAsync(int waiting, (int Calls, TimeSpan Interval) pace, TimeSpan late)
    {
        RedisValue[] arguments = [_process, waiting, .. _windows];
        RedisResult response = await _database.ScriptEvaluateAsync(PlacesScript, _keys, arguments, Flags).ConfigureAwait(false);
        SharedWindow[] windows = [.. _windows.Chunk(2).Select((window, index) => new SharedWindow((int)window[0], (long)window[1], (long[])response[index + 1]!))];
        long turn = SharedWindow.TurnAfter((int)response[0], windows, (pace.Calls, Microseconds(pace.Interval)), Microseconds(late));
        return _time.GetTimestamp() - (_path.Shortest / 2) + Ticks(turn);
    }

    /// <summary>Nobody waits in this process any more. What is not told ends by itself.</summary>
    public void NobodyWaits()
    {
        if (_toldQueue.Length() > 0)
        {
            _ = ForgetQueueAsync(_toldQueue);
            _toldQueue = RedisValue.EmptyString;
        }
    }

    /// <summary>The moment before a request is entered, for <see cref="Hold"/>.</summary>
    public Moment Now() => Moment.Of(_time);

    /// <summary>A request was entered: it holds its place until it is placed or removed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="askedAt">A moment before it was entered.</param>
    /// <param name="presence">The presence of Redis at that moment.</param>
    public void Hold(RedisValue request, Moment askedAt, int presence)
    {
        lock (_lock)
        {
            ForgetLapsed();
            if (presence == _heldIn && _unsent.Add(request) && _unsent.Count == 1)
            {
                _renewedAt = askedAt;
                TimeSpan interval = _hold / RenewalsPerHold;
                _renewal.Change(interval, interval);
            }
        }
    }

    /// <summary>Whether the request still has its place. A process that stood still for longer than places are kept has none left, and neither has one that lost Redis.</summary>
    public bool Holds(RedisValue request)
    {
        lock (_lock)
        {
            ForgetLapsed();
            return _unsent.Contains(request);
        }
    }

    /// <summary>The request is sent: it reaches the service so long from now at the latest, unless it is held up.</summary>
    /// <param name="request">The request.</param>
    /// <param name="arrivalFromNow">When it reaches the service at the latest.</param>
    /// <param name="heldUpAfter">After how long without a response it must have been held up; infinite for never.</param>
    /// <returns>The presence in which Redis was told.</returns>
    public int Place(RedisValue request, TimeSpan arrivalFromNow, TimeSpan heldUpAfter)
    {
        int presence = _presence.Version;
        bool mustBeThere;
        lock (_lock)
        {
            ForgetLapsed();
            mustBeThere = Release(request);
            _witness = request;
            _witnessUntil = At(arrivalFromNow + _longest);
            _witnessPresence = presence;
            Watch(request, heldUpAfter);
        }

        Tell([new Placement(request, At(arrivalFromNow), mustBeThere)]);
        return presence;
    }

    /// <summary>More is known of when a request that was sent has reached the service.</summary>
    /// <param name="request">The request.</param>
    /// <param name="arrivalFromNow">When it has; negative for a time that is past.</param>
    /// <param name="assumedFromNow">When it was assumed to until now.</param>
    /// <param name="presence">What <see cref="Place"/> gave.</param>
    public void PlaceAgain(RedisValue request, TimeSpan arrivalFromNow, TimeSpan assumedFromNow, int presence)
    {
        lock (_lock)
        {
            if (_witness == request)
            {
                _witnessUntil = At(arrivalFromNow + _longest);
            }
        }

        Tell([new Placement(request, At(arrivalFromNow), presence == _presence.Version && assumedFromNow + _longest > TimeSpan.Zero)]);
    }

    /// <summary>Takes back a request that was never sent, and maybe not even entered.</summary>
    public void Remove(RedisValue request)
    {
        lock (_lock)
        {
            Release(request);
        }

        Tell([new Placement(request, null, MustBeThere: false)]);
    }

    /// <summary>Takes back requests of which nobody knows whether they are entered: at once, should Redis only be slow, and again when it is back.</summary>
    public void GiveUp(RedisValue[] requests)
    {
        Placement[] placements = Array.ConvertAll(requests, request => new Placement(request, null, MustBeThere: false));
        lock (_lock)
        {
            _untold.AddRange(placements);
        }

        Tell(placements);
    }

    public void Dispose()
    {
        _renewal.Dispose();
        _heldUpTimer.Disarm();
    }

    /// <exception cref="LogGoneException">The log is gone.</exception>
    private static long[] Read(RedisResult result)
    {
        var numbers = (long[])result!;
        return numbers[0] < 0 ? throw new LogGoneException() : numbers;
    }

    /// <summary>What this process sent last, as long as it counts: Redis must know of it.</summary>
    private RedisValue Witness()
    {
        lock (_lock)
        {
            return !_witness.IsNull && _witnessPresence == _presence.Version && _time.GetTimestamp() < _witnessUntil ? _witness : RedisValue.EmptyString;
        }
    }

    private async Task ForgetQueueAsync(RedisValue queue)
    {
        try
        {
            await _database.SortedSetRemoveAsync(_keys[1], queue).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisFailure.Is(e))
        {
            // Whoever has to know notices with the next question.
        }
    }

    private RedisValue QueueOf(int waiting) => string.Create(CultureInfo.InvariantCulture, $"{_process}:{waiting}");

    private void TellUntold()
    {
        Placement[] untold;
        lock (_lock)
        {
            untold = [.. _untold];
            _untold.Clear();
        }

        if (untold.Length > 0)
        {
            Tell(untold);
        }
    }

    /// <summary>Sends placements. The call goes on whatever becomes of the message; one that was refused shows that Redis is lost.</summary>
    private void Tell(Placement[] placements) => _ = TellAsync(placements);

    private async Task TellAsync(Placement[] placements)
    {
        int presence = _presence.Version;
        try
        {
            long now = _time.GetTimestamp();
            RedisValue[] arguments = [Microseconds(_longest), Microseconds(_grace), .. placements.SelectMany(placement => placement.Arguments(_time, now + (_path.Shortest / 2), _longest))];
            if ((long)await _database.ScriptEvaluateAsync(PlaceScript, _keys, arguments, Flags).ConfigureAwait(false) > 0)
            {
                throw new LogGoneException();
            }
        }
        catch (Exception e) when (RedisFailure.Is(e))
        {
            if (e is not LogGoneException)
            {
                lock (_lock)
                {
                    // Of what is held, the renewal tells.
                    _untold.AddRange(placements.Where(placement => !_unsent.Contains(placement.Request)).Select(placement => placement with { MustBeThere = false }));
                }
            }

            _presence.Lose(e, presence);
        }
    }

    /// <returns>Whether it was held.</returns>
    private bool Release(RedisValue request)
    {
        bool wasHeld = _unsent.Remove(request);
        if (wasHeld && _unsent.Count == 0)
        {
            _renewal.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        return wasHeld;
    }

    /// <summary>What is not sent yet may still be: it stays in the log. Under the lock, or it could undo the time of one that is sent meanwhile.</summary>
    private void Renew()
    {
        lock (_lock)
        {
            ForgetLapsed();
            if (_unsent.Count > 0)
            {
                _renewedAt = Now();
                Tell([.. _unsent.Select(held => new Placement(held, At(_hold), MustBeThere: true))]);
            }
        }
    }

    private void ForgetLapsed()
    {
        int presence = _presence.Version;
        if (_unsent.Count > 0 && (presence != _heldIn || _renewedAt.Age(_time) > _hold))
        {
            _unsent.Clear();
            _renewal.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _heldIn = presence;
    }

    private long At(TimeSpan fromNow) => _time.GetTimestamp() + (long)(fromNow.TotalSeconds * _time.TimestampFrequency);

    private long Ticks(long microseconds) => (long)Math.Ceiling(microseconds * (_time.TimestampFrequency / 1e6));

    /// <summary>The account stands in it as a hash: keys are seen by everybody who looks into Redis. Braces keep it in one slot of a cluster.</summary>
    private static string NameOf(ThrottleKey key, string prefix)
    {
        string account = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key.Account)), 0, 8);
        return $"{prefix}:{{{key.Service}:{key.Action}:{key.AccessHost.ToLowerInvariant()}:{account}}}";
    }

    private static TimeSpan Margin(TimeSpan window, TimeSpan margin) => margin < window / 100 ? margin : window / 100;

    private static long Microseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMicroseconds);

    /// <summary>What Redis is told of a request.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="ArrivalAt">When it has reached the service at the latest, in clock ticks; null when it never does.</param>
    /// <param name="MustBeThere">Whether Redis must know it already.</param>
    private readonly record struct Placement(RedisValue Request, long? ArrivalAt, bool MustBeThere)
    {
        /// <param name="time">The clock.</param>
        /// <param name="readAt">When Redis reads it.</param>
        /// <param name="longest">The longest window.</param>
        public RedisValue[] Arguments(TimeProvider time, long readAt, TimeSpan longest) =>
            [Request, Microseconds(ArrivalAt is { } at ? time.GetElapsedTime(readAt, at) : -longest), MustBeThere ? 1 : 0];
    }
}
