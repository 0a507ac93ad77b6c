namespace ApiGen.Runtime.Pipeline;

/// <summary>What a call is doing.</summary>
internal enum CallPhase : byte
{
    Waiting,
    Authenticating,
    Writing,
    Sending,
    Reading,
    Streaming,
    Pausing,
}

internal static class CallPhases
{
    /// <summary>The phase as the end of a sentence.</summary>
    internal static string Describe(this CallPhase phase) => phase switch
    {
        CallPhase.Waiting => "waiting in the throttle",
        CallPhase.Authenticating => "waiting for the credential",
        CallPhase.Writing => "writing the request",
        CallPhase.Sending => "waiting for the response",
        CallPhase.Reading => "reading the response",
        CallPhase.Streaming => "waiting for the next event",
        _ => "pausing before the next attempt",
    };
}
