using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiGen.Runtime.Telemetry;

/// <summary>A logger of the application's, which may throw: that changes nothing of what it is told of.</summary>
internal sealed class HarmlessLogger : ILogger
{
    private readonly ILogger _logger;

    private HarmlessLogger(ILogger logger) => _logger = logger;

    /// <summary>The logger of a category; one that logs nothing without a factory.</summary>
    internal static ILogger Of(ILoggerFactory? factory, string category) => factory is null ? NullLogger.Instance : new HarmlessLogger(factory.CreateLogger(category));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return _logger.IsEnabled(logLevel);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            _logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whoever called an action has its response, or its failure, all the same.
        }
    }
}
