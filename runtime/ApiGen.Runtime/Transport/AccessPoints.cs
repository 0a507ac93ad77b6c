namespace ApiGen.Runtime.Transport;

/// <summary>Chooses between the access host and the second one that stands in while connections to the first keep failing.</summary>
internal sealed class AccessPoints(AccessPoint first, AccessPoint? backup, int failuresBeforeBackup, TimeProvider time)
{
    private static readonly TimeSpan BackupTime = TimeSpan.FromMinutes(1);

    private int _failures;
    private long _firstAgainAt;

    internal AccessPoint Current
    {
        get
        {
            if (backup is null || Volatile.Read(ref _failures) < failuresBeforeBackup)
            {
                return first;
            }

            if (time.GetTimestamp() < Volatile.Read(ref _firstAgainAt))
            {
                return backup;
            }

            // One more failure of the first sends calls to the second again at once.
            Volatile.Write(ref _failures, failuresBeforeBackup - 1);
            return first;
        }
    }

    internal void Responded(AccessPoint point)
    {
        if (ReferenceEquals(point, first) && Volatile.Read(ref _failures) != 0)
        {
            Volatile.Write(ref _failures, 0);
        }
    }

    internal void Failed(AccessPoint point)
    {
        if (backup is not null && ReferenceEquals(point, first) && Interlocked.Increment(ref _failures) >= failuresBeforeBackup)
        {
            Volatile.Write(ref _firstAgainAt, time.GetTimestamp() + (long)(BackupTime.TotalSeconds * time.TimestampFrequency));
        }
    }
}
