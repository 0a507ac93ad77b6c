namespace ApiGen.Runtime.Throttling.Ledger;

internal enum SentCallState : byte
{
    /// <summary>No response yet.</summary>
    Outstanding,

    /// <summary>No response for so long that the call may arrive at any time: it is not in the log, but holds its place.</summary>
    Held,

    Accepted,
    Refused,

    /// <summary>No response will come.</summary>
    Abandoned,
}
