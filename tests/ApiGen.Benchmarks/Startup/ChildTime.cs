using System.Runtime.InteropServices;

namespace ApiGen.Benchmarks.Startup;

/// <summary>The CPU time of the processes that this one started and that have ended.</summary>
internal static partial class ChildTime
{
    // RUSAGE_CHILDREN of <sys/resource.h>; the structure holds two times and fourteen counters.
    private const int Children = -1;

    internal static TimeSpan Total
    {
        get
        {
            Span<long> usage = stackalloc long[18];
            return GetUsage(Children, ref MemoryMarshal.GetReference(usage)) == 0
                ? TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3])
                : throw new InvalidOperationException("The system does not tell the CPU time of ended processes.");
        }
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, ref long usage);
}
