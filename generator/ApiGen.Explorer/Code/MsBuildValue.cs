using System.Globalization;
using System.Text;

namespace ApiGen.Explorer.Code;

/// <summary>Values of attributes in a project file, which MSBuild reads from XML.</summary>
internal static class MsBuildValue
{
    // What has a meaning in the value of an item: the end of a name, properties, items, metadata, wildcards and the escape itself.
    private const string OfMsBuild = "%$@'();?*";

    /// <summary>
    /// A value that MSBuild reads as the text. Blanks at its ends would be trimmed, and XML has no form for most control characters; marks that would make the
    /// line read otherwise are references.
    /// </summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new();
        int begin = text.Length - text.TrimStart().Length, end = text.TrimEnd().Length;
        int at = 0;
        foreach (Rune c in text.EnumerateRunes())
        {
            bool isTrimmed = (at < begin || at >= end) && c.IsAscii;
            at += c.Utf16SequenceLength;
            quoted.Append(isTrimmed || Rune.IsControl(c) || (c.IsAscii && OfMsBuild.Contains((char)c.Value, StringComparison.Ordinal)) ? string.Create(CultureInfo.InvariantCulture, $"%{c.Value:X2}")
                : TextMarks.Is(c) ? string.Create(CultureInfo.InvariantCulture, $"&#x{c.Value:X};")
                : System.Security.SecurityElement.Escape(c.ToString()));
        }

        return quoted.ToString();
    }

    /// <summary>Why no item can name the files of a place; null when one can.</summary>
    public static string? Fault(SpecPlace place) =>
        place.Path.Contains('\\', StringComparison.Ordinal) ? "the path of the spec has a backslash, which MSBuild takes for the end of a folder's name"
        : place.Path.AsSpan().IndexOfAny("|\"\n\r") >= 0 ? "the path of the spec has a line end, '|' or '\"', which does not pass the compiler (APIGEN0116)"
        : !place.IsFile && place.Path.AsSpan().IndexOfAny('*', '?') >= 0 ? "the name of the spec's folder has a wildcard (* or ?), beside which MSBuild takes no other"
        : null;
}
