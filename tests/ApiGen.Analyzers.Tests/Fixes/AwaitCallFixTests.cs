using ApiGen.Analyzers.Blocking;
using ApiGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>The fix of APIGEN1005.</summary>
public sealed class AwaitCallFixTests
{
    [Theory]
    [InlineData("await Task.Yield(); var r = client.CreateMNPAsync(given).{|APIGEN1005:Result|};", "await Task.Yield(); var r = await client.CreateMNPAsync(given);")]
    [InlineData("await Task.Yield(); Keep(client.CreateMNPAsync(given).{|APIGEN1005:Result|}.Data);", "await Task.Yield(); Keep((await client.CreateMNPAsync(given)).Data);")]
    [InlineData("await Task.Yield(); client.CreateMNPAsync(given).{|APIGEN1005:Wait|}();", "await Task.Yield(); await client.CreateMNPAsync(given);")]
    [InlineData("await Task.Yield(); Keep(client.CreateMNPAsync(given).GetAwaiter().{|APIGEN1005:GetResult|}());", "await Task.Yield(); Keep(await client.CreateMNPAsync(given));")]
    [InlineData("await Task.Yield(); Keep(client.CreateMNPAsync(given).ConfigureAwait(false).GetAwaiter().{|APIGEN1005:GetResult|}().RequestId);", "await Task.Yield(); Keep((await client.CreateMNPAsync(given).ConfigureAwait(false)).RequestId);")]
    [InlineData("await Task.Delay(1).ConfigureAwait(false); Keep(client.CreateMNPAsync(given).{|APIGEN1005:Result|}.Data);", "await Task.Delay(1).ConfigureAwait(false); Keep((await client.CreateMNPAsync(given).ConfigureAwait(false)).Data);")]
    [InlineData("await Task.Delay(1).ConfigureAwait(false); client.CreateMNPAsync(given).{|APIGEN1005:Wait|}();", "await Task.Delay(1).ConfigureAwait(false); await client.CreateMNPAsync(given).ConfigureAwait(false);")]
    [InlineData("await Task.Delay(1).ConfigureAwait(false); Keep(client.CreateMNPAsync(given).ConfigureAwait(true).GetAwaiter().{|APIGEN1005:GetResult|}());", "await Task.Delay(1).ConfigureAwait(false); Keep(await client.CreateMNPAsync(given).ConfigureAwait(true));")]
    [InlineData("await Task.Yield(); await Task.Delay(1).ConfigureAwait(false); client.CreateMNPAsync(given).{|APIGEN1005:Wait|}();", "await Task.Yield(); await Task.Delay(1).ConfigureAwait(false); await client.CreateMNPAsync(given).ConfigureAwait(false);")]
    [InlineData("await foreach (int _ in Numbers().ConfigureAwait(false)) { } client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }", "await foreach (int _ in Numbers().ConfigureAwait(false)) { } await client.CreateMNPAsync(given).ConfigureAwait(false); static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }")]
    [InlineData("await foreach (int _ in Numbers()) { } await Task.Delay(1).ConfigureAwait(false); client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }", "await foreach (int _ in Numbers()) { } await Task.Delay(1).ConfigureAwait(false); await client.CreateMNPAsync(given); static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }")]
    [InlineData("await Task.Delay(1).ConfigureAwait(true); client.CreateMNPAsync(given).{|APIGEN1005:Wait|}();", "await Task.Delay(1).ConfigureAwait(true); await client.CreateMNPAsync(given);")]
    [Long]
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
    [Long]
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
    [Long]
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
    [Long]
    public Task A_task_that_is_not_finished_is_left_to_the_author() => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Nothing(
        "Func<Task> f = () => { client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); return Task.Delay(1); }; await f();");

    [Fact]
    [Long]
    public Task A_wait_with_a_limit_is_left_to_the_author() => VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Nothing(
        "client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(1000); await Task.Yield();");

