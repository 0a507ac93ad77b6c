namespace ApiGen.Cli.Writing;

/// <summary>The JSON schema that spec files name in their first line, so that editors complete and check them.</summary>
internal static class SchemaFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "apigen.schema.json";

    /// <summary>The schema as it comes with the tool, for a folder of specs that has none; null when there is nothing to do.</summary>
    /// <param name="root">The folder of specs. A schema that is there stays, whatever it says.</param>
    /// <param name="files">The files that are to be written.</param>
    public static (string Path, string Text)? Missing(string root, IEnumerable<(string Path, string Text)> files)
    {
        string path = Path.Combine(root, Name);
        string bundled = Path.Combine(AppContext.BaseDirectory, "specs", Name);
        bool isNamed = files.Any(file => NamesSchema(file.Text, Path.GetDirectoryName(file.Path)!, path));
        return isNamed && !File.Exists(path) && File.Exists(bundled) ? (path, File.ReadAllText(bundled)) : null;
    }

    private static bool NamesSchema(string text, string folder, string path)
    {
        const string Mark = "# yaml-language-server: $schema=";
        string first = text[..(text.IndexOf('\n', StringComparison.Ordinal) is var end && end < 0 ? text.Length : end)].TrimEnd();
        return first.StartsWith(Mark, StringComparison.Ordinal)
            && first.EndsWith(Name, StringComparison.Ordinal)
            && !first.Contains("://", StringComparison.Ordinal)
            && Path.GetFullPath(Path.Combine(folder, first[Mark.Length..])) == Path.GetFullPath(path);
    }
}
