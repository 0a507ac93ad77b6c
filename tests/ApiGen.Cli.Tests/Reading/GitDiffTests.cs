using System.Diagnostics;

namespace ApiGen.Cli.Tests.Reading;

/// <summary>Specs are compared with what is committed.</summary>
public sealed class GitDiffTests
{
    private const string Service = "service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\n";

    [Fact]
    [Long]
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
    [Long]
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
        Assert.Contains("there are no specs in 'api' at HEAD. If their folder had another name then, give it as HEAD:<folder>, from the top of the repository.", without.Error, StringComparison.Ordinal);
        Assert.Equal("No changes.\n", with.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Errors_in_a_commit_are_listed_here_since_no_other_command_sees_them()
    {
        using TemporaryFolder folder = new();
        folder.Write(Service + "actions: { Boil: { colour: red, size: 5 } }\n", "specs", "tea.yaml");
        await CommitAsync(folder);
        folder.Write(Service + "actions: { Boil: {} }\n", "specs", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD", "specs");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("apigen: error: the specs at 'HEAD' have errors:\nHEAD:", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Error.Split("error APIGEN0011").Length - 1);
        Assert.DoesNotContain("apigen check", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
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

        // The whole repository has the linked file twice, and it counts once, as on disk.
        Assert.Equal(("", one.Output), (whole.Error, whole.Output));
        Assert.Equal("+ pot 2024-03-01 Lift: action added\n1 change, 0 of them breaking.\n", one.Output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("a file", "specs/tea.yaml", "../real/tea.yaml")]
    [InlineData("a folder", "specs/all", "../real")]
    [InlineData("a link to a link", "specs/all", "../hop")]
    [InlineData("a folder from the top", "specs", "real")]
    [Long]
    public async Task What_a_link_leads_to_is_compared_as_it_was_in_the_commit(string kind, string link, string target)
    {
        using TemporaryFolder folder = new();
        folder.Write(Service + "actions: { Boil: {}, Pour: {} }\n", "real", "tea.yaml");
        folder.Write(Service.Replace("tea", "bin", StringComparison.Ordinal).Replace("Tea", "Bin", StringComparison.Ordinal), "real", "bin", "bin.yaml");
        folder.Write("service: [ this is no spec", "real", ".hidden", "x.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(link))!);
        Directory.CreateSymbolicLink(folder.File("hop"), "real");
        File.CreateSymbolicLink(folder.File(link), target);
        Directory.CreateSymbolicLink(folder.File("real", "loop"), "../real");
        await CommitAsync(folder);
        folder.Write(Service + "actions: { Boil: {} }\n", "real", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD", "specs");
        CliResult inner = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD", link);

        Assert.NotEqual("", kind);
        Assert.Equal("- tea 2024-03-01 Pour: action removed (breaking)\n1 change, 1 of them breaking.\n", result.Output.ReplaceLineEndings("\n"));
        Assert.Equal((2, 2), (result.ExitCode, inner.ExitCode));
        Assert.Equal(result.Output, inner.Output);
    }

    [Fact]
    [Long]
    public async Task What_a_commit_does_not_keep_is_a_message_and_not_no_change()
    {
        using TemporaryFolder elsewhere = new();
        elsewhere.Write(Service.Replace("tea", "pot", StringComparison.Ordinal).Replace("Tea", "Pot", StringComparison.Ordinal), "pot.yaml");
        using TemporaryFolder folder = await CommittedAsync();
        File.CreateSymbolicLink(folder.File("specs", "gone.yaml"), "nowhere.yaml");
        await CommitAsync(folder);
        CliResult dangling = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD", "HEAD~1");
        File.Delete(folder.File("specs", "gone.yaml"));
        Directory.CreateSymbolicLink(folder.File("specs", "shared"), elsewhere.Path);
        await CommitAsync(folder);
        CliResult outside = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD");
        File.Delete(folder.File("specs", "shared"));
        await GitAsync(folder.Path, "rm", "-q", "--cached", "specs/shared");
        await GitAsync(folder.Path, "update-index", "--add", "--cacheinfo", "160000,1111111111111111111111111111111111111111,specs/sub");
        await GitAsync(folder.Path, "commit", "-qm", "Sub");
        CliResult submodule = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD", "v1");

        Assert.Equal((1, 1, 1), (dangling.ExitCode, outside.ExitCode, submodule.ExitCode));
        Assert.Contains("HEAD:specs/gone.yaml(1,1): error APIGEN0035: The file cannot be read: it is a link that leads nowhere.", dangling.Error, StringComparison.Ordinal);
        Assert.Contains($"'specs/shared' is a link to '{elsewhere.Path}', out of the repository, so that what it held at 'HEAD' is not known", outside.Error, StringComparison.Ordinal);
        Assert.Contains("'specs/sub' is a submodule, whose files another repository keeps, so that what it held at 'HEAD' is not known", submodule.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Two_commits_need_no_specs_here()
    {
        using TemporaryFolder folder = await CommittedAsync();
        Directory.Move(folder.File("specs"), folder.File("api"));
        await CommitAsync(folder);

        CliResult result = await CliProcess.RunInAsync(folder.Path, "diff", "v1:specs", "HEAD:api");

        Assert.Equal((0, "No changes.\n", ""), (result.ExitCode, result.Output.ReplaceLineEndings("\n"), result.Error));
    }

    [Fact]
    public async Task A_folder_inside_of_a_service_is_compared_with_the_service_that_it_belongs_to()
    {
        using TemporaryFolder folder = new();
        folder.Write(Service, "specs", "service.yaml");
        folder.Write("action: Boil\nrequest: { Cups: int64 }\n", "specs", "actions", "Boil.yaml");
        await CommitAsync(folder);
        File.Delete(folder.File("specs", "actions", "Boil.yaml"));
        folder.Write("action: Brew\n", "specs", "actions", "Brew.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD", "specs/actions");

        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("- tea 2024-03-01 Boil: action removed (breaking)", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("submodule")]
    [InlineData("link")]
    [Long]
    public async Task A_commit_is_one_of_the_current_folder_s_repository_and_specs_of_another_one_are_an_error(string kind)
    {
        using TemporaryFolder tea = await CommittedAsync();
        using TemporaryFolder folder = new();
        folder.Write("# Tea", "README.md");
        folder.Write(Service, "old", "service.yaml");
        await CommitAsync(folder);
        if (kind == "submodule")
        {
            await GitAsync(folder.Path, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", tea.Path, "sub");
        }
        else
        {
            Directory.CreateSymbolicLink(folder.File("sub"), tea.Path);
        }

        await CommitAsync(folder);
        await GitAsync(folder.Path, "tag", "release");

        // Both repositories have a branch of this name, and the specs differ from neither.
        CliResult named = await CliProcess.RunInAsync(folder.Path, "diff", "main", "sub/specs");
        CliResult tag = await CliProcess.RunInAsync(folder.Path, "diff", "release", "sub/specs");
        CliResult path = await CliProcess.RunInAsync(folder.Path, "diff", "main:sub/specs", "sub/specs");
        CliResult moved = await CliProcess.RunInAsync(folder.Path, "diff", "main:old", "sub/specs");
        CliResult inside = await CliProcess.RunInAsync(folder.File("sub"), "diff", "v1", "specs");
        CliResult nowhere = await CliProcess.RunInAsync(Path.GetTempPath(), "diff", "v1", tea.File("specs"));

        foreach (CliResult result in new[] { named, tag })
        {
            Assert.Equal((1, ""), (result.ExitCode, result.Output));
            Assert.Contains($"of the Git repository of the current folder, '{folder.Path}', which does not keep '{folder.File("sub", "specs")}'", result.Error, StringComparison.Ordinal);
            Assert.Contains($"another one, '{(kind == "link" ? tea.Path : folder.File("sub"))}'", result.Error, StringComparison.Ordinal);
        }

        Assert.Equal((1, ""), (path.ExitCode, path.Output));
        Assert.Contains(kind == "link" ? "out of the repository" : "'sub' is a submodule, whose files another repository keeps", path.Error, StringComparison.Ordinal);
        Assert.StartsWith("+ tea 2024-03-01 Boil: action added", moved.Output, StringComparison.Ordinal);
        Assert.Equal((0, "No changes.\n"), (inside.ExitCode, inside.Output.ReplaceLineEndings("\n")));
        Assert.Equal((0, "No changes.\n"), (nowhere.ExitCode, nowhere.Output.ReplaceLineEndings("\n")));
    }

    [Fact]
    [Long]
    public async Task Another_check_out_of_the_repository_keeps_the_same_commits()
    {
        using TemporaryFolder folder = await CommittedAsync();
        using TemporaryFolder other = new();
        await GitAsync(folder.Path, "worktree", "add", "-q", other.File("tree"), "v1");
        folder.Write("action: Pour\n", "specs", "Pour.yaml");
        await CommitAsync(folder);

        CliResult result = await CliProcess.RunInAsync(folder.File("specs"), "diff", "HEAD", other.File("tree", "specs"));

        Assert.StartsWith("- tea 2024-03-01 Pour: action removed (breaking)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task What_git_cannot_read_is_told_in_its_words_and_is_no_unknown_name()
    {
        using TemporaryFolder folder = await CommittedAsync();
        CliResult tree = await CliProcess.RunInAsync(folder.Path, "diff", "v1^{tree}");
        Directory.Move(folder.File(".git", "objects"), folder.File("objects"));
        Directory.CreateDirectory(folder.File(".git", "objects"));
        CliResult lost = await CliProcess.RunInAsync(folder.Path, "diff", "v1");
        CliResult unknown = await CliProcess.RunInAsync(folder.Path, "diff", "v2");
        CliResult hash = await CliProcess.RunInAsync(folder.Path, "diff", new string('1', 40));
        folder.Write("garbage\n", ".git", "refs", "tags", "v1");
        CliResult broken = await CliProcess.RunInAsync(folder.Path, "diff", "v1");

        Assert.Equal([1, 1, 1, 1, 1], [tree.ExitCode, lost.ExitCode, unknown.ExitCode, hash.ExitCode, broken.ExitCode]);
        Assert.Contains("expected commit type", tree.Error, StringComparison.Ordinal);
        Assert.Contains("fatal: bad object", lost.Error, StringComparison.Ordinal);
        Assert.Contains("ignoring broken ref refs/tags/v1", broken.Error, StringComparison.Ordinal);
        Assert.All([tree, lost, broken], result => Assert.DoesNotContain("no such commit", result.Error, StringComparison.Ordinal));
        Assert.All([unknown, hash], result => Assert.Contains("no such commit, branch or tag", result.Error, StringComparison.Ordinal));
    }

    [Fact]
    [Long]
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
        if (!Directory.Exists(folder.File(".git")))
        {
            await GitAsync(folder.Path, "init", "-q", "-b", "main");
        }

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
