using ApiGen.Runtime.Timing;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>
/// Knows whether Redis is there: it is lost with the first failure, whatever the failure is, and back when it does what is needed several times in a row.
/// One that is soon lost again has to do so more often. Thread-safe.
/// </summary>
internal sealed partial class RedisPresence : IDisposable
{
    private const int LeastProbes = 2;
    private const int MostProbes = 64;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly IConnectionMultiplexer _redis;
    private readonly RedisQuotaOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly object _lock = new();
    private readonly ITimer _probe;
    private CancellationTokenSource _change = new();
    private long _lostAt;
    private long _backAt;
    private bool _wasLost;
    private bool _isProbing;
    private bool _hasEntered = true;
    private int _probesLeft;
    private int _probesNeeded = LeastProbes;

    public RedisPresence(IConnectionMultiplexer redis, RedisQuotaOptions options, ILogger logger, TimeProvider time)
    {
        _redis = redis;
        _options = options;
        _logger = logger;
        _time = time;
        _probe = time.CreateDetachedTimer(static state => _ = ((RedisPresence)state!).ProbeAsync(), this);
        if (!redis.IsConnected)
        {
            Lose(null);
        }
    }

    public bool IsThere { get; private set; } = true;

    /// <summary>Cancelled when Redis is lost or back. Ask for it before <see cref="IsThere"/>, so that no change goes unnoticed.</summary>
    public CancellationToken Changed
    {
        get
        {
            lock (_lock)
            {
                return _change.Token;
            }
        }
    }

    /// <summary>How much of a time that begins with the loss is left.</summary>
    public TimeSpan LeftSinceLost(TimeSpan length)
    {
        lock (_lock)
        {
            return length - _time.GetElapsedTime(_lostAt);
        }
    }

    /// <summary>How much of a time that begins with the return is left; zero or less when Redis was never lost.</summary>
    public TimeSpan LeftSinceBack(TimeSpan length)
    {
        lock (_lock)
        {
            return _wasLost && IsThere ? length - _time.GetElapsedTime(_backAt) : TimeSpan.Zero;
        }
    }

    /// <summary>Redis failed.</summary>
    public void Lose(Exception? reason)
    {
        CancellationTokenSource change;
        lock (_lock)
        {
            if (!IsThere)
            {
                return;
            }

            IsThere = false;
            _probesNeeded = _wasLost && _time.GetElapsedTime(_backAt) < Soon ? Math.Min(_probesNeeded * 2, MostProbes) : LeastProbes;
            _probesLeft = _probesNeeded;
            _wasLost = true;

            // What counts is when the last call was allowed.
            _lostAt = _hasEntered ? _time.GetTimestamp() : _lostAt;
            _hasEntered = false;
            change = BeginChange();
            _probe.Change(_options.ProbeInterval, _options.ProbeInterval);
        }

        LogLost(_options.ExpectedProcesses, reason is RedisServerException or RedisCommandException ? reason.Message : reason?.GetType().Name ?? "not connected");
        change.Cancel();
    }

    /// <summary>Redis has let a call pass.</summary>
    public void Entered() => _hasEntered = true;

    public void Dispose()
    {
        _probe.Dispose();
        _change.Dispose();
    }

    private async Task ProbeAsync()
    {
        lock (_lock)
        {
            if (IsThere || _isProbing)
            {
                return;
            }

            _isProbing = true;
        }

        bool isBack = await RespondsAsync().ConfigureAwait(false);
        CancellationTokenSource change;
        lock (_lock)
        {
            _isProbing = false;
            _probesLeft = isBack ? _probesLeft - 1 : _probesNeeded;
            if (_probesLeft > 0)
            {
                return;
            }

            IsThere = true;
            _backAt = _time.GetTimestamp();
            change = BeginChange();
            _probe.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        LogBack();
        change.Cancel();
    }

    /// <summary>The source to cancel once the lock is left: what waits on it goes on at once.</summary>
    private CancellationTokenSource BeginChange()
    {
        CancellationTokenSource change = _change;
        _change = new CancellationTokenSource();
        return change;
    }

    private async Task<bool> RespondsAsync()
    {
        try
        {
            await RedisArrivalLog.ProbeAsync(_redis, _options.KeyPrefix).WaitAsync(_options.CommandTimeout, _time).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (RedisFailure.Is(e))
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 3001, EventName = "RedisLost", Level = LogLevel.Warning, Message = "Redis is lost ({Reason}): until it is back, this process keeps to its share of the request limits, one part in {ExpectedProcesses}")]
    private partial void LogLost(int expectedProcesses, string reason);

    [LoggerMessage(EventId = 3002, EventName = "RedisBack", Level = LogLevel.Information, Message = "Redis is back: the request limits are shared again")]
    private partial void LogBack();
}
