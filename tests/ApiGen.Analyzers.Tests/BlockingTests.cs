using ApiGen.Analyzers.Blocking;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests;

/// <summary>APIGEN1005.</summary>
public sealed class BlockingTests
{
    [Theory]
    [InlineData("Keep(client.CreateMNPAsync(given).{|APIGEN1005:Result|}.Data);")]
    [InlineData("client.CreateMNPAsync(given).{|APIGEN1005:Wait|}();")]
    [InlineData("client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(1000);")]
    [InlineData("Keep(client.CreateMNPAsync(given).GetAwaiter().{|APIGEN1005:GetResult|}());")]
    [InlineData("Keep(client.CreateMNPAsync(given).ConfigureAwait(false).GetAwaiter().{|APIGEN1005:GetResult|}());")]
    [InlineData("Keep(api.DescribeMNPAsync(new()).{|APIGEN1005:Result|});")]
    [InlineData("var task = client.CreateMNPAsync(given); Keep(task.{|APIGEN1005:Result|});")]
    [InlineData("Keep(client.Client.SendAsync(\"DescribeMNP\", \"{}\").{|APIGEN1005:Result|});")]
    [InlineData("Func<Task<string>> f = async () => { await Task.Yield(); return client.CreateMNPAsync(given).{|APIGEN1005:Result|}.RequestId; }; await f();")]
    [InlineData("Func<Task<string>> f = () => Task.FromResult(client.CreateMNPAsync(given).{|APIGEN1005:Result|}.RequestId); await f();")]
    [InlineData("await F(); async Task F() { client.CreateMNPAsync(given).{|APIGEN1005:Wait|}(); await Task.Yield(); }")]
    [InlineData("Task.{|APIGEN1005:WaitAll|}(client.CreateMNPAsync(given), Task.Delay(1));")]
    [InlineData("var one = client.DescribeMNPAsync(new()); var two = client.DescribeMNPAsync(new()); Task.{|APIGEN1005:WaitAll|}(one, two); Keep(one.Result); Keep(two.Result);")]
    [InlineData("var one = client.DescribeMNPAsync(new()); one.{|APIGEN1005:Wait|}(); Keep(one.Result);")]
    [InlineData("var one = client.DescribeMNPAsync(new()); Keep(one.{|APIGEN1005:Result|}); Keep(one.Result);")]
    [InlineData("var one = client.DescribeMNPAsync(new()); one?.{|APIGEN1005:Wait|}();")]
    [InlineData("Keep(client?.DescribeMNPAsync(new())?.{|APIGEN1005:Result|});")]
    [InlineData("Task.{|APIGEN1005:WaitAny|}([client.DescribeMNPAsync(new())]);")]
    [InlineData("var one = client.DescribeMNPAsync(new()); Task.{|APIGEN1005:WaitAll|}(new Task[] { one });")]
    [InlineData("foreach (string name in client.ListMNPItemsAsync(new()).{|APIGEN1005:ToBlockingEnumerable|}()) { Keep(name); }")]
    [InlineData("var all = texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })).ToArray(); Task.{|APIGEN1005:WaitAll|}(all);")]
    [InlineData("var all = texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })).ToArray(); Task.{|APIGEN1005:WaitAll|}(all); foreach (var one in all) { Keep(one.Result); }")]
    [InlineData("var all = texts.Select(async t => await client.DescribeMNPAsync(new() { MNPId = t })).ToList(); Task.{|APIGEN1005:WaitAll|}(all.ToArray());")]
    [InlineData("Task.{|APIGEN1005:WaitAll|}(texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })).ToArray());")]
    [InlineData("var all = new[] { client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new()) }; Task.{|APIGEN1005:WaitAll|}(all);")]
    [InlineData("List<Task> all = [Task.Delay(1), client.DescribeMNPAsync(new())]; Task.{|APIGEN1005:WaitAny|}(all.ToArray());")]
    [InlineData("Task.WhenAll(client.CreateMNPAsync(given), Task.Delay(1)).{|APIGEN1005:Wait|}();")]
    [InlineData("Keep(Task.WhenAll(texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t }))).{|APIGEN1005:Result|});")]
    [InlineData("Task.WhenAll(client.CreateMNPAsync(given), Task.Delay(1)).GetAwaiter().{|APIGEN1005:GetResult|}();")]
    [InlineData("var both = Task.WhenAny(Task.Delay(1), client.CreateMNPAsync(given)); both.{|APIGEN1005:Wait|}();")]
    [InlineData("Keep(client.CreateMNPAsync(given).WaitAsync(TimeSpan.FromSeconds(1)).{|APIGEN1005:Result|});")]
    [InlineData("var all = new List<Task>(); foreach (var t in texts) { all.Add(client.DescribeMNPAsync(new() { MNPId = t })); } all.Add(Task.Delay(1)); Task.{|APIGEN1005:WaitAll|}(all.ToArray());")]
    [InlineData("List<Task> all = [Task.Delay(1)]; all.Add(client.DescribeMNPAsync(new())); Task.WhenAll(all).{|APIGEN1005:Wait|}();")]
    [InlineData("foreach (var one in texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t }))) { Keep(one.{|APIGEN1005:Result|}); }")]
    [InlineData("Task<DescribeMNPResponse>[] all = [client.DescribeMNPAsync(new())]; foreach (var one in all) { Keep(one.{|APIGEN1005:Result|}); }")]
    [InlineData("var one = flag ? null : client.DescribeMNPAsync(new()); Keep(one?.{|APIGEN1005:Result|});")]
    [InlineData("Keep((flag ? Task.FromResult<DescribeMNPResponse>(null!) : client.DescribeMNPAsync(new())).{|APIGEN1005:Result|});")]
    [InlineData("Task<DescribeMNPResponse>? known = null; var one = known ?? client.DescribeMNPAsync(new()); one.{|APIGEN1005:Wait|}();")]
    [InlineData("var one = number switch { 1 => client.DescribeMNPAsync(new()), _ => null }; one?.{|APIGEN1005:Wait|}();")]
    public Task Blocking_in_asynchronous_code_is_reported(string statements) => Verify<BlockingCallAnalyzer>.Body(statements + " await Task.Yield();");

