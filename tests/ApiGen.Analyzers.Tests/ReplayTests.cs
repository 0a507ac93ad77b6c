using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Analyzers.Tests;

/// <summary>The proof that fixes keep the meaning would find a change of meaning.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("try { client.DescribeMNPAsync(new()).Wait(); } catch (ApiException) { return Task.FromResult(2); }", "try { client.DescribeMNPAsync(new()).GetAwaiter().GetResult(); } catch (ApiException) { return Task.FromResult(2); }", true)]
    [InlineData("client.DescribeMNPAsync(new()).Wait();", "client.DescribeMNPAsync(new()).GetAwaiter().GetResult();", false)]
    [InlineData("client.DescribeMNPAsync(new()).Wait();", "", true)]
    [InlineData("client.DescribeMNPAsync(new()).Wait();", "other?.DescribeMNPAsync(new()).Wait();", true)]
    [InlineData("if (flag) { Console.WriteLine(1); }", "if (!flag) { Console.WriteLine(1); }", true)]
    [InlineData("client.DescribeMNPAsync(new()).Wait();", "client.DescribeMNPAsync(new() { MNPId = text }).Wait();", true)]
    [Long]
    public void Another_call_result_or_failure_is_seen(string before, string after, bool differs) =>
        Assert.Equal(differs, Run(before).Differences(Run(after), mayAdd: false, mayPass: false).Any());

    [Theory]
    [InlineData("new()", "new() { MNPId = \"TODO\" }", false)]
    [InlineData("new() { MNPId = text }", "new() { MNPId = \"TODO\" }", true)]
    [InlineData("new() { MNPId = text }", "new()", true)]
    [Long]
    public void A_request_may_gain_members_and_lose_none(string before, string after, bool differs) =>
        Assert.Equal(differs, Run($"client.DescribeMNPAsync({before}).Wait();").Differences(Run($"client.DescribeMNPAsync({after}).Wait();"), mayAdd: true, mayPass: false).Any());

    [Theory]
    [InlineData("", ", stop", false)]
    [InlineData("", ", late", true)]
    [InlineData("", ", new CancellationTokenSource().Token", true)]
    [InlineData(", late", ", stop", true)]
    [InlineData(", stop", "", true)]
    public void A_call_may_be_given_the_first_token_and_no_other(string before, string after, bool differs) =>
        Assert.Equal(differs, Run($"client.DescribeMNPAsync(new(){before}).Wait();").Differences(Run($"client.DescribeMNPAsync(new(){after}).Wait();"), mayAdd: false, mayPass: true).Any());

    private static Replay Run(string statements)
    {
        string source = Consumer.Usings + Replay.Console + $$"""
            public sealed class Store(ITcsasClient client, ITcsasClient? other)
            {
                public Task<int> Run(string text, bool flag, CancellationToken stop, CancellationToken late)
                {
                    {{statements}}
                    return Task.FromResult(other is null ? 0 : 1);
                }
            }
            """;
        Replay replay = Replay.Of(
            CSharpCompilation.Create(
                "Store",
                [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: TestContext.Current.CancellationToken)],
                [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)),
            TestContext.Current.CancellationToken);
        Assert.Equal([], replay.Errors);
        return replay;
    }
}
