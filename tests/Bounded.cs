namespace ApiGen.Tests;

/// <summary>Runs what takes seconds when its time grows with its input, and many minutes when it grows with its square.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>Fails after a minute; what does not come to an end is left behind.</summary>
    public static Task RunAsync(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Most);

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task RunAsync(Func<Task> work) => Task.Run(work).WaitAsync(Most);
}