    [Theory]
    [InlineData("Keep((await client.CreateMNPAsync(given)).Data);")]
    [InlineData("var task = client.CreateMNPAsync(given); await task; Keep(task.Result);")]
    [InlineData("var task = client.CreateMNPAsync(given); await Task.WhenAll(task); Keep(task.Result);")]
    [InlineData("lock (client) { Keep(client.CreateMNPAsync(given).Result); }")]
    [InlineData("try { Keep(1); } catch (Exception) when (client.CreateMNPAsync(given).Result.RequestId == \"\") { }")]
    [InlineData("Func<string> f = () => client.CreateMNPAsync(given).Result.RequestId; Keep(f());")]
    [InlineData("Keep(Task.Run(() => 1).Result);")]
    [InlineData("System.Linq.Expressions.Expression<Func<ITcsasClient, Task<CreateMNPResponse>>> e = c => Task.FromResult(c.CreateMNPAsync(given, default).Result); Keep(e);")]
    [InlineData("var tasks = texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })).ToList(); await Task.WhenAll(tasks); Keep(tasks[0].Result);")]
    [InlineData("var task = client.CreateMNPAsync(given); Keep(task.IsCompleted); Keep(task.Status);")]
    [InlineData("Keep(client.CreateMNPAsync(given).ContinueWith(t => t.Result.RequestId));")]
    [InlineData("Keep(given.MNPName!.Length); Task.Delay(1).Wait();")]
    [InlineData("await Task.WhenAll(client.CreateMNPAsync(given), client.DescribeMNPAsync(new()));")]
    [InlineData("Task.WaitAll(Task.Delay(1), Task.CompletedTask);")]
    [InlineData("var one = client.DescribeMNPAsync(new()); await one; one.Wait(); Keep(one.Result);")]
    [InlineData("var one = client.DescribeMNPAsync(new()); if (one.IsCompleted) { Keep(one.Result); }")]
    [InlineData("var one = client.DescribeMNPAsync(new()); Func<Task> later = async () => { await Task.Yield(); Keep(one.Result); }; await one; await later();")]
    [InlineData("var one = client.DescribeMNPAsync(new()); one = null!; Keep(one.Result);")]
    [InlineData("var all = texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })).ToArray(); await Task.WhenAll(all); Task.WaitAll(all);")]
    [InlineData("var all = texts.Select(t => Task.Delay(1)).ToArray(); Task.WaitAll(all); Task.WhenAll(all).Wait();")]
    [InlineData("var all = texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })).ToArray(); await Task.WhenAll(all); Keep(Task.WhenAll(all).Result);")]
    [InlineData("F(); void F() { foreach (string name in client.ListMNPItemsAsync(new()).ToBlockingEnumerable()) { Keep(name); } }")]
    [InlineData("F(); void F() => client.CreateMNPAsync(given).Wait();")]
    [InlineData("var all = new List<Task<DescribeMNPResponse>>(); all.Add(client.DescribeMNPAsync(new())); await Task.WhenAll(all); foreach (var one in all) { Keep(one.Result); }")]
    [InlineData("var all = new List<Task<DescribeMNPResponse>>(); all.Add(client.DescribeMNPAsync(new())); foreach (var one in all) { await one; Keep(one.Result); }")]
    [InlineData("var all = new List<Task>(); all.Add(client.DescribeMNPAsync(new())); Keep(all); Task.WaitAll(all.ToArray());")]
    [InlineData("var all = new List<Task>(); all.Add(Task.Delay(1)); Task.WaitAll(all.ToArray());")]
    [InlineData("var all = new List<Task<DescribeMNPResponse>> { client.DescribeMNPAsync(new()) }; while (all.Count > 0) { var done = await Task.WhenAny(all); all.Remove(done); Keep(done.Result); }")]
    public Task Awaiting_or_blocking_where_nothing_else_is_possible_is_not_reported(string statements) => Verify<BlockingCallAnalyzer>.Body(statements + " await Task.Yield();");

