using ApiGen.Analyzers.Cancellation;

namespace ApiGen.Analyzers.Tests;

/// <summary>APIGEN1007.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData("client.{|APIGEN1007:DescribeMNPAsync|}(request)", "CancellationToken cancellationToken")]
    [InlineData("client.{|APIGEN1007:DescribeMNPAsync|}(request: request)", "CancellationToken stop")]
    [InlineData("Task.Run(() => client.{|APIGEN1007:DescribeMNPAsync|}(request))", "CancellationToken stop")]
    [InlineData("Task.Run(() => client.{|APIGEN1007:DescribeMNPAsync|}(request), stop)", "CancellationToken stop")]
    [InlineData("Task.WhenAll(client.{|APIGEN1007:DescribeMNPAsync|}(request), client.DescribeMNPAsync(request, stop))", "CancellationToken stop")]
    [InlineData("client.DescribeMNPAsync(request, cancellationToken)", "CancellationToken cancellationToken")]
    [InlineData("client.DescribeMNPAsync(request, CancellationToken.None)", "CancellationToken cancellationToken")]
    [InlineData("client.DescribeMNPAsync(request, default)", "CancellationToken cancellationToken")]
    [InlineData("client.DescribeMNPAsync(request)", "int unrelated")]
    [InlineData("Task.Run(static () => ((ITcsasClient)null).DescribeMNPAsync(new()))", "CancellationToken cancellationToken")]
    [InlineData("Task.Delay(1)", "CancellationToken cancellationToken")]
    public Task A_parameter(string expression, string parameter) => Verify<CancellationAnalyzer>.Source(
        Consumer.Usings + $$"""
        public sealed class Store(ITcsasClient client)
        {
            public Task Run(DescribeMNPRequest request, {{parameter}}) => {{expression}};
        }
        """);

    [Theory]
    [InlineData("var token = source.Token; await client.{|APIGEN1007:DescribeMNPAsync|}(new());")]
    [InlineData("CancellationToken token = source.Token; if (flag) { await client.{|APIGEN1007:DescribeMNPAsync|}(new()); }")]
    [InlineData("Func<CancellationToken, Task> f = t => client.{|APIGEN1007:DescribeMNPAsync|}(new()); await f(default);")]
    [InlineData("await F(default); async Task F(CancellationToken t) => await client.{|APIGEN1007:DescribeMNPAsync|}(new());")]
    [InlineData("await client.DescribeMNPAsync(new()); var token = source.Token; Keep(token);")]
    [InlineData("CancellationToken token; if (flag) { token = source.Token; await client.{|APIGEN1007:DescribeMNPAsync|}(new()); } await client.DescribeMNPAsync(new());")]
    [InlineData("CancellationToken token; if (flag) token = source.Token; await client.DescribeMNPAsync(new());")]
    [InlineData("CancellationToken token = default; if (flag) { token = source.Token; } await client.{|APIGEN1007:DescribeMNPAsync|}(new());")]
    [InlineData("CancellationToken token; token = source.Token; await client.{|APIGEN1007:DescribeMNPAsync|}(new());")]
    [InlineData("var token = source.Token; Keep(token); await F(client); static async Task F(ITcsasClient token) { await token.DescribeMNPAsync(new()); }")]
    [InlineData("var token = source.Token; Keep(token); await F(client); async Task F(ITcsasClient token) { await token.DescribeMNPAsync(new()); }")]
    [InlineData("var token = source.Token; if (!token.IsCancellationRequested) { await client.DescribeMNPAsync(new()); }")]
    [InlineData("var token = source.Token; if (!token.IsCancellationRequested) await client.DescribeMNPAsync(new());")]
    [InlineData("var token = source.Token; if (!token.IsCancellationRequested) { await client.DescribeMNPAsync(new()); await client.{|APIGEN1007:DescribeMNPAsync|}(new()); }")]
    [InlineData("var token = source.Token; while (!token.IsCancellationRequested) { await client.{|APIGEN1007:DescribeMNPAsync|}(new()); }")]
    [InlineData("var token = source.Token; token = CancellationToken.None; await client.DescribeMNPAsync(new());")]
    [InlineData("var token = source.Token; await client.{|APIGEN1007:DescribeMNPAsync|}(new()); token = default; Keep(token); await client.DescribeMNPAsync(new());")]
    [InlineData("var token = source.Token; token = default; token = source.Token; await client.{|APIGEN1007:DescribeMNPAsync|}(new());")]
    [InlineData("await F(default); async Task F(CancellationToken t) { t = CancellationToken.None; await client.DescribeMNPAsync(new()); }")]
    [InlineData("await F(default); async Task F(CancellationToken t) { if (flag) { t = new(); } await client.DescribeMNPAsync(new()); }")]
    [InlineData("await F(default); async Task F(CancellationToken t) { await client.{|APIGEN1007:DescribeMNPAsync|}(new()); t = default; await client.DescribeMNPAsync(new()); }")]
    [InlineData("{ var token = source.Token; Keep(token); } await client.DescribeMNPAsync(new());")]
    [InlineData("await foreach (var x in client.WatchMNPStreamAsync(new()).WithCancellation(source.Token)) { Keep(x); }")]
    [InlineData("var token = source.Token; await foreach (var x in client.WatchMNPStreamAsync(new()).WithCancellation(token)) { Keep(x); }")]
    [InlineData("var token = source.Token; try { Keep(token); } finally { await client.DescribeMNPAsync(new()); }")]
    [InlineData("var token = source.Token; try { Keep(token); } catch (OperationCanceledException) { await client.DescribeMNPAsync(new()); }")]
    [InlineData("var token = source.Token; System.Linq.Expressions.Expression<Func<ITcsasClient, Task>> e = c => c.DescribeMNPAsync(new(), default); Keep(e); Keep(token);")]
    public Task Other_variables(string statements) => Verify<CancellationAnalyzer>.Body("using var source = new CancellationTokenSource(); " + statements + " await Task.Yield();");

    [Fact]
    public Task A_method_without_a_token_is_not_reported() => Verify<CancellationAnalyzer>.Body("await client.DescribeMNPAsync(new());");
}
