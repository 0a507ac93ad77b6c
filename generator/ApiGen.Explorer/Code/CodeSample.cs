namespace ApiGen.Explorer.Code;

/// <summary>A call as text for another program.</summary>
/// <param name="Name">What it is for, such as <c>curl</c>.</param>
/// <param name="Text">The text.</param>
/// <param name="Note">What to know before it is used; may be empty.</param>
internal sealed record CodeSample(string Name, string Text, string Note);
