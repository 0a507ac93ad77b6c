using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Hosting.Tests.Support;

/// <summary>Keeps all that loggers are given, at every level: messages, their parts, scopes and exceptions.</summary>
internal sealed class RecordingLoggerProvider : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ConcurrentQueue<(string Category, int EventId)> _events = new();

    public IReadOnlyCollection<string> Texts => _texts;

    public IReadOnlyCollection<(string Category, int EventId)> Events => _events;

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(object? state)
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> parts)
        {
            foreach ((string name, object? value) in parts)
            {
                string text = value is IEnumerable<string> several ? string.Join(' ', several) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                _texts.Enqueue($"{name}={text}");
            }
        }

        _texts.Enqueue(state?.ToString() ?? "");
    }

    private sealed class Recorder(RecordingLoggerProvider owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            owner.Add(state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            owner._events.Enqueue((category, eventId.Id));
            owner._texts.Enqueue(formatter(state, exception));
            owner.Add(state);
            if (exception is not null)
            {
                owner._texts.Enqueue(exception.ToString());
            }
        }
    }
}
