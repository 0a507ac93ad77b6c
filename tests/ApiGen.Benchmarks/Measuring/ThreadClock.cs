using System.Runtime.InteropServices;

namespace ApiGen.Benchmarks.Measuring;

/// <summary>The CPU time of the calling thread, which neighbours on the machine disturb less than the time of day.</summary>
internal static partial class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of <time.h> on Linux.
    private const int ThreadCpuTime = 3;

    /// <summary>Nanoseconds of CPU time that the calling thread has used; where the system does not tell, the time of day.</summary>
    internal static long Nanoseconds =>
        OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out TimeSpec time) == 0
            ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
            : System.Diagnostics.Stopwatch.GetTimestamp() * (1_000_000_000 / System.Diagnostics.Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;
    }
}
