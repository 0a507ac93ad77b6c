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

    // The last one that Redis wrote down; empty when it did not.
    private string _lastProbe = "";
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
            Lose(null, Version);
        }
    }

    /// <summary>Changes when Redis is lost and when it is back: what was asked of one that has been lost meanwhile tells nothing of the one that is back.</summary>
    public int Version { get; private set; }

    /// <summary>The way there, which is the same for all keys: a key with few questions of its own would take what a busy process adds to each of them for the way.</summary>
    public RedisPath Path { get; } = new();

    /// <summary>Whether it looks for Redis no more.</summary>
    public bool IsDisposed { get; private set; }

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
    /// <param name="reason">How; null when it is not connected.</param>
    /// <param name="version">The <see cref="Version"/> when it was asked.</param>
    public void Lose(Exception? reason, int version)
    {
        CancellationTokenSource change;
        lock (_lock)
        {
            if (!IsThere || version != Version || IsDisposed)
            {
                return;
            }

            IsThere = false;
            _probesNeeded = _wasLost && _time.GetElapsedTime(_backAt) < Soon ? Math.Min(_probesNeeded * 2, MostProbes) : LeastProbes;
            _probesLeft = _probesNeeded;
            _lastProbe = "";
            _wasLost = true;

            // What counts is when the last call was allowed.
            _lostAt = _hasEntered ? _time.GetTimestamp() : _lostAt;
            _hasEntered = false;
            change = BeginChange();
            _probe.Change(_options.ProbeInterval, _options.ProbeInterval);
        }

        LogLost(_options.ExpectedProcesses, reason is RedisServerException or RedisCommandException or LogGoneException ? reason.Message : reason?.GetType().Name ?? "not connected");
        change.Cancel();
    }

    /// <summary>Redis has let a call pass.</summary>
    public void Entered() => _hasEntered = true;

    /// <summary>Ends every wait: nobody may be left waiting for a Redis that nobody looks for.</summary>
    public void Dispose()
    {
        CancellationTokenSource change;
        lock (_lock)
        {
            IsDisposed = true;
            change = _change;
        }

        _probe.Dispose();
        change.Cancel();
    }

    private async Task ProbeAsync()
    {
        lock (_lock)
        {
            if (IsThere || _isProbing || IsDisposed)
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
            if (_probesLeft > 0 || IsDisposed)
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
        Version++;
        CancellationTokenSource change = _change;
        _change = new CancellationTokenSource();
        return change;
    }

    private async Task<bool> RespondsAsync()
    {
        try
        {
            string probe = Guid.NewGuid().ToString("N");
            Task<long[]> response = RedisArrivalLog.ProbeAsync(_redis, _options.KeyPrefix, probe, _lastProbe, 4 * (_options.ProbeInterval + _options.CommandTimeout));
            await response.WithinAsync(_options.CommandTimeout, _time).ConfigureAwait(false);
            _lastProbe = probe;
            return true;
        }
        catch (Exception e) when (RedisFailure.Is(e))
        {
            _lastProbe = "";
            return false;
        }
    }

    [LoggerMessage(EventId = 3001, EventName = "RedisLost", Level = LogLevel.Warning, Message = "Redis is lost ({Reason}): until it is back, this process keeps to its share of the request limits, one part in {ExpectedProcesses}")]
    private partial void LogLost(int expectedProcesses, string reason);

    [LoggerMessage(EventId = 3002, EventName = "RedisBack", Level = LogLevel.Information, Message = "Redis is back: the request limits are shared again")]
    private partial void LogBack();
}
