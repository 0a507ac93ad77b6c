namespace ApiGen.Explorer.Signing;

/// <summary>A line of another program's text beside the one that belongs there.</summary>
/// <param name="Name">What the line is.</param>
/// <param name="Theirs">What the other program has; null when the line is missing.</param>
/// <param name="Expected">What belongs there; null when the line is one too many.</param>
internal sealed record ComparedLine(string Name, string? Theirs, string? Expected)
{
    /// <summary>What the names of header lines begin with.</summary>
    public const string Header = "the header ";

    private const string SentType = "the Content-Type that is sent";

    /// <summary>Whether it is about a header that is sent and has to be another one, not about what is signed.</summary>
    public bool IsSentType => Name == SentType;

    /// <summary>Whether both are the same.</summary>
    public bool IsSame => Theirs == Expected;

    /// <summary>Whether blanks around it are all that differs.</summary>
    public bool HasBlanks => !IsSame && Theirs?.Trim() == Expected;

    /// <summary>The content type that a call carries beside the one that it signs, where the action takes no other one; null where what is sent is of the same media type.</summary>
    /// <param name="sent">What the call certainly carries; null when that is not known.</param>
    /// <param name="signed">What it rightly signs.</param>
    public static ComparedLine? OfSentType(string? sent, string signed) =>
        sent is not null && SignedRequest.MediaTypeOf(sent) != SignedRequest.MediaTypeOf(signed) ? new ComparedLine(SentType, sent, signed) : null;
}
