using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary>A wait for something that the tool does not do itself, and that may never come.</summary>
internal static class LongWait
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    /// <summary>Tells after some seconds what is waited for. What this gives is disposed of when the wait is over.</summary>
    /// <param name="what">What is waited for, such as <c>'git ls-tree'</c>.</param>
    /// <param name="clock">The time; null for that of the system.</param>
    /// <param name="error">Where it is told; null for standard error.</param>
    public static ITimer Tell(string what, TimeProvider? clock = null, TextWriter? error = null) => (clock ?? TimeProvider.System).CreateTimer(
        _ => (error ?? Console.Error).WriteLine($"apigen: waiting for {SingleLine.Of(what)}; Ctrl+C ends it."), null, Silence, Timeout.InfiniteTimeSpan);
}
