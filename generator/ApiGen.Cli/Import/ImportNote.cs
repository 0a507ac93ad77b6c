namespace ApiGen.Cli.Import;

/// <summary>Something about an import that a person should know.</summary>
/// <param name="Action">The action that it is about.</param>
/// <param name="Text">What there is to know.</param>
/// <param name="GuessedType">The type that was guessed; null when it is about an example. Where the specs already have one, the note is of no use.</param>
public sealed record ImportNote(string Action, string Text, string? GuessedType = null)
{
    /// <summary>The note that an example was left out.</summary>
    /// <param name="action">The action.</param>
    /// <param name="faults">Its faults; empty when its JSON is broken.</param>
    public static ImportNote ExampleLeftOut(string action, IReadOnlyList<ExampleFault> faults) =>
        new(action, $"an example was left out ({(faults.Count == 0 ? "its JSON is broken" : string.Join(", ", faults.Take(3)))})");

    /// <inheritdoc />
    public override string ToString() => $"{Action}: {Text}";
}
