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
    public Task In_an_asynchronous_function(string statements, string result) => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Body(statements, result);

    [Theory]
    [InlineData("Keep(Task.WhenAll(texts.Select(t => Task.FromResult(CALL))));")]
    [InlineData("foreach (var one in texts.Select(t => { var found = CALL; return Task.FromResult(found); })) { await one; }")]
    [InlineData("await Task.WhenAll(texts.ConvertAll(t => Task.FromResult(CALL)));")]
    [InlineData("await Task.WhenAll(texts.Select(async t => CALL.RequestId));")]
    [InlineData("Keep(texts.ToDictionary(t => t, t => Task.FromResult(CALL)));")]
    [InlineData("Func<string, Task<DescribeMNPResponse>> load = t => Task.FromResult(CALL); await Task.WhenAll(texts.Select(load));")]
    [InlineData("Func<string, Task<DescribeMNPResponse>> load = t => Task.FromResult(CALL); await Task.WhenAll(texts.Select(t => load(t)));")]
    [InlineData("Func<string, Task<DescribeMNPResponse>> load = t => Task.FromResult(CALL); await Task.WhenAll(load(text), load(text));")]
    [InlineData("Func<string, Task<DescribeMNPResponse>> load; load = t => Task.FromResult(CALL); var one = load(text); var two = load(text); await one; await two;")]
    [InlineData("await Task.WhenAll(texts.Select(Load)); Task<DescribeMNPResponse> Load(string t) => Task.FromResult(CALL);")]
    [InlineData("await Task.WhenAll(texts.Select(async t => await Load(t))); Task<DescribeMNPResponse> Load(string t) => Task.FromResult(CALL);")]
    [InlineData("List<Task> all = []; foreach (var t in texts) { all.Add(Load(t)); } await Task.WhenAll(all); Task<DescribeMNPResponse> Load(string t) => Task.FromResult(CALL);")]
    [InlineData("Func<string, Task>[] steps = [t => Task.FromResult(CALL)]; await Task.WhenAll(steps.Select(step => step(text)));")]
    [InlineData("_ = Load(text); Task<DescribeMNPResponse> Load(string t) => Task.FromResult(CALL);")]
    public Task Nothing_is_offered_where_calls_would_no_longer_go_one_after_the_other(string statements) =>
        VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Nothing("#pragma warning disable CS1998\n" + statements.Replace("CALL", "client.DescribeMNPAsync(new() { MNPId = t }).{|APIGEN1005:Result|}", StringComparison.Ordinal) + " await Task.Yield();");

    /// <summary>Whoever calls a lambda or a local function may go on before it is done; who does is not looked for.</summary>
    [Theory]
    [InlineData("Func<Task> f = async () => client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); await f();")]
    [InlineData("Func<Task> f = () => { client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); return Task.CompletedTask; }; await f();")]
    [InlineData("Func<string, Task<string>> f = static t => Task.FromResult(new TcsasClient(null!).DescribeMNPAsync(new()).{|APIGEN1005:Result|}.RequestId); await f(text);")]
    [InlineData("Func<string, Task<string>> f = t => Task.FromResult(t + client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.RequestId); await f(text);")]
    [InlineData("await F(); Task<string> F() { var r = client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}; return Task.FromResult(r.RequestId); }")]
    [InlineData("await F(client); static Task F(ITcsasClient c) { c.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}(); return Task.CompletedTask; }")]
    [InlineData("await Task.Run(() => Task.FromResult(CALL));")]
    [InlineData("await Parallel.ForEachAsync(texts, (t, stop) => { Keep(CALL); return default; });")]
    [InlineData("Func<Task<DescribeMNPResponse>> load = () => Task.FromResult(CALL); foreach (var t in texts) { await load().ConfigureAwait(false); }")]
    [InlineData("Keep(await Twice(Load)); Task<DescribeMNPResponse> Load() => Task.FromResult(CALL); async Task<object> Twice(Func<Task<DescribeMNPResponse>> f) { await f(); return await f(); }")]
    public Task Nothing_is_offered_in_a_function_inside_of_a_method(string statements) => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Nothing(
        statements.Replace("CALL", "client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}", StringComparison.Ordinal));

    [Fact]
    public Task A_return_goes_where_the_function_ends_anyway() => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Source(
        Consumer.Usings + """
        public sealed class Store(ITcsasClient client)
        {
            public Task Touch(bool flag)
            {
                if (flag)
                {
                    return Task.CompletedTask; // early
                }

                client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}();

                return Task.CompletedTask;

                void Local()
                {
                }
            }

            public Task Try(bool flag)
            {
                try
                {
                    client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}();
                    return Task.CompletedTask;
                }
                catch (Exception)
                {
                    return Task.CompletedTask;
                }
            }

            public Task Choose(bool flag)
            {
                if (flag)
                {
                    client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}();
                    return Task.CompletedTask;
                }
                else
                {
                    Console.WriteLine(1);
                    return Task.CompletedTask;
                }
            }

            public Task Loop(string[] ids)
            {
                foreach (string id in ids)
                {
                    client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}();
                    return Task.CompletedTask;
                }

                // That is all.
                return Task.CompletedTask;
            }
        }
        """,
        Consumer.Usings + """
        public sealed class Store(ITcsasClient client)
        {
            public async Task Touch(bool flag)
            {
                if (flag)
                {
                    return; // early
                }

                await client.DescribeMNPAsync(new());

                void Local()
                {
                }
            }

            public async Task Try(bool flag)
            {
                try
                {
                    await client.DescribeMNPAsync(new());
                }
                catch (Exception)
                {
                    return;
                }
            }

            public async Task Choose(bool flag)
            {
                if (flag)
                {
                    await client.DescribeMNPAsync(new());
                }
                else
                {
                    Console.WriteLine(1);
                }
            }

            public async Task Loop(string[] ids)
            {
                foreach (string id in ids)
                {
                    await client.DescribeMNPAsync(new());
                    return;
                }

                // That is all.
                return;
            }
        }
        """);

    [Fact]
    public Task Comments_stay_and_nothing_stands_alone_behind_them() => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Body(
        """
        await Task.Yield();
        var a = client.DescribeMNPAsync(new()) // one
            .{|APIGEN1005:Result|} // two
            .RequestId; // three
        client.DescribeMNPAsync(new()) // one
            .{|APIGEN1005:Wait|}(); // two
        client.DescribeMNPAsync(new()) // one
            .{|APIGEN1005:Wait|}();
        Keep(client.DescribeMNPAsync(new()) // one
            .ConfigureAwait(false)
            .GetAwaiter() // two
            .{|APIGEN1005:GetResult|}()); // three
        var b = /* a */ client.DescribeMNPAsync(/* b */ new() /* c */) /* d */ . /* e */ {|APIGEN1005:Result|} /* f */ . /* g */ RequestId;
        """,
        """
        await Task.Yield();
        var a = (await client.DescribeMNPAsync(new())) // one
            // two
            .RequestId; // three
        await client.DescribeMNPAsync(new()); // one
            // two
        await client.DescribeMNPAsync(new()); // one
        Keep(await client.DescribeMNPAsync(new()) // one
            .ConfigureAwait(false)); // two
            // three
        var b = /* a */ (await client.DescribeMNPAsync(/* b */ new() /* c */)) /* d */ /* e */ /* f */ . /* g */ RequestId;
        """);

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
