using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Samples;

/// <summary>The sample of a service described in one file, as a process of its own.</summary>
public sealed class OwnSpecTests
{
    [Fact]
    [Long]
    public async Task An_own_action_is_called_fails_by_name_and_is_checked_before_it_is_sent()
    {
        ProcessRun run = await ProcessRun.RunAsync("dotnet", [Repository.Output("samples/OwnSpec", "net10.0")], cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Collection(
            run.Output,
            line => Assert.StartsWith("shop-1 is now called Corner (RequestId: ", line, StringComparison.Ordinal),
            line => Assert.Equal("Handled as InvalidParameterValueNameTaken: Another shop has the name.", line),
            line => Assert.StartsWith("RenameShop was not sent, its request is not valid: Name", line, StringComparison.Ordinal));
    }
}
