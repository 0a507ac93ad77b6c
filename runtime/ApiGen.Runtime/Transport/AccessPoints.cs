using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// Chooses between the access host and the second one that stands in while the first keeps failing. When a minute has passed, one call
/// at a time tries whether the first is back.
/// </summary>
internal sealed class AccessPoints(AccessPoint first, AccessPoint? backup, int failuresBeforeBackup, TimeProvider time)
{
    private static readonly TimeSpan BackupTime = TimeSpan.FromMinutes(1);

    private int _failures;
    private int _isProbed;
    private long _probeAt;

    /// <summary>The access host that calls go to while it can be reached.</summary>
    internal AccessPoint First => first;

    /// <summary>Where the next attempt goes.</summary>
    internal AccessChoice Choose()
    {
        if (backup is null || Volatile.Read(ref _failures) < failuresBeforeBackup)
        {
            return new AccessChoice(first, IsProbe: false);
        }

        return time.GetTimestamp() >= Volatile.Read(ref _probeAt) && Interlocked.CompareExchange(ref _isProbed, 1, 0) == 0
            ? new AccessChoice(first, IsProbe: true)
            : new AccessChoice(backup, IsProbe: false);
    }

    /// <summary>An attempt got its response.</summary>
    internal void Reached(CallScope scope)
    {
        if (scope.Channel.Point == first && Volatile.Read(ref _failures) != 0)
        {
            Volatile.Write(ref _failures, 0);
        }

        EndProbe(scope);
    }

    /// <summary>An attempt failed: what that says about its host.</summary>
    internal void Failed(Exception failure, CallScope scope)
    {
        switch (failure)
        {
            case ApiServiceException or ApiHttpStatusException or ApiMalformedResponseException:
                Reached(scope);
                return;

            // A host that accepts connections and says nothing is as good as none.
            case ApiNetworkException { IsLocal: false }:
            case ApiTimeoutException when scope.Phase is CallPhase.Sending or CallPhase.Reading or CallPhase.Streaming:
                if (backup is not null && scope.Channel.Point == first && Interlocked.Increment(ref _failures) >= failuresBeforeBackup)
                {
                    Volatile.Write(ref _probeAt, time.GetTimestamp() + (long)(BackupTime.TotalSeconds * time.TimestampFrequency));
                }

                break;
        }

        EndProbe(scope);
    }

    /// <summary>Nothing goes where it was to go.</summary>
    internal void GiveUp(AccessChoice choice)
    {
        if (choice.IsProbe)
        {
            Volatile.Write(ref _isProbed, 0);
        }
    }

    private void EndProbe(CallScope scope)
    {
        GiveUp(new AccessChoice(scope.Channel.Point, scope.IsProbe));
        scope.IsProbe = false;
    }
}