    /// <summary>Whoever calls a method may count on it that all is done up to where it awaits for the first time.</summary>
    [Theory]
    [InlineData("await Task.Yield(); CALL;", true)]
    [InlineData("if (flag) { await Task.Yield(); CALL; }", true)]
    [InlineData("await Task.Yield(); foreach (var t in texts) { if (flag) { CALL; } }", true)]
    [InlineData("await Task.Yield(); try { CALL; } catch (Exception) { throw; }", true)]
    [InlineData("await foreach (var name in client.ListMNPItemsAsync(new())) { CALL; }", true)]
    [InlineData("await foreach (var name in client.ListMNPItemsAsync(new())) { Keep(name); } CALL;", true)]
    [InlineData("var other = await client.DescribeMNPAsync(given2); switch (number) { case 1: CALL; break; }", true)]
    [InlineData("using (var s = File.OpenRead(text)) { await s.CopyToAsync(Stream.Null); } CALL;", true)]
    [InlineData("using (var r = new StringReader(await File.ReadAllTextAsync(text))) { CALL; }", true)]
    [InlineData("if (await Asked()) { CALL; }", true)]
    [InlineData("if (await Asked() && flag) { Keep(text); } CALL;", true)]
    [InlineData("do { await Task.Yield(); } while (number-- > 0); CALL;", true)]
    [InlineData("try { await Task.Yield(); } finally { Keep(text); } CALL;", true)]
    [InlineData("Keep(await Asked(), CALL);", true)]
    [InlineData("Keep(await Asked() ? CALL : null);", true)]
    [InlineData("Keep($\"{await Asked()} {CALL}\");", true)]
    [InlineData("Keep((await File.ReadAllTextAsync(text))[0] + CALL.RequestId);", true)]
    [InlineData("object[] all = [await Asked(), CALL]; Keep(all);", true)]
    [InlineData("bool isAsked = await Asked(), isNamed = CALL.RequestId == text; Keep(isAsked == isNamed);", true)]
    [InlineData("Keep(CALL, await Asked());", false)]
    [InlineData("Keep(flag && await Asked(), CALL);", false)]
    [InlineData("Keep(flag ? await Asked() : CALL);", false)]
    [InlineData("Keep(number switch { 1 => await Asked(), _ => CALL });", false)]
    [InlineData("CALL; await Task.Yield();", false)]
    [InlineData("CALL;", false)]
    [InlineData("await Task.CompletedTask; CALL;", false)]
    [InlineData("await Task.FromResult(1).ConfigureAwait(false); CALL;", false)]
    [InlineData("do { if (flag) { break; } await Task.Yield(); } while (number-- > 0); CALL;", false)]
    [InlineData("switch (number) { case 1 when await Asked(): case 2: CALL; break; }", false)]
    [InlineData("System.Diagnostics.Debug.Assert(await Asked()); CALL;", false)]
    [InlineData("Note(await Asked()); CALL;", false)]
    [InlineData("Noted(await Asked()).Note(text); CALL;", false)]
    [InlineData("Unwritten(await Asked()); CALL;", false)]
    [InlineData("Written(await Asked()); CALL;", true)]
    [InlineData("new System.Text.StringBuilder().Append($\"{await Asked()}\"); CALL;", false)]
    [InlineData("await Task.FromResult(1); CALL;", false)]
    [InlineData("if (flag) { await Task.Yield(); } CALL;", false)]
    [InlineData("if (flag) { Keep(text); } else { await Task.Yield(); } CALL;", false)]
    [InlineData("if (flag && await Asked()) { Keep(text); } CALL;", false)]
    [InlineData("Keep(flag ? await Asked() : flag); CALL;", false)]
    [InlineData("Keep(text ?? await File.ReadAllTextAsync(text)); CALL;", false)]
    [InlineData("foreach (var t in texts) { await Task.Yield(); } CALL;", false)]
    [InlineData("while (number-- > 0) { await Task.Yield(); } CALL;", false)]
    [InlineData("switch (number) { case 1: await Task.Yield(); break; } CALL;", false)]
    [InlineData("Keep(number switch { 1 => await Asked(), _ => flag }); CALL;", false)]
    [InlineData("try { await Task.Yield(); } catch (IOException) { } CALL;", false)]
    [InlineData("Func<Task> f = async () => await Task.Yield(); CALL; await f();", false)]
    [InlineData("await F(); async Task F() { CALL; await Task.Yield(); }", false)]
    [InlineData("Func<Task> f = F; async Task F() { await Task.Yield(); } CALL; await f();", false)]
    [InlineData("if (flag) { goto call; } await Task.Yield(); call: CALL;", false)]
    [InlineData("foreach (var t in texts) { CALL; await Task.Yield(); }", false)]
    [Long]
    public async Task It_is_offered_behind_an_await_of_the_method(string statements, bool isOffered)
    {
        string Source(string call) => Consumer.Usings + $$"""
            public sealed partial class Store(ITcsasClient client)
            {
                public async Task Run(DescribeMNPRequest given, DescribeMNPRequest given2, string text, List<string> texts, int number, bool flag)
                {
            #pragma warning disable CS1998
                    {{statements.Replace("CALL", call, StringComparison.Ordinal)}}
                }

                private static void Keep(params object?[] values) => Console.WriteLine(values.Length);

                [System.Diagnostics.Conditional("NEVER")]
                private static void Note(object value) => Console.WriteLine(value);

                private static Notes Noted(bool value) => new Notes(value);

                static partial void Unwritten(bool value);

                static partial void Written(bool value);

                static partial void Written(bool value) => Console.WriteLine(value);

                private static async Task<bool> Asked()
                {
                    await Task.Yield();
                    return true;
                }

                private sealed class Notes(bool isKept)
                {
                    [System.Diagnostics.Conditional("NEVER")]
                    public void Note(string value) => Console.WriteLine(value + isKept);
                }
            }
            """;

        string blocked = Source("client.DescribeMNPAsync(given).{|APIGEN1005:" + (statements.Contains("CALL;", StringComparison.Ordinal) ? "Wait|}()" : "Result|}"));
        string awaited = Source(statements.Contains("CALL.", StringComparison.Ordinal) ? "(await client.DescribeMNPAsync(given))" : "await client.DescribeMNPAsync(given)");
        await VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Source(blocked, isOffered ? awaited : blocked);
    }

