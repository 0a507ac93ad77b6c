namespace ApiGen.Generator.Options;

/// <summary>A spec file with what the consumer's project says of it.</summary>
/// <param name="LogicalPath">The path relative to the project or to the bundled specs, with forward slashes.</param>
/// <param name="Text">The content.</param>
/// <param name="Item">The bundled service that the project names; empty for a file of its own.</param>
/// <param name="Actions">The patterns of the actions to generate; empty for all.</param>
/// <param name="Emit">What the consumer chose for the code.</param>
internal sealed record SpecInput(string LogicalPath, string Text, string Item, string Actions, EmitOptions Emit);
