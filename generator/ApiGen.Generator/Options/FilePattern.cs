using System.Text;
using System.Text.RegularExpressions;

namespace ApiGen.Generator.Options;

/// <summary>What an item of a project file includes, held against the files that the build has found for it.</summary>
internal sealed class FilePattern
{
    // Longer than any honest pattern takes on any machine.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;

    /// <summary>Reads one pattern.</summary>
    /// <param name="project">The project's folder, to which paths are relative.</param>
    /// <param name="text">The pattern as it is written; a property in it stands for any text, together with all that is before it.</param>
    public FilePattern(string project, string text)
    {
        Text = text;
        IsOpen = text.IndexOfAny(['*', '?']) >= 0 || text.Contains("$(");
        string path = Plain(text);
        int property = EndOfProperties(path);
        _regex = new Regex(
            property > 0 ? ".*" + BehindProperty(path.Substring(property)) + "$"
            : "^" + Expression(Normal(LogicalPaths.IsRooted(path) ? path : LogicalPaths.Slashed(project).TrimEnd('/') + "/" + path)) + "$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline,
            Longest);
    }

    /// <summary>The pattern as it is written.</summary>
    public string Text { get; }

    /// <summary>Whether it may stand for no file at all.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether a file is one of those that are meant.</summary>
    /// <param name="path">The file's full path.</param>
    public bool Matches(string path)
    {
        try
        {
            return _regex.IsMatch(Normal(LogicalPaths.Slashed(path)));
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    /// <summary>A pattern or path as MSBuild understands it: with forward slashes and without escapes.</summary>
    public static string Plain(string text) => LogicalPaths.Slashed(Unescaped(text));

    // MSBuild's own escapes; the wildcards among them are characters of names.
    private static string Unescaped(string text) => Regex.Replace(text, "%([0-9A-Fa-f]{2})", static escape => ((char)Convert.ToInt32(escape.Groups[1].Value, 16)).ToString());

    // Calls in a property may hold further ones: $([MSBuild]::NormalizePath('$(A)', 'b')).
    private static int EndOfProperties(string path)
    {
        int end = 0;
        for (int start = path.IndexOf("$(", StringComparison.Ordinal); start >= 0; start = path.IndexOf("$(", end, StringComparison.Ordinal))
        {
            int depth = 0;
            end = start + 1;
            do
            {
                depth += path[end] switch { '(' => 1, ')' => -1, _ => 0 };
                end++;
            }
            while (depth > 0 && end < path.Length);
        }

        return end;
    }

    // Steps up may leave what the property says, so that any folder may come before the rest.
    private static string BehindProperty(string rest)
    {
        string[] steps = Normal("**/" + rest.TrimStart('/')).Split('/');
        bool isGlued = rest.Length > 0 && rest[0] != '/' && steps.Length > 1 && rest.StartsWith(steps[1], StringComparison.Ordinal);
        return isGlued ? Expression(string.Join("/", steps.Skip(1))) : Expression(string.Join("/", steps));
    }

    private static string Normal(string path)
    {
        List<string> steps = [];
        foreach (string step in path.Split('/'))
        {
            string last = steps.Count == 0 ? "" : steps[steps.Count - 1];
            if (step == ".." && steps.Count > 0 && last != "..")
            {
                // Above any folder is any folder.
                steps.RemoveRange(steps.Count - 1, last == "**" ? 0 : 1);
            }
            else if (step != "." && (step.Length > 0 || steps.Count == 0))
            {
                steps.Add(step);
            }
        }

        return string.Join("/", steps);
    }

    private static string Expression(string path)
    {
        StringBuilder expression = new();
        for (int i = 0; i < path.Length; i++)
        {
            string rest = path.Substring(i);
            if (rest.StartsWith("**/", StringComparison.Ordinal))
            {
                expression.Append("(?:.*/)?");
                i += 2;
            }
            else if (rest.StartsWith("**", StringComparison.Ordinal))
            {
                expression.Append(".*");
                i++;
            }
            else
            {
                expression.Append(path[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return expression.ToString();
    }
}
