using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>The right to send a request that Redis has entered.</summary>
/// <param name="Request">The request's name in the log.</param>
/// <param name="At">From when on it holds, in clock ticks.</param>
/// <param name="IsSpread">Whether it was waited for, so that it is spread.</param>
internal readonly record struct Permit(RedisValue Request, long At, bool IsSpread);
