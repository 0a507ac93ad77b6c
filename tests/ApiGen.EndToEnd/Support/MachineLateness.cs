using System.Diagnostics;

namespace ApiGen.EndToEnd.Support;

/// <summary>
/// The control of a measurement: a thread that wants to run every few milliseconds and notes how much later it does. A gateway on the
/// same machine sees arrivals late by as much, whatever the client does, so bounds on arrivals give way by it and by no more.
/// </summary>
internal sealed class MachineLateness : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly Thread _thread;
    private readonly long _began = Stopwatch.GetTimestamp();
    private TimeSpan _largest;
    private TimeSpan _sum;
    private volatile bool _isOver;

    private MachineLateness()
    {
        _thread = new Thread(Watch) { IsBackground = true, Name = "Lateness of this machine" };
        _thread.Start();
    }

    /// <summary>The window of that length, less what the machine may have shifted arrivals by at both of its ends; at least a quarter of it.</summary>
    public TimeSpan Within(TimeSpan window)
    {
        lock (_lock)
        {
            TimeSpan left = window - (2 * _largest);
            return left > window / 4 ? left : window / 4;
        }
    }

    /// <summary>The part of the time for which the machine let a thread run when it wanted to, from 0 to 1.</summary>
    public double Available
    {
        get
        {
            lock (_lock)
            {
                return Math.Max(0, 1 - (_sum / Stopwatch.GetElapsedTime(_began)));
            }
        }
    }

    public static MachineLateness Watching() => new();

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
    }

    private void Watch()
    {
        while (!_isOver)
        {
            long before = Stopwatch.GetTimestamp();
            Thread.Sleep(Step);
            TimeSpan late = Stopwatch.GetElapsedTime(before) - Step;

            // A millisecond is the timer's own.
            if (late > TimeSpan.FromMilliseconds(1))
            {
                lock (_lock)
                {
                    _sum += late;
                    _largest = late > _largest ? late : _largest;
                }
            }
        }
    }
}
