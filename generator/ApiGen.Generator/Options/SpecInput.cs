namespace ApiGen.Generator.Options;

/// <summary>A spec file with what the consumer's project says of it.</summary>
/// <param name="LogicalPath">The path relative to the project or to the bundled specs, with forward slashes.</param>
/// <param name="Text">The content.</param>
/// <param name="Item">The bundled service that the project names; empty for a file of its own.</param>
/// <param name="Actions">The patterns of the actions to generate; empty for all.</param>
/// <param name="Namespace">The namespace of the service that the file declares; empty for the declared one.</param>
/// <param name="Emit">What the consumer chose for the code.</param>
internal sealed record SpecInput(string LogicalPath, string Text, string Item, string Actions, string Namespace, EmitOptions Emit)
{
    /// <summary>The item of the project file that names the file, as messages do.</summary>
    public string ProjectItem => Item.Length > 0 ? $"ApiService {Item}" : $"ApiSpec {LogicalPath}";
}
