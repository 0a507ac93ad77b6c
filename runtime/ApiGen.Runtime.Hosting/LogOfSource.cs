using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Hosting;

/// <summary>The log of a source of credentials, silent while the source is not in use: that it has none is told as the reason why it waits, and is no error of the application.</summary>
internal sealed class LogOfSource(ILoggerFactory inner, Func<bool> isInUse) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName), isInUse);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The application's own goes on.
    }

    private sealed class Logger(ILogger inner, Func<bool> isInUse) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => isInUse() && inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (isInUse())
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
