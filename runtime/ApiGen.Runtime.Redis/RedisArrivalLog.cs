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
/// One script looks at all windows and enters the request, so that neither two processes nor two windows can come between. Until it is sent, a request is
/// entered with a time in the future, which is put off again and again, however long sending takes; a process that dies leaves entries that go away by
/// themselves. Then its time is set, without waiting for Redis. Scripts are sent in full each time: a Redis that was restarted has forgotten the ones it was told.
/// </remarks>
internal sealed class RedisArrivalLog : IDisposable
{
    private const int RenewalsPerHold = 3;

    // Returns 0 when the request was entered, else the microseconds until there may be a permit; negative when that is for another request to be sent.
    // Lua writes large numbers in exponential form, hence string.format.
    private const string EnterScript = """
        local t = redis.call('TIME')
        local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
        local hold = tonumber(ARGV[2])
        local longest = 0
        local permitAt = 0
        local unsent = false
        for i = 3, #ARGV, 2 do
            local limit = tonumber(ARGV[i])
            local window = tonumber(ARGV[i + 1])
            longest = math.max(longest, window)
            local last = redis.call('ZREVRANGE', KEYS[1], limit - 1, limit - 1, 'WITHSCORES')
            if last[2] then
                local arrived = tonumber(last[2])
                if arrived + window > now then
                    permitAt = math.max(permitAt, arrived + window)
                    unsent = unsent or arrived > now
                end
            end
        end
        if permitAt > 0 then
            return math.floor(unsent and now - permitAt or permitAt - now)
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - longest))
        redis.call('ZADD', KEYS[1], string.format('%.0f', now + hold), ARGV[1])
        redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil((longest + hold) / 1000)))
        return 0
        """;

    // Sets the time of requests, also of those that have gone meanwhile: from now on they count.
    private const string PlaceScript = """
        local t = redis.call('TIME')
        local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
        local from = tonumber(ARGV[1])
        local keep = math.ceil((from + tonumber(ARGV[2])) / 1000)
        for i = 3, #ARGV do
            if keep > 0 then
                redis.call('ZADD', KEYS[1], string.format('%.0f', now + from), ARGV[i])
            else
                redis.call('ZREM', KEYS[1], ARGV[i])
            end
        end
        if keep > redis.call('PTTL', KEYS[1]) then
            redis.call('PEXPIRE', KEYS[1], string.format('%.0f', keep))
        end
        return 0
        """;

    private readonly IDatabase _database;
    private readonly RedisKey[] _keys;
    private readonly RedisValue[] _windows;
    private readonly RedisValue _longest;
    private readonly TimeSpan _hold;
    private readonly string _process = Guid.NewGuid().ToString("N");
    private readonly HashSet<RedisValue> _unsent = [];
    private readonly ITimer _renewal;
    private long _lastRequest;

    public RedisArrivalLog(IConnectionMultiplexer redis, ThrottleKey key, RedisQuotaOptions options, TimeProvider time)
    {
        _database = redis.GetDatabase();
        _keys = [NameOf(key, options.KeyPrefix)];
        _windows = [.. key.Limits.SelectMany(limit => new RedisValue[] { limit.Limit, Microseconds(limit.Window + Margin(limit.Window, options.SafetyMargin)) })];
        _longest = Microseconds(key.Limits.Max(limit => limit.Window) + options.SafetyMargin);
        _hold = options.UnsentHold;
        _renewal = time.CreateDetachedTimer(static state => ((RedisArrivalLog)state!).Renew(), this);
    }

    /// <summary>How many requests have a permit and are not sent yet.</summary>
    public int UnsentCount
    {
        get
        {
            lock (_unsent)
            {
                return _unsent.Count;
            }
        }
    }

    /// <summary>Does what entering does, under a name of its own: a server that responds but lets nothing be written, or no script run, is of no use.</summary>
    public static Task ProbeAsync(IConnectionMultiplexer redis, string prefix) =>
        redis.GetDatabase().ScriptEvaluateAsync(EnterScript, [$"{prefix}:{{probe}}"], ["probe", 0, int.MaxValue, Microseconds(TimeSpan.FromSeconds(1))], CommandFlags.NoScriptCache);

    /// <summary>A name for one more request.</summary>
    public RedisValue NewRequest() => string.Create(CultureInfo.InvariantCulture, $"{_process}:{Interlocked.Increment(ref _lastRequest)}");

    /// <summary>Enters a request if every window has a permit.</summary>
    public async Task<EntryResult> TryEnterAsync(RedisValue request)
    {
        RedisValue[] arguments = [request, Microseconds(_hold), .. _windows];
        return EntryResult.From((long)await _database.ScriptEvaluateAsync(EnterScript, _keys, arguments, CommandFlags.NoScriptCache).ConfigureAwait(false));
    }

    /// <summary>A request was entered: it holds its place until it is placed or removed.</summary>
    public void Hold(RedisValue request)
    {
        lock (_unsent)
        {
            _unsent.Add(request);
            if (_unsent.Count == 1)
            {
                TimeSpan interval = _hold / RenewalsPerHold;
                _renewal.Change(interval, interval);
            }
        }
    }

    /// <summary>Notes that the request has reached the service so long from now, or before now when negative, at the latest.</summary>
    public void Place(RedisValue request, TimeSpan arrivalFromNow)
    {
        Release(request);
        Place([request], arrivalFromNow);
    }

    /// <summary>Takes back a request that was never sent.</summary>
    public void Remove(RedisValue request)
    {
        Release(request);
        Tell(() => _database.SortedSetRemove(_keys[0], request, CommandFlags.FireAndForget));
    }

    public void Dispose() => _renewal.Dispose();

    private void Place(RedisValue[] requests, TimeSpan arrivalFromNow) =>
        Tell(() => _database.ScriptEvaluate(PlaceScript, _keys, [Microseconds(arrivalFromNow), _longest, .. requests], CommandFlags.FireAndForget | CommandFlags.NoScriptCache));

    private void Release(RedisValue request)
    {
        lock (_unsent)
        {
            if (_unsent.Remove(request) && _unsent.Count == 0)
            {
                _renewal.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>What is not sent yet may still be: it stays in the log. Under the lock, or it could undo the time of one that is sent meanwhile.</summary>
    private void Renew()
    {
        lock (_unsent)
        {
            if (_unsent.Count > 0)
            {
                Place([.. _unsent], _hold);
            }
        }
    }

    /// <summary>The call goes on whatever becomes of the message: an entry that stays as it was counts longer than it had to.</summary>
    private static void Tell(Action send)
    {
        try
        {
            send();
        }
        catch (Exception e) when (RedisFailure.Is(e))
        {
        }
    }

    /// <summary>The account stands in it as a hash: keys are seen by everybody who looks into Redis. Braces keep it in one slot of a cluster.</summary>
    private static RedisKey NameOf(ThrottleKey key, string prefix)
    {
        string account = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key.Account)), 0, 8);
        return $"{prefix}:{{{key.Service}:{key.Action}:{key.AccessHost.ToLowerInvariant()}:{account}}}";
    }

    private static TimeSpan Margin(TimeSpan window, TimeSpan margin) => margin < window / 100 ? margin : window / 100;

    private static long Microseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMicroseconds);
}
