using ApiGen.Analyzers.Cancellation;
using ApiGen.CodeFixes;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>The fix of APIGEN1007.</summary>
public sealed class PassTokenFixTests
{
    [Theory]
    [InlineData("client.{|APIGEN1007:DescribeMNPAsync|}(request, new ApiCallOptions())", "client.DescribeMNPAsync(request, new ApiCallOptions(), stop)")]
    [InlineData("((TcsasClient)client).{|APIGEN1007:DescribeMNPAsync|}(request, new ApiCallOptions())", "((TcsasClient)client).DescribeMNPAsync(request, new ApiCallOptions(), stop)")]
    [InlineData("client.{|APIGEN1007:DescribeMNPAsync|}(request)", "client.DescribeMNPAsync(request, stop)")]
    [InlineData("client.{|APIGEN1007:DescribeMNPAsync|}(request: request)", "client.DescribeMNPAsync(request: request, cancellationToken: stop)")]
    [InlineData("client.{|APIGEN1007:DescribeMNPAsync|}(new() { MNPId = \"a\" })", "client.DescribeMNPAsync(new() { MNPId = \"a\" }, stop)")]
    [InlineData("Task.WhenAll(client.{|APIGEN1007:DescribeMNPAsync|}(request), client.{|APIGEN1007:DescribeMNPAsync|}(request))", "Task.WhenAll(client.DescribeMNPAsync(request, stop), client.DescribeMNPAsync(request, stop))")]
    [InlineData("client.{|APIGEN1007:ListMNPItemsAsync|}(new()).ToListAsync().AsTask()", "client.ListMNPItemsAsync(new(), cancellationToken: stop).ToListAsync().AsTask()")]
    [InlineData("client.{|APIGEN1007:ListMNPItemsAsync|}(new(), null).ToListAsync().AsTask()", "client.ListMNPItemsAsync(new(), null, stop).ToListAsync().AsTask()")]
    [Long]
    public Task The_token_is_passed(string expression, string result) => VerifyFix<CancellationAnalyzer, PassTokenFix>.Source(Store(expression), Store(result));

    private static string Store(string expression) =>
        Consumer.Usings + $$"""
        public sealed class Store(ITcsasClient client)
        {
            public Task Run(DescribeMNPRequest request, CancellationToken stop) => {{expression}};
        }
        """;

    /// <summary>A name that is a keyword in some places is written so that it is none in any.</summary>
    [Theory]
    [InlineData("await", "async Task One(CancellationToken @await) { await CALL; }")]
    [InlineData("select", "async Task One(CancellationToken @select) { await Task.WhenAll(from t in texts select CALL); }")]
    [InlineData("class", "Task One(CancellationToken @class) => CALL;")]
    public Task A_keyword_is_written_as_a_name(string token, string function) => VerifyFix<CancellationAnalyzer, PassTokenFix>.Body(
        "await One(default); " + function.Replace("CALL", "client.{|APIGEN1007:DescribeMNPAsync|}(new())", StringComparison.Ordinal),
        "await One(default); " + function.Replace("CALL", $"client.DescribeMNPAsync(new(), @{token})", StringComparison.Ordinal));
}
