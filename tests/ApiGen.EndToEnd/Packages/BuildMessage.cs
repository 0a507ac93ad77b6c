namespace ApiGen.EndToEnd.Packages;

/// <summary>A warning or an error of a build.</summary>
/// <param name="Place">The file with line and column, such as <c>Program.cs(3,5)</c>.</param>
/// <param name="Severity"><c>warning</c> or <c>error</c>.</param>
/// <param name="Code">Its ID.</param>
/// <param name="Text">What it says.</param>
internal sealed record BuildMessage(string Place, string Severity, string Code, string Text);
