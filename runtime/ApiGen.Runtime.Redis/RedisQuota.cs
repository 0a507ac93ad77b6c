using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>
/// Shares the documented limits between processes through one Redis. While Redis is lost, each process keeps to its share of the limits;
/// it finds back by itself. Thread-safe; make one per process and keep it as long as the clients.
/// </summary>
public sealed class RedisQuota : IDisposable
{
    private readonly IConnectionMultiplexer _redis;
    private readonly RedisQuotaOptions _options;
    private readonly RedisPresence _presence;
    private readonly TimeProvider _time;

    /// <summary>Shares limits through a connection that the caller owns.</summary>
    /// <param name="redis">
    /// The connection. Make it with <c>AbortOnConnectFail = false</c>, so that it connects when Redis comes up later.
    /// </param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="logger">Receives one warning when Redis is lost and one message when it is back; null for none.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public RedisQuota(IConnectionMultiplexer redis, RedisQuotaOptions? options = null, ILogger<RedisQuota>? logger = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(redis);
        _redis = redis;
        _options = options ?? new RedisQuotaOptions();
        _time = time ?? TimeProvider.System;
        _presence = new RedisPresence(redis, _options, logger ?? NullLogger<RedisQuota>.Instance, _time);
    }

    /// <summary>Whether Redis is lost and the process keeps to its share.</summary>
    public bool IsLost => !_presence.IsThere;

    /// <summary>The limiter for a key: give this method as <see cref="ThrottleOptions.LimiterFactory"/>.</summary>
    /// <returns>Null when the key has no limits.</returns>
    public RateLimiter? CreateLimiter(ThrottleKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Limits.Count == 0 ? null : new RedisQuotaLimiter(key, new RedisArrivalLog(_redis, key, _presence, _options, _time), _presence, _options, _time);
    }

    /// <summary>
    /// Stops looking after Redis. The connection stays open; it is the caller's. Calls that wait, and later ones, end with an <see cref="ApiThrottledException"/> that says so:
    /// dispose of the clients first.
    /// </summary>
    public void Dispose() => _presence.Dispose();
}
