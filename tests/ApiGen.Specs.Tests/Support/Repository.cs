namespace ApiGen.Specs.Tests.Support;

/// <summary>The files of the repository that tests hold against the parser, copied beside the tests.</summary>
internal static class Repository
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "repository");

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path])).ReplaceLineEndings("\n");
}
