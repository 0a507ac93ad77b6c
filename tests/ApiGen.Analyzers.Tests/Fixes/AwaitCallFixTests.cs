using ApiGen.Analyzers.Blocking;
using ApiGen.CodeFixes;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>The fix of APIGEN1005.</summary>
public sealed class AwaitCallFixTests
{
    [Theory]
    [InlineData("var r = client.CreateMNPAsync(given).{|APIGEN1005:Result|}; await Task.Yield();", "var r = await client.CreateMNPAsync(given); await Task.Yield();")]
    [InlineData("Keep(client.CreateMNPAsync(given).{|APIGEN1005:Result|}.Data); await Task.Yield();", "Keep((await client.CreateMNPAsync(given)).Data); await Task.Yield();")]
    [InlineData("client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); await Task.Yield();", "await client.CreateMNPAsync(given); await Task.Yield();")]
    [InlineData("Keep(client.CreateMNPAsync(given).GetAwaiter().{|APIGEN1005:GetResult|}()); await Task.Yield();", "Keep(await client.CreateMNPAsync(given)); await Task.Yield();")]
    [InlineData("Keep(client.CreateMNPAsync(given).ConfigureAwait(false).GetAwaiter().{|APIGEN1005:GetResult|}().RequestId); await Task.Yield();", "Keep((await client.CreateMNPAsync(given).ConfigureAwait(false)).RequestId); await Task.Yield();")]
    [InlineData("Func<Task> f = async () => client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); await f();", "Func<Task> f = async () => await client.CreateMNPAsync(given); await f();")]
    public Task In_an_asynchronous_function(string statements, string result) => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Body(statements, result);

    [Theory]
    [InlineData("Func<Task> f = () => { client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); return Task.CompletedTask; }; await f();", "Func<Task> f = async () => { await client.CreateMNPAsync(given); return; }; await f();")]
    [InlineData("Func<string, Task<string>> f = static t => Task.FromResult(new TcsasClient(null!).DescribeMNPAsync(new()).{|APIGEN1005:Result|}.RequestId); await f(text);", "Func<string, Task<string>> f = static async t => (await new TcsasClient(null!).DescribeMNPAsync(new())).RequestId; await f(text);")]
    [InlineData("Func<string, Task<string>> f = t => Task.FromResult(t + client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.RequestId); await f(text);", "Func<string, Task<string>> f = async t => t + (await client.DescribeMNPAsync(new())).RequestId; await f(text);")]
    [InlineData("await F(); Task<string> F() { var r = client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}; return Task.FromResult(r.RequestId); }", "await F(); async Task<string> F() { var r = await client.DescribeMNPAsync(new()); return r.RequestId; }")]
    [InlineData("await F(client); static Task F(ITcsasClient c) { c.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}(); return Task.CompletedTask; }", "await F(client); static async Task F(ITcsasClient c) { await c.DescribeMNPAsync(new()); return; }")]
    public Task In_a_lambda_or_a_local_function_that_returns_finished_tasks(string statements, string result) =>
        VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Body(statements, result);

    [Fact]
    public Task A_task_that_is_not_finished_is_left_to_the_author() => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Nothing(
        "Func<Task> f = () => { client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); return Task.Delay(1); }; await f();");

    [Fact]
    public Task A_wait_with_a_limit_is_left_to_the_author() => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Nothing(
        "client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(1000); await Task.Yield();");

    [Fact]
    public Task A_method_that_returns_finished_tasks_becomes_asynchronous() => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Source(
        Consumer.Usings + """
        public sealed class Store(ITcsasClient client)
        {
            public Task<string> Name(DescribeMNPRequest request)
            {
                var found = client.DescribeMNPAsync(request).{|APIGEN1005:Result|};
                return Task.FromResult(found.MNPName);
            }

            public Task<string> Id() => Task.FromResult(client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.RequestId);

            public Task Touch()
            {
                client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}();
                client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}();
                return Task.CompletedTask;
            }
        }
        """,
        Consumer.Usings + """
        public sealed class Store(ITcsasClient client)
        {
            public async Task<string> Name(DescribeMNPRequest request)
            {
                var found = await client.DescribeMNPAsync(request);
                return found.MNPName;
            }

            public async Task<string> Id() => (await client.DescribeMNPAsync(new())).RequestId;

            public async Task Touch()
            {
                await client.DescribeMNPAsync(new());
                await client.DescribeMNPAsync(new());
                return;
            }
        }
        """);

    [Fact]
    public async Task The_entry_point_becomes_asynchronous()
    {
        const string Source = """
            public static class Program
            {
                public static void Main()
                {
                    using var client = new TcsasClient(new TencentCloudCredential("a", "b"));
                    Console.WriteLine(client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.MNPName);
                }
            }
            """;
        const string Result = """
            public static class Program
            {
                public static async Task Main()
                {
                    using var client = new TcsasClient(new TencentCloudCredential("a", "b"));
                    Console.WriteLine((await client.DescribeMNPAsync(new())).MNPName);
                }
            }
            """;
        var test = VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Create([Consumer.Usings + Source], [Consumer.Usings + Result]);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Top_level_statements_await()
    {
        const string Client = "using var client = new TcsasClient(new TencentCloudCredential(\"a\", \"b\"));\n";
        var test = VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Create(
            [Consumer.Usings + Client + "Console.WriteLine(client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.MNPName);\n"],
            [Consumer.Usings + Client + "Console.WriteLine((await client.DescribeMNPAsync(new())).MNPName);\n"]);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
