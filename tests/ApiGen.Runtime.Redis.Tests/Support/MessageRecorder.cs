using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>Keeps the level and the event of each message.</summary>
internal sealed class MessageRecorder : ILogger<RedisQuota>
{
    public ConcurrentQueue<string> Messages { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Messages.Enqueue($"{logLevel} {eventId.Name}");
}
