namespace ApiGen.Explorer.Signing;

/// <summary>A canonical request or a string to sign in a pasted text.</summary>
/// <param name="Text">Its lines.</param>
/// <param name="Behind">The beginning of what goes on behind its last digit, where nothing says that the form ends there; null for nothing.</param>
internal sealed record PastedForm(string Text, string? Behind);
