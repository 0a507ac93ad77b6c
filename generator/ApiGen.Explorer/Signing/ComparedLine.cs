namespace ApiGen.Explorer.Signing;

/// <summary>A line of another program's text beside the one that belongs there.</summary>
/// <param name="Name">What the line is.</param>
/// <param name="Theirs">What the other program has; null when the line is missing.</param>
/// <param name="Expected">What belongs there; null when the line is one too many.</param>
internal sealed record ComparedLine(string Name, string? Theirs, string? Expected)
{
    /// <summary>Whether both are the same.</summary>
    public bool IsSame => Theirs == Expected;

    /// <summary>Whether blanks around it are all that differs.</summary>
    public bool HasBlanks => !IsSame && Theirs?.Trim() == Expected;
}
