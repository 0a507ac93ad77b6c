namespace ApiGen.Emulator;

/// <summary>How far a call gets before its connection fails.</summary>
public enum FaultPoint
{
    /// <summary>The headers have arrived; nothing of the body is read and nothing is checked.</summary>
    BeforeReading,

    /// <summary>The whole request has arrived and was accepted; nothing of the answer is sent.</summary>
    BeforeAnswer,

    /// <summary>Half of the answer's body is sent.</summary>
    DuringBody,
}
