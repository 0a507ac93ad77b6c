namespace ApiGen.Specs.Syntax;

/// <summary>The lines of a spec file that declare one action or one type.</summary>
/// <param name="FirstLine">The number of the first line, counted from 1.</param>
/// <param name="Lines">The lines without their ends.</param>
public sealed record SpecPassage(int FirstLine, IReadOnlyList<string> Lines)
{
    /// <summary>The lines of an action: the whole file when it declares that action alone. Null when the file does not declare it.</summary>
    public static SpecPassage? OfAction(string text, string action) => Root(text) is not { } root ? null
        : root.Entries.Any(entry => entry.Key == "action" && entry.Value is ScalarNode name && name.Value == action) ? WholeFile(text)
        : OfEntry(text, root, "actions", action);

    /// <summary>The lines of a type. Null when the file does not declare it.</summary>
    public static SpecPassage? OfType(string text, string type) => Root(text) is { } root ? OfEntry(text, root, "types", type) : null;

    private static MappingNode? Root(string text) => YamlTree.Parse(text).Root as MappingNode;

    private static SpecPassage WholeFile(string text) => new(1, Split(text.TrimEnd('\r', '\n')));

    private static SpecPassage? OfEntry(string text, MappingNode root, string section, string name)
    {
        MappingEntry? entry = root.Entries.Where(entry => entry.Key == section).Select(entry => entry.Value).OfType<MappingNode>()
            .SelectMany(mapping => mapping.Entries).FirstOrDefault(entry => entry.Key == name);
        if (entry is null)
        {
            return null;
        }

        int start = entry.KeySpan.Start;
        while (start > 0 && text[start - 1] is not ('\n' or '\r' or '\uFEFF'))
        {
            start--;
        }

        int end = Math.Max(entry.KeyEnd, entry.ValueEnd);
        while (end < text.Length && text[end] is not ('\n' or '\r'))
        {
            end++;
        }

        return new SpecPassage(entry.KeySpan.Line + 1, Split(text.Substring(start, end - start).TrimEnd('\r', '\n')));
    }

    private static string[] Split(string text) => text.TrimStart('\uFEFF').Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
}
