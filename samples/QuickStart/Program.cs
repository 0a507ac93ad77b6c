using QuickStart;

// Ctrl+C ends a run early, also while calls wait for the throttle.
using CancellationTokenSource interrupted = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

if (!Arguments.TryParse(args, out Arguments arguments, out string? complaint))
{
    Console.Error.WriteLine(complaint);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

try
{
    return arguments.Live
        ? await LiveRun.RunAsync(interrupted.Token)
        : await LocalRun.RunAsync(arguments.Calls, interrupted.Token);
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("Interrupted.");
    return 130;
}
