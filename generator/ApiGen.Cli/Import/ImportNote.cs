namespace ApiGen.Cli.Import;

/// <summary>Something about an import that a person should know.</summary>
/// <param name="Action">The action that it is about.</param>
/// <param name="Text">What there is to know.</param>
/// <param name="GuessedType">The type that was guessed; null when it is about an example. Where the specs already have one, the note is of no use.</param>
/// <param name="IsGap">Whether something of the source could not be read, so that it is missing in the specs.</param>
public sealed record ImportNote(string Action, string Text, string? GuessedType = null, bool IsGap = false)
{
    /// <summary>The note that an example was left out.</summary>
    /// <param name="action">The action.</param>
    /// <param name="faults">Its faults; empty when its JSON is broken.</param>
    public static ImportNote ExampleLeftOut(string action, IReadOnlyList<ExampleFault> faults) =>
        new(action, $"an example was left out ({(faults.Count == 0 ? "its JSON is broken" : string.Join(", ", faults.Take(3)))})");

    /// <summary>The note that something of a page could not be read.</summary>
    /// <param name="action">The action.</param>
    /// <param name="path">The page.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="text">What it is, and what became of it.</param>
    /// <param name="guessedType">The type that it is about, if it is about one.</param>
    public static ImportNote Gap(string action, string path, int line, string text, string? guessedType = null) =>
        new(action, FormattableString.Invariant($"{path}({line},1): {text}"), guessedType, IsGap: true);

    /// <summary>The note that a page lacks what every page has.</summary>
    /// <param name="action">The action.</param>
    /// <param name="path">The page.</param>
    /// <param name="missing">The first thing that is missing.</param>
    public static ImportNote Cut(string action, string path, string missing) =>
        new(action, $"{path}: {missing} is missing, as where a page was cut, and so may be all that follows it. Save the whole page", IsGap: true);

    /// <inheritdoc />
    public override string ToString() => $"{Action}: {Text}";
}
