using System.Runtime.Versioning;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Writing;

namespace ApiGen.Cli.Tests.Writing;

/// <summary>A set of files is written and deleted as a whole; what fails in the middle leaves everything as it was.</summary>
public sealed class AtomicFilesTests
{
    [Fact]
    public async Task A_deletion_that_fails_leaves_no_other_change()
    {
        using TemporaryFolder folder = Files();

        // Gone since it was read: like a folder that lets nobody take a file away, but also for those who may do everything.
        CommandException failed = await Assert.ThrowsAsync<CommandException>(() => WriteAsync(folder, ["b/old.yaml", "b/gone.yaml"]));

        Assert.StartsWith($"{folder.File("b", "gone.yaml")} cannot be changed, so nothing was: ", failed.Message, StringComparison.Ordinal);
        AssertUnchanged(folder);
    }

    [Fact]
    public async Task A_file_that_cannot_take_its_place_leaves_no_other_change()
    {
        using TemporaryFolder folder = Files();
        Directory.CreateDirectory(folder.File("z.yaml", "inner"));

        CommandException failed = await Assert.ThrowsAsync<CommandException>(() => WriteAsync(folder, ["b/old.yaml"], "z.yaml"));

        Assert.StartsWith($"{folder.File("z.yaml")} cannot be changed, so nothing was: ", failed.Message, StringComparison.Ordinal);
        AssertUnchanged(folder);
    }

    [Fact]
    public async Task All_is_written_and_deleted_and_nothing_is_left_beside_it()
    {
        using TemporaryFolder folder = Files();

        int written = await WriteAsync(folder, ["b/old.yaml"]);

        Assert.Equal(2, written);
        Assert.Equal(new SortedDictionary<string, string>(StringComparer.Ordinal) { ["a/new.yaml"] = "text", ["a/types.yaml"] = "text" }, folder.Snapshot());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_nothing_may_be_taken_from_is_told_before_anything_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Folders are closed to others than this user.");
        using TemporaryFolder folder = Files();
        File.SetUnixFileMode(folder.File("b"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        CommandException failed = await Assert.ThrowsAsync<CommandException>(() => WriteAsync(folder, ["b/old.yaml"]));

        File.SetUnixFileMode(folder.File("b"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Contains("old.yaml cannot be changed, so nothing was", failed.Message, StringComparison.Ordinal);
        AssertUnchanged(folder);
    }

    private static TemporaryFolder Files()
    {
        TemporaryFolder folder = new();
        folder.Write("before", "a", "types.yaml");
        folder.Write("old", "b", "old.yaml");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.File("a", "types.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        return folder;
    }

    private static Task<int> WriteAsync(TemporaryFolder folder, string[] deleted, params string[] further) => AtomicFiles.WriteAsync(
        [.. further.Prepend("a/new.yaml").Prepend("a/types.yaml").Select(name => (folder.File(name.Split('/')), "text"))],
        [.. deleted.Select(name => folder.File(name.Split('/')))],
        TestContext.Current.CancellationToken);

    private static void AssertUnchanged(TemporaryFolder folder)
    {
        Assert.Equal(new SortedDictionary<string, string>(StringComparer.Ordinal) { ["a/types.yaml"] = "before", ["b/old.yaml"] = "old" }, folder.Snapshot());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(folder.File("a", "types.yaml")));
        }
    }
}
