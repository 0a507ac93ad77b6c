using System.Security;
using System.Text.RegularExpressions;
using System.Xml;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Projects;

/// <summary>Adds items to a project file, whose other bytes stay as they are.</summary>
internal static partial class ProjectText
{
    /// <summary>The includes of the items that are seen to cover a file already.</summary>
    /// <param name="text">The project's text.</param>
    /// <param name="file">The file, relative to the project, with forward slashes.</param>
    /// <param name="name">What the text is of, for the error.</param>
    /// <exception cref="CommandException">The text is not XML.</exception>
    public static IEnumerable<string> Covering(string text, string file, string name = "the project file") => Scan(text, name).Includes
        .SelectMany(include => include.Split(';'))
        .Select(include => Unescaped(include.Trim()).Replace('\\', '/'))
        .Where(include => include.Length > 0 && Glob(include).IsMatch(file));

    /// <summary>Whether a target adds spec items, which shows only when it has run.</summary>
    /// <exception cref="CommandException">The text is not XML.</exception>
    public static bool HasItemsInTargets(string text) => Scan(text).HasItemsInTargets;

    /// <summary>Whether the project says that it uses ApiGen.</summary>
    public static bool UsesApiGen(string text) => PackageReference.IsMatch(text);

    /// <summary>Why no item can name a file, however its name is escaped; null when one can.</summary>
    /// <param name="file">The file, relative to the project, with forward slashes.</param>
    public static string? IncludeFault(string file) => Inexpressible().Match(file) is { Success: true } sign
        ? $"MSBuild does not read '{sign.Value}' in it as a part of a name"
        : null;

