namespace ApiGen.Cli.Import;

/// <summary>One way in which an example departs from the model.</summary>
/// <param name="Kind">The kind of fault, such as <c>unknown-member</c> or <c>string-where-int</c>.</param>
/// <param name="Path">Where it is, such as <c>Data[2].Name</c>.</param>
public sealed record ExampleFault(string Kind, string Path)
{
    /// <inheritdoc />
    public override string ToString() => Path.Length == 0 ? Kind : $"{Kind} at {Path}";
}