    [Fact]
    public Task A_method_that_returns_a_task_could_await() => Verify<BlockingCallAnalyzer>.Source(
        Consumer.Usings + """
        public sealed class Store(ITcsasClient client)
        {
            public Task<string> Name(DescribeMNPRequest request)
            {
                var found = client.DescribeMNPAsync(request).{|APIGEN1005:Result|};
                return Task.FromResult(found.MNPName);
            }
        }
        """);

    [Fact]
    public Task What_cannot_be_asynchronous_could_not_await() => Verify<BlockingCallAnalyzer>.Source(
        Consumer.Usings + """
        using System.Runtime.CompilerServices;
        using System.Security;

        public interface INamed
        {
            [MethodImpl(MethodImplOptions.Synchronized)]
            Task<string> Name(ITcsasClient client) => Task.FromResult(client.DescribeMNPAsync(new()).Result.MNPName);
        }

        public sealed partial class Store(ITcsasClient client)
        {
            [MethodImpl(MethodImplOptions.Synchronized)]
            public Task<string> Name(DescribeMNPRequest request) => Task.FromResult(client.DescribeMNPAsync(request).Result.MNPName);

            [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.Synchronized)]
            public Task Touch()
            {
                client.DescribeMNPAsync(new()).Wait();
                return Task.CompletedTask;
            }

            [MethodImpl(MethodImplOptions.Synchronized)]
            public partial Task Part();

            public partial Task Part()
            {
                client.DescribeMNPAsync(new()).GetAwaiter().GetResult();
                return Task.CompletedTask;
            }

            public Task Inner()
            {
                return Local();

                [MethodImpl(MethodImplOptions.Synchronized)]
                Task Local()
                {
                    client.DescribeMNPAsync(new()).Wait();
                    return Task.CompletedTask;
                }
            }

            [SecurityCritical]
            public Task<string> Guarded() => Task.FromResult(client.DescribeMNPAsync(new()).Result.MNPName);

            [MethodImpl(MethodImplOptions.NoInlining)]
            public Task<string> Plain() => Task.FromResult(client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.MNPName);

            [MethodImpl(MethodImplOptions.Synchronized)]
            public Task<string> Elsewhere() => Task.Run(async () => { await Task.Yield(); return client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.MNPName; });
        }

        [SecurityCritical]
        public sealed class Vault(ITcsasClient client)
        {
            public Task<string> Name() => Task.FromResult(client.DescribeMNPAsync(new()).Result.MNPName);
        }
        """);

    [Fact]
    public Task Code_that_others_call_synchronously_is_not_reported() => Verify<BlockingCallAnalyzer>.Source(
        Consumer.Usings + """
        public sealed class Store : IDisposable
        {
            private readonly ITcsasClient _client;
            private readonly string _id;

            public Store(ITcsasClient client)
            {
                _client = client;
                _id = client.DescribeMNPAsync(new()).Result.RequestId;
            }

            public string Name => _client.DescribeMNPAsync(new()).Result.MNPName;

            public string Describe() => _client.DescribeMNPAsync(new()).GetAwaiter().GetResult().MNPName + _id;

            public void Dispose() => _client.DescribeMNPAsync(new()).Wait();

            public IEnumerable<string> Names()
            {
                yield return _client.DescribeMNPAsync(new()).Result.MNPName;
            }
        }
        """);

    [Fact]
    public async Task The_entry_point_could_await()
    {
        var test = Verify<BlockingCallAnalyzer>.Create(Consumer.Usings + """
            public static class Program
            {
                public static void Main()
                {
                    using var client = new TcsasClient(new TencentCloudCredential("a", "b"));
                    Console.WriteLine(client.DescribeMNPAsync(new()).{|APIGEN1005:Result|}.MNPName);
                }
            }
            """);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Top_level_statements_could_await()
    {
        var test = Verify<BlockingCallAnalyzer>.Create(Consumer.Usings + """
            using var client = new TcsasClient(new TencentCloudCredential("a", "b"));
            Console.WriteLine(client.DescribeMNPAsync(new()).GetAwaiter().{|#0:GetResult|}().MNPName);
            """);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Rules.BlockingCall).WithLocation(0).WithArguments(".GetAwaiter().GetResult()", "DescribeMNPAsync", "await the call"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
