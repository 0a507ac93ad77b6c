using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// Chooses between the access host and the second one that stands in while the first keeps failing. When a minute has passed, one call
/// at a time tries whether the first is back: one that may go on to the second if it is not, and any other only when none came for another minute.
/// </summary>
internal sealed class AccessPoints(AccessPoint first, AccessPoint? backup, int failuresBeforeBackup, TimeProvider time)
{
    private int _failures;
    private int _isProbed;
    private long _probeAt;

    // A minute on the clock.
    private long BackupTicks => 60 * time.TimestampFrequency;

    /// <summary>The access host that calls go to while it can be reached.</summary>
    internal AccessPoint First => first;

    /// <summary>Where the next attempt goes.</summary>
    /// <param name="mayFollow">Whether another attempt may follow one of which nobody knows what became.</param>
    internal AccessChoice Choose(bool mayFollow)
    {
        if (backup is null || Volatile.Read(ref _failures) < failuresBeforeBackup)
        {
            return new AccessChoice(first, IsProbe: false);
        }

        long probeAt = Volatile.Read(ref _probeAt) + (mayFollow ? 0 : BackupTicks);
        return time.GetTimestamp() >= probeAt && Interlocked.CompareExchange(ref _isProbed, 1, 0) == 0
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
                    Volatile.Write(ref _probeAt, time.GetTimestamp() + BackupTicks);
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
