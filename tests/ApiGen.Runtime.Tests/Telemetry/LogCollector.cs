using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Tests.Telemetry;

/// <summary>Keeps everything that is logged.</summary>
internal sealed class LogCollector : ILoggerFactory, ILogger
{
    internal ConcurrentQueue<Entry> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        IEnumerable<KeyValuePair<string, object?>> values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
        Entries.Enqueue(new Entry(eventId.Id, logLevel, formatter(state, exception), exception, values.ToDictionary(v => v.Key, v => v.Value)));
    }

    public void Dispose()
    {
    }

    internal sealed record Entry(int EventId, LogLevel Level, string Message, Exception? Exception, IReadOnlyDictionary<string, object?> Values);
}
