namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>What the ledger knows of a call that was sent; times are clock ticks.</summary>
internal struct SentCall
{
    /// <summary>When the last of it was written.</summary>
    public long SentAt;

    /// <summary>When it has reached the server at the latest, as the log has it.</summary>
    public long ArrivedBy;

    /// <summary>Known from the response on.</summary>
    public long RespondedAt;

    public SentCallState State;

    /// <summary>One of the first calls, which are given their whole round trip.</summary>
    public bool IsFirst;

    /// <summary>It was refused and has used up nothing, so that it holds no place in the log.</summary>
    public bool IsFree;

    /// <summary>It was held up by so much that this cannot have been work.</summary>
    public bool IsStalled;
}
