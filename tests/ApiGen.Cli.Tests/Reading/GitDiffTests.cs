using System.Diagnostics;

namespace ApiGen.Cli.Tests.Reading;

/// <summary>Specs are compared with what is committed.</summary>
public sealed class GitDiffTests
{
    private const string Service = "service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\n";

    [Fact]
    public async Task What_is_not_committed_is_compared_with_a_commit_branch_or_tag()
    {
        using TemporaryFolder folder = await CommittedAsync();
        folder.Write("action: Boil\nrequest: { Cups: { type: int64, required: true } }\n", "specs", "Boil.yaml");
        folder.Write("action: Pour\n", "specs", "Pour.yaml");

        foreach (string reference in new[] { "HEAD", "v1", "main", "main~0" })
        {
            CliResult result = await CliProcess.RunInAsync(folder.Path, "diff", reference);

            Assert.Equal(
                "~ tea 2024-03-01 Boil request.Cups: is now required (breaking)\n+ tea 2024-03-01 Pour: action added\n2 changes, 1 of them breaking.\n",
                result.Output.ReplaceLineEndings("\n"));
            Assert.Equal(2, result.ExitCode);
        }
    }

    [Fact]
    public async Task A_file_with_another_name_is_no_change_and_either_side_may_be_a_commit()
    {
        using TemporaryFolder folder = await CommittedAsync();
        Directory.CreateDirectory(folder.File("specs", "actions"));
        File.Move(folder.File("specs", "Boil.yaml"), folder.File("specs", "actions", "BoilWater.yaml"));

        CliResult there = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD", "specs");
        CliResult back = await CliProcess.RunInAsync(folder.File("specs"), "diff", ".", "HEAD");
        await GitAsync(folder.Path, "add", ".");
        await GitAsync(folder.Path, "commit", "-qm", "Move");
        CliResult both = await CliProcess.RunInAsync(folder.Path, "diff", "v1", "HEAD");

        Assert.Equal("No changes.\n", there.Output.ReplaceLineEndings("\n"));
        Assert.Equal("No changes.\n", back.Output.ReplaceLineEndings("\n"));
        Assert.Equal("No changes.\n", both.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_folder_with_another_name_is_given_behind_the_commit()
    {
        using TemporaryFolder folder = await CommittedAsync();
        Directory.Move(folder.File("specs"), folder.File("api"));

        CliResult without = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD", "api");
        CliResult with = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD:specs", "api");

        Assert.Equal(1, without.ExitCode);
        Assert.Contains("there are no specs in 'api' at HEAD. If their folder had another name then, give it as HEAD:<folder>.", without.Error, StringComparison.Ordinal);
        Assert.Equal("No changes.\n", with.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_single_file_is_compared_with_itself_and_links_are_followed()
    {
        using TemporaryFolder folder = new();
        folder.Write(Service + "actions: { Boil: {} }\n", "real", "tea source.yaml");
        Directory.CreateDirectory(folder.File("specs"));
        File.CreateSymbolicLink(folder.File("specs", "茶.yaml"), "../real/tea source.yaml");
        folder.Write(Service.Replace("tea", "pot", StringComparison.Ordinal).Replace("Tea", "Pot", StringComparison.Ordinal), "specs", "pot.yaml");
        await CommitAsync(folder);
        folder.Write(Service.Replace("tea", "pot", StringComparison.Ordinal).Replace("Tea", "Pot", StringComparison.Ordinal) + "actions: { Lift: {} }\n", "specs", "pot.yaml");

        CliResult whole = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD:", "specs");
        CliResult one = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD", "specs/pot.yaml");

        // The whole repository has the linked file twice.
        Assert.Equal(1, whole.ExitCode);
        Assert.Contains("HEAD:", whole.Error, StringComparison.Ordinal);
        Assert.Equal("+ pot 2024-03-01 Lift: action added\n1 changes, 0 of them breaking.\n", one.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Without_repository_commit_or_git_there_is_a_message()
    {
        using TemporaryFolder folder = await CommittedAsync();
        using TemporaryFolder plain = new();
        plain.Write(Service, "specs", "tea.yaml");
        using TemporaryFolder empty = new();

        CliResult unknown = await CliProcess.RunInAsync(folder.Path, "diff", "no-such-branch");
        CliResult outside = await CliProcess.RunInAsync(plain.Path, "diff", "HEAD");
        CliResult nothing = await CliProcess.RunInAsync(empty.Path, "diff", "HEAD");
        CliResult without = await CliProcess.RunWithAsync(["PATH=" + empty.Path], "diff", "HEAD", folder.File("specs"));

        Assert.Equal((1, 1, 1, 1), (unknown.ExitCode, outside.ExitCode, nothing.ExitCode, without.ExitCode));
        Assert.Contains("no such commit, branch or tag", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("not a git repository", outside.Error, StringComparison.Ordinal);
        Assert.Contains("there are no specs here or further up", nothing.Error, StringComparison.Ordinal);
        Assert.Contains("the program 'git' is needed for this", without.Error, StringComparison.Ordinal);
    }

    private static async Task<TemporaryFolder> CommittedAsync()
    {
        TemporaryFolder folder = new();
        folder.Write(Service, "specs", "service.yaml");
        folder.Write("action: Boil\nrequest: { Cups: int64 }\n", "specs", "Boil.yaml");
        await CommitAsync(folder);
        await GitAsync(folder.Path, "tag", "v1");
        return folder;
    }

    private static async Task CommitAsync(TemporaryFolder folder)
    {
        await GitAsync(folder.Path, "init", "-q", "-b", "main");
        await GitAsync(folder.Path, "add", ".");
        await GitAsync(folder.Path, "commit", "-qm", "Begin");
    }

    private static async Task GitAsync(string folder, params string[] arguments)
    {
        string[] settings = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        using Process git = Process.Start(new ProcessStartInfo("git", [.. settings, .. arguments]) { WorkingDirectory = folder })!;
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, git.ExitCode);
    }
}
