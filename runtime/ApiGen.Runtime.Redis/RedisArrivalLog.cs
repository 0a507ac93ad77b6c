using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>
/// The log of one quota in Redis: a sorted set that holds for each request the time, on the clock of Redis, by which it has reached the service.
/// </summary>
/// <remarks>
/// One script looks at all windows and enters the request, so that neither two processes nor two windows can come between. A request is entered with a time
/// in the future until it is sent (<see cref="UnsentHold"/>); then its time is corrected, without waiting for Redis. A process that dies in between leaves an
/// entry that goes away by itself. Scripts are sent in full each time: a Redis that was restarted has forgotten the ones it was told.
/// </remarks>
internal sealed class RedisArrivalLog
{
    // How long a request that has a lease may take until it is sent and still count in full.
    private static readonly TimeSpan UnsentHold = TimeSpan.FromSeconds(10);

    // Returns 0 when the request was entered, else the microseconds until there may be room; negative when that is for another request to be sent.
    // Lua writes large numbers in exponential form, hence string.format.
    private const string EnterScript = """
        local t = redis.call('TIME')
        local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
        local hold = tonumber(ARGV[2])
        local longest = 0
        local roomAt = 0
        local unsent = false
        for i = 3, #ARGV, 2 do
            local limit = tonumber(ARGV[i])
            local window = tonumber(ARGV[i + 1])
            longest = math.max(longest, window)
            local last = redis.call('ZREVRANGE', KEYS[1], limit - 1, limit - 1, 'WITHSCORES')
            if last[2] then
                local arrived = tonumber(last[2])
                if arrived + window > now then
                    roomAt = math.max(roomAt, arrived + window)
                    unsent = unsent or arrived > now
                end
            end
        end
        if roomAt > 0 then
            return math.floor(unsent and now - roomAt or roomAt - now)
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - longest))
        redis.call('ZADD', KEYS[1], string.format('%.0f', now + hold), ARGV[1])
        redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil((longest + hold) / 1000)))
        return 0
        """;

    private const string CorrectScript = """
        local t = redis.call('TIME')
        local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
        return redis.call('ZADD', KEYS[1], 'XX', string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
        """;

    private readonly IDatabase _database;
    private readonly RedisKey[] _keys;
    private readonly RedisValue[] _windows;
    private readonly string _process = Guid.NewGuid().ToString("N");
    private long _lastRequest;

    public RedisArrivalLog(IConnectionMultiplexer redis, ThrottleKey key, RedisQuotaOptions options)
    {
        _database = redis.GetDatabase();
        _keys = [NameOf(key, options.KeyPrefix)];
        _windows = [.. key.Limits.SelectMany(limit => new RedisValue[] { limit.Limit, Microseconds(limit.Window + Margin(limit.Window, options.SafetyMargin)) })];
    }

    /// <summary>A name for one more request.</summary>
    public RedisValue NewRequest() => string.Create(CultureInfo.InvariantCulture, $"{_process}:{Interlocked.Increment(ref _lastRequest)}");

    /// <summary>Enters a request if every window has room.</summary>
    public async Task<EntryResult> TryEnterAsync(RedisValue request) =>
        EntryResult.From((long)await _database.ScriptEvaluateAsync(EnterScript, _keys, EnterArguments(request), CommandFlags.NoScriptCache).ConfigureAwait(false));

    /// <inheritdoc cref="TryEnterAsync"/>
    public EntryResult TryEnter(RedisValue request) => EntryResult.From((long)_database.ScriptEvaluate(EnterScript, _keys, EnterArguments(request), CommandFlags.NoScriptCache));

    /// <summary>Notes that the request has reached the service so long from now, or before now when negative, at the latest.</summary>
    public void Correct(RedisValue request, TimeSpan arrivalFromNow) =>
        Tell(() => _database.ScriptEvaluate(CorrectScript, _keys, [request, Microseconds(arrivalFromNow)], CommandFlags.FireAndForget | CommandFlags.NoScriptCache));

    /// <summary>Takes back a request that was never sent.</summary>
    public void Remove(RedisValue request) => Tell(() => _database.SortedSetRemove(_keys[0], request, CommandFlags.FireAndForget));

    /// <summary>The call goes on whatever becomes of the message: an entry that stays uncorrected counts longer than it had to.</summary>
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

    private RedisValue[] EnterArguments(RedisValue request) => [request, Microseconds(UnsentHold), .. _windows];

    /// <summary>The account stands in it as a hash: keys are seen by everybody who looks into Redis. Braces keep it in one slot of a cluster.</summary>
    private static RedisKey NameOf(ThrottleKey key, string prefix)
    {
        string account = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key.Account)), 0, 8);
        return $"{prefix}:{{{key.Service}:{key.Action}:{key.AccessHost.ToLowerInvariant()}:{account}}}";
    }

    private static TimeSpan Margin(TimeSpan window, TimeSpan margin) => margin < window / 100 ? margin : window / 100;

    private static long Microseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMicroseconds);
}