    /// <summary>The item as it is written.</summary>
    /// <param name="include">The files, relative to the project, as they are called; wildcards are left what they are.</param>
    /// <param name="actions">The patterns of the selected actions; null for all.</param>
    /// <param name="frameworks">The target frameworks whose builds take it; none for all.</param>
    public static string Item(string include, string? actions, params string[] frameworks) =>
        $"<ApiSpec Include=\"{SecurityElement.Escape(Escaped(include))}\"{(actions is null ? "" : $" Actions=\"{SecurityElement.Escape(actions)}\"")}{Condition(frameworks)} />";

    private static string Condition(string[] frameworks) =>
        frameworks.Length == 0 ? "" : $" Condition=\"{string.Join(" Or ", frameworks.Select(framework => $"'$(TargetFramework)' == '{SecurityElement.Escape(framework)}'"))}\"";

    /// <summary>The project's text with the item: in the group that has such items already, or in a group of its own at the end.</summary>
    /// <param name="text">The project's text, a byte order mark included.</param>
    /// <param name="item">The item.</param>
    /// <param name="isLast">Whether it stands at the end in any case, behind all that takes items away.</param>
    /// <exception cref="CommandException">The text is no project.</exception>
    public static string Add(string text, string item, bool isLast = false)
    {
        Places places = Scan(text);
        if (places.Empty is { } start && EmptyElement().Match(text, start) is { Success: true } empty)
        {
            int sign = empty.Groups["end"].Index;
            string opened = text[..sign].TrimEnd();
            text = $"{opened}>{(text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n")}</Project>{text[(sign + empty.Groups["end"].Length)..]}";
            places = Scan(text);
        }

        string newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        int? group = isLast ? null : places.Group;
        int end = group ?? places.Project ?? throw new CommandException("the project has no closing </Project>, before which an item could be added.");
        int line = text.LastIndexOf('\n', end - 1) + 1;
        bool hasOwnLine = string.IsNullOrWhiteSpace(text[line..end]);
        string closing = hasOwnLine ? text[line..end] : "";
        string inner = hasOwnLine ? Indentation(text, line, closing) : "";
        string step = inner.Length > closing.Length ? inner[closing.Length..] : "  ";
        string added = group is not null
            ? hasOwnLine ? inner + item + newLine : item
            : $"{closing}{step}<ItemGroup>{newLine}{closing}{step}{step}{item}{newLine}{closing}{step}</ItemGroup>{newLine}";
        string result = hasOwnLine ? text.Insert(line, added) : text.Insert(end, group is not null ? added : newLine + added);
        return IsIn(result, places.Includes.Count + 1) ? result : throw new CommandException("the project is written in a way in which no item can be added. Add it by hand, and give the command again: " + item);
    }

    // A file that somebody wrote by hand is not put at risk: what comes out is read before it is written.
    private static bool IsIn(string result, int count)
    {
        try
        {
            return Scan(result).Includes.Count == count;
        }
        catch (CommandException)
        {
            return false;
        }
    }

    // What ends or evaluates a value for MSBuild is part of a name here.
    private static string Escaped(string name) => Special().Replace(name, sign => $"%{(int)sign.Value[0]:X2}");

    private static string Unescaped(string include) => Escape().Replace(include, sign => ((char)Convert.ToInt32(sign.Groups[1].Value, 16)).ToString());

    // As the line before it; where that is the opening line of the group, a step further in.
    private static string Indentation(string text, int line, string closing)
    {
        int previous = line < 2 ? 0 : text.LastIndexOf('\n', line - 2) + 1;
        string before = text[previous..Math.Max(previous, line)];
        string indentation = before[..(before.Length - before.TrimStart(' ', '\t').Length)];
        return indentation.Length > closing.Length ? indentation : closing + (closing.Contains('\t', StringComparison.Ordinal) ? "\t" : "  ");
    }

    private static Places Scan(string text, string name = "the project file")
    {
        string plain = text.TrimStart('\uFEFF');
        int shift = text.Length - plain.Length;
        int[] lines = LineStarts(plain);
        Places places = new();
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(plain), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            bool isPlainGroup = false;
            bool hasItems = false;
            bool isInTarget = false;
            while (reader.Read())
            {
                bool isStart = reader.NodeType == XmlNodeType.Element;
                isInTarget = isStart && reader.Depth == 1 ? reader.LocalName == "Target" : isInTarget;
                places.HasItemsInTargets |= isInTarget && isStart && reader.LocalName == "ApiSpec";
                if (isStart && reader is { Depth: 1, LocalName: "ItemGroup" })
                {
                    isPlainGroup = reader.GetAttribute("Condition") is null;
                    hasItems = false;
                }
                else if (isStart && reader is { Depth: 2, LocalName: "ApiSpec" or "ApiService" })
                {
                    hasItems = true;
                    places.Includes.AddRange(reader.LocalName == "ApiSpec" && reader.GetAttribute("Include") is { } include ? [include] : []);
                }
                else if (reader is { NodeType: XmlNodeType.EndElement, Depth: 1, LocalName: "ItemGroup" } && isPlainGroup && hasItems)
                {
                    places.Group = Offset(reader, lines) + shift;
                }
                else if (isStart && reader is { Depth: 0, LocalName: "Project", IsEmptyElement: true })
                {
                    places.Empty = Offset(reader, lines) + shift;
                }
                else if (reader is { NodeType: XmlNodeType.EndElement, Depth: 0, LocalName: "Project" })
                {
                    places.Project = Offset(reader, lines) + shift;
                }
            }
        }
        catch (XmlException exception)
        {
            // Of a text without any element the reader names no place.
            string place = exception.LineNumber > 0 ? FormattableString.Invariant($"line {exception.LineNumber}, column {exception.LinePosition}") : "it has no element";
            throw new CommandException($"{name} is not valid XML ({place}).");
        }

        return places;
    }

    // The reader tells where the name begins, which follows "</".
    private static int Offset(XmlReader reader, int[] lines) =>
        reader is IXmlLineInfo place ? lines[place.LineNumber - 1] + place.LinePosition - 1 - (reader.NodeType == XmlNodeType.EndElement ? "</" : "<").Length : 0;

    private static int[] LineStarts(string text)
    {
        List<int> starts = [0];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }

    private static Regex Glob(string include) => new(
        "^" + Regex.Escape(include).Replace(@"\*\*/", "(?:.*/)?", StringComparison.Ordinal).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal) + "$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // A file may hold anything: without backtracking no text is read again from each of its places.
    private static readonly Regex PackageReference = new("<PackageReference\\s[^>]*\"ApiGen\"|<ProjectReference\\s[^>]*ApiGen\\.Generator", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [GeneratedRegex("""\G<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(?<end>/>)""", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyElement();

    [GeneratedRegex(@"[%;\p{Cc}]|[$@](?=\()", RegexOptions.CultureInvariant)]
    private static partial Regex Special();

    // MSBuild takes back an escape twice where an item has wildcards, takes a backslash for a slash on each system, and an escaped wildcard finds nothing.
    [GeneratedRegex(@"%[0-9A-Fa-f]{2}|[*?\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Inexpressible();

    [GeneratedRegex("%([0-9A-Fa-f]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    private sealed class Places
    {
        public List<string> Includes { get; } = [];

        public bool HasItemsInTargets { get; set; }

        public int? Group { get; set; }

        public int? Project { get; set; }

        /// <summary>Where a project starts that holds nothing, not even an end.</summary>
        public int? Empty { get; set; }
    }
}
