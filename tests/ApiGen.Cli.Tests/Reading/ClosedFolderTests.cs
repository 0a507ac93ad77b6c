using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Tests.Reading;

/// <summary>Folders that may not be looked into.</summary>
public sealed class ClosedFolderTests
{
    [Fact]
    public void The_search_names_a_closed_folder_beside_the_files_of_the_others() =>
        Assert.Equal(["/specs/a/shop.yaml", "/specs/closed", "/specs/z.yaml"], new SpecFileSearch(new ClosedTree()).Under("/specs"));

    [Fact]
    public async Task A_closed_folder_is_a_mistake_beside_those_of_other_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Nothing is closed to this user.");
        using TemporaryFolder folder = new();
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nColour: red\n", "specs", "tea.yaml");
        string closed = Path.GetDirectoryName(folder.Write("x", "specs", "closed", "x.yaml"))!;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(closed, UnixFileMode.None);
        }

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "specs");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("specs/closed(1,1): error APIGEN0035", result.Output, StringComparison.Ordinal);
        Assert.Contains("specs/tea.yaml(5,1): error APIGEN0011", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_folder_further_up_is_passed_over()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Nothing is closed to this user.");
        using TemporaryFolder folder = new();
        folder.Write("action: Act\n", "up", "in", "x.yaml");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.File("up"), UnixFileMode.UserExecute);
        }

        CliResult check = await CliProcess.RunInAsync(folder.File("up", "in"), "check", "x.yaml");
        File.Delete(folder.File("up", "in", "x.yaml"));
        CliResult list = await CliProcess.RunInAsync(folder.File("up", "in"), "show", "CreateMNP");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.File("up"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.StartsWith("x.yaml(1,9): error APIGEN0040", check.Output, StringComparison.Ordinal);
        Assert.Equal(0, list.ExitCode);
    }

    private sealed class ClosedTree : FileTree
    {
        private static readonly Dictionary<string, FileTreeEntry[]> Folders = new(StringComparer.Ordinal)
        {
            ["/specs"] = [Entry("a", isFolder: true), Entry("closed", isFolder: true), Entry("z.yaml")],
            ["/specs/a"] = [Entry("a/shop.yaml")],
        };

        public override bool HasFolder(string path) => Folders.ContainsKey(path) || path == "/specs/closed";

        public override IEnumerable<FileTreeEntry> Entries(string folder) => Folders.TryGetValue(folder, out FileTreeEntry[]? entries) ? entries : throw new UnauthorizedAccessException();

        protected override char Separator => '/';

        protected override string RootOf(string path) => "/";

        protected override string? TargetOf(string path) => null;

        private static FileTreeEntry Entry(string path, bool isFolder = false) => new(path[(path.LastIndexOf('/') + 1)..], "/specs/" + path, isFolder, false, false);
    }
}
