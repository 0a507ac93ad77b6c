using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Samples;

/// <summary>The sample of one client for many accounts, as a process of its own.</summary>
public sealed class ManyAccountsTests
{
    [Fact]
    [Long]
    public async Task Each_call_goes_to_the_account_of_its_credential()
    {
        ProcessRun run = await SampleRun.RunAsync("ManyAccounts", []);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal(["bakery: 1 mini programs", "florist: 1 mini programs"], run.Output.Take(2).Order(StringComparer.Ordinal));
        Assert.Equal(["The gateway counted 1 for bakery", "The gateway counted 1 for florist"], run.Output.Skip(2));
    }
}
