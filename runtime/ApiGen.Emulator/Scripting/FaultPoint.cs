namespace ApiGen.Emulator;

/// <summary>How far a call gets before its connection fails.</summary>
public enum FaultPoint
{
    /// <summary>The headers have arrived; nothing of the body is read and nothing is checked.</summary>
    BeforeReading,

    /// <summary>The whole request has arrived and was accepted; nothing of the response is sent.</summary>
    BeforeResponse,

    /// <summary>Half of the response's body is sent.</summary>
    DuringBody,
}
