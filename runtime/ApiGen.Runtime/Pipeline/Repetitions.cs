namespace ApiGen.Runtime.Pipeline;

/// <summary>What a call has learnt from attempts that failed.</summary>
internal sealed class Repetitions
{
    private bool _clockWasCorrected;
    private bool _clockLearnt;
    private bool _credentialWasRenewed;
    private bool _credentialIsNew;

    /// <summary>The failure after which the call is pausing or repeated.</summary>
    internal ApiException? LastFailure { get; set; }

    /// <summary>How many pauses were made.</summary>
    internal int Pauses { get; set; }

    /// <summary>How often the provider named another account than the one whose turn it was.</summary>
    internal int AccountChanges { get; set; }

    /// <summary>By how much the server's clock is ahead of this machine's, as far as the last failure told.</summary>
    internal TimeSpan ClockOffset { get; private set; }

    /// <summary>Takes note that the last failure taught the client the server's time.</summary>
    internal void LearnClock(TimeSpan offset)
    {
        ClockOffset = offset;
        _clockLearnt = true;
    }

    /// <summary>Whether the last failure taught the client the server's time.</summary>
    internal bool ClockLearnt => _clockLearnt;

    /// <summary>Takes note that the provider may have another credential in place of the one that was refused.</summary>
    internal void RenewCredential() => _credentialIsNew = true;

    /// <summary>Uses up the one repetition that a new credential allows.</summary>
    internal bool TryUseNewCredential()
    {
        bool use = _credentialIsNew && !_credentialWasRenewed;
        _credentialWasRenewed |= use;
        _credentialIsNew = false;
        return use;
    }

    /// <summary>Uses up the one repetition that a corrected clock allows.</summary>
    internal bool TryUseClockCorrection()
    {
        bool use = _clockLearnt && !_clockWasCorrected;
        _clockWasCorrected |= use;
        _clockLearnt = false;
        return use;
    }
}
