namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>A text that a random method works with.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsSaid">Whether the source says that it is null when it is. A parameter may be null without the source saying so.</param>
internal readonly record struct Word(string? Text, bool IsSaid)
{
    public static implicit operator Word(string? text) => new(text, IsSaid: true);

    /// <summary>A text that nobody has said to be null.</summary>
    public static Word Unsaid(string? text) => new(text, text is not null);
}
