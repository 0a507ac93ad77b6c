namespace ApiGen.Analyzers.Tests;

/// <summary>The rules and the fix on the service that comes with the package.</summary>
public sealed class BundledServiceTests
{
    [Fact]
    [Long]
    public async Task Every_request_is_reported_while_it_lacks_members_and_complete_when_it_is_fixed()
    {
        RequestSweep sweep = await RequestSweep.RunAsync(
            [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Bundled],
            "TencentCloud.SuperApp.ITcsasClient",
            TestContext.Current.CancellationToken);

        Assert.Equal([], sweep.Failures);
        Assert.True(sweep.Actions > 150, $"{sweep.Actions} actions");
    }
}
