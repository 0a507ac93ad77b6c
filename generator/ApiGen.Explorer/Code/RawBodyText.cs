namespace ApiGen.Explorer.Code;

/// <summary>A raw body as it can be written into code; null where only a file can hold it.</summary>
/// <param name="InCode">For a literal of C# and a word of a shell.</param>
/// <param name="InArgument">For an option of a command, which must not be empty and means something else with <c>@</c> or <c>-</c> at the start.</param>
/// <param name="InHttpFile">For an HTTP file, where some lines have a meaning and blanks at the end have none.</param>
internal sealed record RawBodyText(string? InCode, string? InArgument, string? InHttpFile)
{
    private const int Most = 4_000;

    /// <summary>The forms of a body: none for what is no text, is long, or has characters that are lost when code is copied.</summary>
    public static RawBodyText Of(byte[] body)
    {
        string? text = body.Length <= Most && Utf8Text.Of(body) is { } found && !found.Any(static c => char.IsControl(c) && c is not ('\n' or '\t')) ? found : null;
        return new RawBodyText(
            text,
            text is null or "" || text.StartsWith('@') || text.StartsWith('-') ? null : text,
            text is null || text != text.Trim() || text.Split('\n').Any(static line => line.StartsWith('<') || line.StartsWith('#') || line.StartsWith('>') || line.StartsWith('@')) || text.Contains("{{", StringComparison.Ordinal) || TextMarks.First(text) is not null ? null : text);
    }
}
