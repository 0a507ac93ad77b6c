namespace ApiGen.Explorer.Code;

/// <summary>Words of a POSIX shell.</summary>
internal static class ShellText
{
    /// <summary>One word, whatever is in the text: between single quotes nothing has a meaning but the quote itself.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=') ? text : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
