using System.Globalization;

namespace ApiGen.Emulator.Responses;

/// <summary>Makes the ids of responses: 32 hexadecimal digits, random or counted.</summary>
internal sealed class RequestIds(bool deterministic)
{
    private long _count;

    /// <summary>Whether an example's own id is kept.</summary>
    public bool KeepExamples => deterministic;

    public string Next() => deterministic
        ? Interlocked.Increment(ref _count).ToString("x32", CultureInfo.InvariantCulture)
        : Guid.NewGuid().ToString("N");
}