    [Theory]
    [InlineData("Monitor.Enter(_gate)", "Monitor.Exit(_gate)", false)]
    [InlineData("Console.WriteLine(_gate)", "Console.WriteLine()", true)]
    [Long]
    public async Task What_stands_in_for_a_member_in_another_project_is_looked_at(string enter, string exit, bool isOffered)
    {
        static string Source(string call) => Consumer.Usings + $$"""
            public interface IGuard
            {
                void Enter();

                void Exit();
            }

            public sealed class Store(ITcsasClient client, IGuard guard)
            {
                public async Task Run()
                {
                    await Task.Yield();
                    guard.Enter();
                    {{call}};
                    guard.Exit();
                }
            }
            """;
        string blocked = Source("client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}()");
        var test = VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Create([blocked], [isOffered ? Source("await client.DescribeMNPAsync(new())") : blocked]);
        ProjectState other = test.TestState.AdditionalProjects["Other"];
        other.AdditionalProjectReferences.Add("TestProject");
        other.AdditionalReferences.AddRange(TestReferences.Framework);
        other.Sources.Add($$"""
            using System;
            using System.Threading;

            public sealed class Guard : IGuard
            {
                private readonly object _gate = new();

                public void Enter() => {{enter}};

                public void Exit() => {{exit}};
            }
            """);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Nobody has had to wait for them.</summary>
    [Theory]
    [InlineData("public Task<string> Id() => Task.FromResult(client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.RequestId);")]
    [InlineData("public Task Touch() { client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}(); return Task.CompletedTask; }")]
    [InlineData("public ValueTask Touch() { client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}(); return default; }")]
    public async Task A_method_that_is_done_when_it_comes_back_is_left_to_the_author(string method)
    {
        string source = Consumer.Usings + $"public sealed class Store(ITcsasClient client)\n{{\n    {method}\n}}\n";
        await VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Source(source, source);
    }

    [Fact]
    [Long]
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
    [Long]
    public async Task Top_level_statements_await()
    {
        const string Client = "using var client = new TcsasClient(new TencentCloudCredential(\"a\", \"b\"));\n";
        var test = VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Create(
            [Consumer.Usings + Client + "Console.WriteLine(client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.MNPName);\n"],
            [Consumer.Usings + Client + "Console.WriteLine((await client.DescribeMNPAsync(new())).MNPName);\n"]);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Statements of the program run one after the other on one thread until the first of them awaits.</summary>
    [Theory]
    [InlineData("using (Single.Instance()) { CALL; }", "", false)]
    [InlineData("var one = Single.Instance(); CALL; one.Dispose();", "", false)]
    [InlineData("var one = Single.Instance(); await Helper.RunAsync(client); one.Dispose();", "await Task.Yield(); CALL;", false)]
    [InlineData("using (Single.Instance()) { Console.WriteLine(); }\nawait Helper.RunAsync(client);", "await Task.Yield(); CALL;", false)]
    [InlineData("using (Plain.Instance()) { CALL; }", "", true)]
    [InlineData("using (Plain.Instance()) { await Helper.RunAsync(client); }", "await Task.Yield(); CALL;", true)]
    [Long]
    public async Task Statements_of_the_program_that_hold_what_belongs_to_their_thread_are_left_to_the_author(string statements, string helper, bool isOffered)
    {
        string Source(string call) => (Consumer.Usings + $$"""
            using var client = new TcsasClient(new TencentCloudCredential("a", "b"));
            {{statements}}

            static class Helper
            {
                public static async Task RunAsync(ITcsasClient client) { await Task.Yield(); {{helper}} }
            }

            sealed class Single : IDisposable
            {
                private static readonly Mutex Held = new();

                public static Single Instance() { Held.WaitOne(); return new(); }

                public void Dispose() => Held.ReleaseMutex();
            }

            sealed class Plain : IDisposable
            {
                public static Plain Instance() => new();

                public void Dispose() => Console.WriteLine();
            }
            """).Replace("CALL", call, StringComparison.Ordinal);
        string blocked = Source("client.DescribeMNPAsync(new()).{|APIGEN1005:Wait|}()");
        var test = VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Create([blocked], [isOffered ? Source("await client.DescribeMNPAsync(new())") : blocked]);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>With an <c>await</c> in it, all that a text shows is worked out before the first of it becomes text.</summary>
    [Theory]
    [InlineData("await Task.Yield(); var b = new List<string>(); Keep($\"{b}{Change(b)}{CALL.RequestId}\"); string Change(List<string> of) { of.Add(text); return text; }", false)]
    [InlineData("await Task.Yield(); Keep($\"{(object)text}: {Keep2(CALL.RequestId)}\"); string Keep2(string one) => one;", false)]
    [InlineData("await Task.Yield(); Keep($\"{text} {texts.Count}: {CALL.RequestId}\");", true)]
    [InlineData("await Task.Yield(); Keep($\"{CALL}\");", true)]
    [InlineData("await Task.Yield(); Keep($\"{texts}\" + CALL.RequestId);", true)]
    [Long]
    public async Task Texts_that_show_objects_beside_the_call_are_left_to_the_author(string statements, bool isOffered)
    {
        string blocked = statements.Replace("CALL", "client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}", StringComparison.Ordinal);
        await VerifyFix<BlockingCallAnalyzer, AwaitCallFix>.Body(
            blocked,
            isOffered ? statements.Replace("CALL.", "(await client.DescribeMNPAsync(new())).", StringComparison.Ordinal).Replace("CALL", "await client.DescribeMNPAsync(new())", StringComparison.Ordinal) : blocked);
    }
}
