using ApiGen.Cli.Writing;
using Microsoft.Extensions.Time.Testing;

namespace ApiGen.Cli.Tests.Writing;

public sealed class FolderLockTests
{
    [Fact]
    public async Task Who_waits_for_another_command_is_told_after_some_seconds_whichever_link_leads_to_the_folder()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("specs"));
        Directory.CreateSymbolicLink(folder.File("link"), "specs");
        FakeTimeProvider clock = new();
        await using StringWriter error = new();
        FolderLock first = await FolderLock.TakeAsync(folder.File("specs"), TestContext.Current.CancellationToken);

        Task<FolderLock> second = FolderLock.TakeAsync(folder.File("link"), clock, error, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal("", error.ToString());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal($"apigen: waiting for another command that changes '{folder.File("link")}'; Ctrl+C ends it.\n", error.ToString().ReplaceLineEndings("\n"));
        Assert.False(second.IsCompleted);

        first.Dispose();
        (await second).Dispose();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
