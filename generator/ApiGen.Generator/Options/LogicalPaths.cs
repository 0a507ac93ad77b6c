using ApiGen.Specs.Diagnostics;

namespace ApiGen.Generator.Options;

/// <summary>Gives every spec file a path that does not depend on where the project lies.</summary>
internal sealed class LogicalPaths
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The path with forward slashes.</summary>
    public static string Slashed(string path) => path.Replace('\\', '/');

    /// <summary>A path as models, messages and the comments of generated code show it: a line end in it would end those.</summary>
    public static string Shown(string path) => SingleLine.Of(Slashed(path));

    /// <summary>Whether a path starts at the root of a file system or at a drive.</summary>
    public static bool IsRooted(string path) => path.Length > 0 && (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':'));

    /// <summary>
    /// The path of an item: its <c>Link</c>; else what was written, if that is relative; else the path below the project; else the
    /// part that the wildcard found.
    /// </summary>
    public string Of(string project, string include, string path, string link, string recursive)
    {
        string root = Slashed(project).TrimEnd('/') + "/";
        string full = Slashed(path);
        string logical =
            link.Length > 0 ? Slashed(link)
            : !IsRooted(include) ? include.Replace(Path.DirectorySeparatorChar, '/')
            : full.StartsWith(root, StringComparison.Ordinal) ? full.Substring(root.Length)
            : Slashed(recursive) + full.Substring(full.LastIndexOf('/') + 1);
        return Unique(SingleLine.Of(logical));
    }

    /// <summary>The path, with a number if another file has it already.</summary>
    public string Unique(string logical)
    {
        string unique = logical;
        for (int number = 2; !_taken.Add(unique); number++)
        {
            unique = $"{logical} ({number})";
        }

        return unique;
    }
}
