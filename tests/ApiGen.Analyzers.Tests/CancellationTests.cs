using ApiGen.Analyzers.Cancellation;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

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
    [InlineData("client.{|APIGEN1007:DescribeMNPAsync|}(request, new ApiCallOptions())", "CancellationToken stop")]
    [InlineData("client.DescribeMNPAsync(request, new ApiCallOptions(), stop)", "CancellationToken stop")]
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
    [InlineData("CancellationToken token = default; if (flag) { token = source.Token; } await client.DescribeMNPAsync(new());")]
    [InlineData("CancellationToken token = default; token = source.Token; await client.{|APIGEN1007:DescribeMNPAsync|}(new());")]
    [InlineData("CancellationToken token; token = source.Token; await client.{|APIGEN1007:DescribeMNPAsync|}(new());")]
    [InlineData("var token = source.Token; Keep(token); await F(client); static async Task F(ITcsasClient token) { await token.DescribeMNPAsync(new()); }")]
    [InlineData("var token = source.Token; Keep(token); await F(client); async Task F(ITcsasClient token) { await token.DescribeMNPAsync(new()); }")]
    [InlineData("var token = source.Token; var held = new { Call = client.DescribeMNPAsync(new()) }; await held.Call;")]
    [InlineData("var token = source.Token; await Task.WhenAll(from t in texts let call = client.DescribeMNPAsync(new() { MNPId = t }) select call);")]
    [InlineData("var token = source.Token; foreach (var one in from t in texts let call = client.DescribeMNPAsync(new() { MNPId = t }) where call != null select call) { await one; }")]
    [InlineData("var token = source.Token; await client.Client.{|APIGEN1007:SendAsync|}(\"DescribeMNP\", \"{}\");")]
    [InlineData("var token = source.Token; await client.Client.SendAsync(\"DescribeMNP\", \"{}\", cancellationToken: token);")]
    [InlineData("var token = source.Token; if (!token.IsCancellationRequested) { await client.DescribeMNPAsync(new()); }")]
    [InlineData("var token = source.Token; if (!token.IsCancellationRequested) await client.DescribeMNPAsync(new());")]
    [InlineData("var token = source.Token; await (token.IsCancellationRequested ? Task.CompletedTask : client.DescribeMNPAsync(new()));")]
    [InlineData("var token = source.Token; await F(); Task F() => !token.IsCancellationRequested ? client.DescribeMNPAsync(new()) : Task.CompletedTask;")]
    [InlineData("var token = source.Token; await (flag ? Task.CompletedTask : client.{|APIGEN1007:DescribeMNPAsync|}(new()));")]
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

    [Theory]
    [InlineData("await Task.WhenAll(client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new())).WaitAsync(token);")]
    [InlineData("await Task.WhenAll(client.DescribeMNPAsync(new()), Task.Delay(1), Task.Delay(2), Task.Delay(3)).WaitAsync(token);")]
    [InlineData("await Task.WhenAll([client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new())]).WaitAsync(TimeSpan.FromSeconds(1), token);")]
    [InlineData("await Task.WhenAll(new Task[] { client.DescribeMNPAsync(new()) }).ConfigureAwait(false); await Task.WhenAll(new List<Task> { client.DescribeMNPAsync(new(), token) }).WaitAsync(token);", true)]
    [InlineData("var all = Task.WhenAll(client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new())); await all.WaitAsync(token);")]
    [InlineData("await Task.WhenAll(texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t }))).WaitAsync(token);")]
    [InlineData("await Task.WhenAll(texts.Select(async t => { var found = await client.DescribeMNPAsync(new() { MNPId = t }); return found.MNPName; })).WaitAsync(token);")]
    [InlineData("await Task.WhenAll([.. texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t }))]).WaitAsync(token);")]
    [InlineData("await Task.WhenAll(from t in texts select client.DescribeMNPAsync(new() { MNPId = t })).WaitAsync(token);")]
    [InlineData("await Task.WhenAll(from t in texts let call = client.DescribeMNPAsync(new() { MNPId = t }) select call).WaitAsync(token);")]
    [InlineData("var held = new { Call = client.DescribeMNPAsync(new()) }; await held.Call.WaitAsync(token);")]
    [InlineData("var held = (Id: 1, Call: client.DescribeMNPAsync(new())); await held.Call.WaitAsync(token);")]
    [InlineData("var all = Task.WhenAll(texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t }))); await all.WaitAsync(token);")]
    [InlineData("var calls = texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })).ToList(); await Task.WhenAll(calls).WaitAsync(token);")]
    [InlineData("foreach (var found in await Task.WhenAll(texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t }))).WaitAsync(token)) { Keep(found); }")]
    [InlineData("var calls = new List<Task>(); foreach (var t in texts) { calls.Add(client.DescribeMNPAsync(new() { MNPId = t })); } await Task.WhenAll(calls).WaitAsync(token);")]
    [InlineData("var calls = new List<Task> { client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new()) }; await Task.WhenAll(calls).WaitAsync(token);")]
    [InlineData("var calls = new Task[2]; calls[0] = client.DescribeMNPAsync(new()); calls[1] = client.DescribeMNPAsync(new()); await Task.WhenAll(calls).WaitAsync(token);")]
    [InlineData("Task[] calls = [client.DescribeMNPAsync(new())]; Task.WaitAll(calls, token);")]
    [InlineData("Task[] calls = [client.DescribeMNPAsync(new())]; foreach (var call in calls) { await call.WaitAsync(token); }")]
    [InlineData("var (one, two) = (client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new())); await Task.WhenAll(one, two).WaitAsync(token);")]
    [InlineData("await Task.WhenAny(client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new())).WaitAsync(token);")]
    [InlineData("await Task.WhenAny(client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new()), Task.Delay(-1, token));")]
    [InlineData("await Task.WhenAny(Task.WhenAll(client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new())), Task.Delay(-1, token));")]
    [InlineData("await foreach (var call in Task.WhenEach(texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t }))).WithCancellation(token)) { Keep(call); }")]
    [InlineData("await (flag ? client.DescribeMNPAsync(new()) : client.DescribeMNPAsync(new() { MNPId = text })).WaitAsync(token);")]
    [InlineData("await Task.Run(() => client.DescribeMNPAsync(new())).WaitAsync(token);")]
    [InlineData("await Task.Run(async () => { await client.DescribeMNPAsync(new()); await client.DescribeMNPAsync(new()); }).WaitAsync(token);")]
    [InlineData("Func<Task> load = async () => await client.DescribeMNPAsync(new()); await load().WaitAsync(token);")]
    [InlineData("await Load().WaitAsync(token); async Task Load() { await client.DescribeMNPAsync(new()); await client.DescribeMNPAsync(new()); }")]
    [InlineData("await Task.WhenAll(texts.Select(Load)).WaitAsync(token); async Task Load(string id) => await client.DescribeMNPAsync(new() { MNPId = id });")]
    [InlineData("var calls = from t in texts let call = client.DescribeMNPAsync(new() { MNPId = t }) let limited = call.WaitAsync(token) select limited; await Task.WhenAll(calls);")]
    [InlineData("var calls = from t in texts let call = client.DescribeMNPAsync(new() { MNPId = t }) where t.Length > 1 orderby t select new { t, call }; foreach (var one in calls) { await Task.WhenAny(one.call, Task.Delay(-1, token)); }")]
    [InlineData("var calls = texts.Select(t => new { t, Call = client.DescribeMNPAsync(new() { MNPId = t }) }).ToList(); foreach (var one in calls) { await one.Call.WaitAsync(token); }")]
    [InlineData("var calls = texts.Select(t => new { t, Call = client.DescribeMNPAsync(new() { MNPId = t }) }).ToList(); await Task.WhenAll(calls.Select(one => one.Call)).WaitAsync(token);")]
    [InlineData("var calls = from t in texts select (t, client.DescribeMNPAsync(new() { MNPId = t })); foreach (var (id, call) in calls) { await call.WaitAsync(token); Keep(id); }")]
    [InlineData("var calls = texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })).Select(call => call.WaitAsync(token)); await Task.WhenAll(calls);")]
    [InlineData("var calls = texts.ToDictionary(t => t, t => client.DescribeMNPAsync(new() { MNPId = t })); foreach (var (_, call) in calls) { await call.WaitAsync(token); }")]
    [InlineData("var calls = texts.ToLookup(t => t, t => client.DescribeMNPAsync(new() { MNPId = t })); await Task.WhenAll(calls.SelectMany(group => group)).WaitAsync(token);")]
    [InlineData("var calls = new Dictionary<string, Task> { [\"a\"] = client.DescribeMNPAsync(new()) }; await calls[\"a\"].WaitAsync(token);")]
    [InlineData("Task? call = null; call = client.DescribeMNPAsync(new()); if (call is { } begun) { await begun.WaitAsync(token); }")]
    [InlineData("var pair = KeyValuePair.Create(1, client.DescribeMNPAsync(new())); await pair.Value.WaitAsync(token);")]
    [InlineData("var held = new { Call = client.DescribeMNPAsync(new()) }; var same = held with { }; await same.Call.WaitAsync(token);")]
    [InlineData("(Task Call, int Id) held = default; held.Call = client.DescribeMNPAsync(new()); await held.Call.WaitAsync(token);")]
    [InlineData("var stopped = new TaskCompletionSource(); var call = client.DescribeMNPAsync(new()); await Task.WhenAny(call, stopped.Task); stopped.TrySetCanceled(token);")]
    [InlineData("var call = client.DescribeMNPAsync(new()); await call.ContinueWith(done => done, token);")]
    [InlineData("var call = client.DescribeMNPAsync(new()); try { await Task.Delay(1, token); } finally { await call; }")]
    [InlineData("var call = client.DescribeMNPAsync(new()); try { await Task.Delay(1, token); } catch (OperationCanceledException) { await call; }")]
    [InlineData("var calls = texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })).ToArray(); for (int i = 0; i < calls.Length; i++) { await calls[i].WaitAsync(token); }")]
    [InlineData("foreach (var call in Each()) { await call.WaitAsync(token); } IEnumerable<Task> Each() { foreach (var t in texts) { yield return client.DescribeMNPAsync(new() { MNPId = t }); } }")]
    [InlineData("await Go(() => client.DescribeMNPAsync(new())); async Task Go(Func<Task> call) => await call().WaitAsync(token);")]
    [InlineData("var call = client.DescribeMNPAsync(new()); while (!call.IsCompleted) { await Task.Delay(10, token); } Keep(await call);")]
    [InlineData("Task Begin() => client.DescribeMNPAsync(new()); var begun = Begin(); await Task.WhenAny(begun, Task.Delay(-1, token));")]
    [InlineData("_ = Task.WhenAll(client.DescribeMNPAsync(new()), client.DescribeMNPAsync(new()));")]
    [InlineData("_ = Task.WhenAll(texts.Select(t => client.DescribeMNPAsync(new() { MNPId = t })));")]
    public Task A_task_that_may_be_given_the_token_later(string statements, bool isFirstReported = false) => Verify<CancellationAnalyzer>.Body(
        "using var source = new CancellationTokenSource(); var token = source.Token; "
        + (isFirstReported ? statements.Replace("DescribeMNPAsync(new())", "{|APIGEN1007:DescribeMNPAsync|}(new())", StringComparison.Ordinal) : statements) + " await Task.Yield();");

    [Theory]
    [InlineData("await Task.WhenAll(client.{|APIGEN1007:DescribeMNPAsync|}(new()), client.{|APIGEN1007:DescribeMNPAsync|}(new()));")]
    [InlineData("await Task.WhenAll(client.{|APIGEN1007:DescribeMNPAsync|}(new())).WaitAsync(TimeSpan.FromSeconds(1));")]
    [InlineData("await Task.WhenAll(texts.Select(t => client.{|APIGEN1007:DescribeMNPAsync|}(new() { MNPId = t })));")]
    [InlineData("var calls = texts.Select(t => client.{|APIGEN1007:DescribeMNPAsync|}(new() { MNPId = t })).ToList(); await Task.WhenAll(calls); await Task.Delay(1, token);")]
    [InlineData("var call = client.{|APIGEN1007:DescribeMNPAsync|}(new()); await Task.Delay(1, token); Keep(await call); Keep(call.Result);")]
    [InlineData("var both = Task.WhenAll(client.{|APIGEN1007:DescribeMNPAsync|}(new()), Task.Delay(1, token)); await both.ConfigureAwait(false);")]
    [InlineData("await (flag ? client.{|APIGEN1007:DescribeMNPAsync|}(new()) : Task.CompletedTask);")]
    [InlineData("await (maybe switch { null => client.{|APIGEN1007:DescribeMNPAsync|}(new()), _ => Task.CompletedTask });")]
    [InlineData("Task? call = flag ? null : client.{|APIGEN1007:DescribeMNPAsync|}(new()); await (call ?? Task.CompletedTask);")]
    [InlineData("client.{|APIGEN1007:DescribeMNPAsync|}(new()).Wait(); Keep(client.{|APIGEN1007:DescribeMNPAsync|}(new()).GetAwaiter().GetResult());")]
    [InlineData("await Task.WhenAll(texts.Select(Load)); async Task Load(string id) => await client.{|APIGEN1007:DescribeMNPAsync|}(new() { MNPId = id });")]
    [InlineData("Keep(texts.Sum(t => client.{|APIGEN1007:DescribeMNPAsync|}(new() { MNPId = t }).Result.RequestId.Length));")]
    [InlineData("await Task.Run(() => client.{|APIGEN1007:DescribeMNPAsync|}(new()), token);")]
    [InlineData("await Task.Run(async () => await client.{|APIGEN1007:DescribeMNPAsync|}(new()), token);")]
    [InlineData("await Load(); await Other().WaitAsync(token); async Task Load() => await client.{|APIGEN1007:DescribeMNPAsync|}(new()); async Task Other() => await Task.Yield();")]
    [InlineData("Func<CancellationToken, Task> load = async t => await client.{|APIGEN1007:DescribeMNPAsync|}(new()); await load(token);")]
    [InlineData("await Parallel.ForEachAsync(texts, token, async (id, stop) => await client.{|APIGEN1007:DescribeMNPAsync|}(new() { MNPId = id }));")]
    [InlineData("foreach (var found in await Task.WhenAll(client.{|APIGEN1007:DescribeMNPAsync|}(new()))) { await Task.Delay(1, token); Keep(found); }")]
    [InlineData("await foreach (var x in client.{|APIGEN1007:WatchMNPStreamAsync|}(new())) { await Task.Delay(1, token); Keep(x); }")]
    public Task A_task_that_is_waited_for_beside_another_use_of_the_token(string statements) => Verify<CancellationAnalyzer>.Body(
        "using var source = new CancellationTokenSource(); var token = source.Token; " + statements + " await Task.Yield();");

    [Theory]
    [InlineData("var t = CancellationToken.None; if (flag) t = stop; await CALL;", "stop")]
    [InlineData("CancellationToken t = default; if (flag) { t = stop; await CALL; }", "t")]
    [InlineData("CancellationToken t = default; if (flag) { t = stop; } await CALL;", "stop")]
    [InlineData("CancellationToken t = new(); t = stop; await CALL;", "t")]
    [InlineData("var t = new CancellationToken(false); await CALL;", "stop")]
    [InlineData("var t = flag ? stop : CancellationToken.None; await CALL;", "stop")]
    [InlineData("var t = number switch { 1 => stop, 2 => default, _ => CancellationToken.None }; await CALL;", "stop")]
    [InlineData("var t = number switch { 1 => stop, _ => source.Token }; await CALL;", "t")]
    [InlineData("var t = perhaps ?? CancellationToken.None; await CALL;", "stop")]
    [InlineData("var t = perhaps ?? stop; await CALL;", "t")]
    [InlineData("var t = perhaps.GetValueOrDefault(); await CALL;", "stop")]
    [InlineData("var none = CancellationToken.None; var t = none; await CALL;", "stop")]
    [InlineData("CancellationToken t, u; t = u = CancellationToken.None; await CALL;", "stop")]
    [InlineData("var t = source.Token; foreach (var x in new int[2]) { await CALL; t = CancellationToken.None; }", "stop")]
    [InlineData("foreach (var x in new int[2]) { var t = source.Token; await CALL; t = CancellationToken.None; }", "t")]
    [InlineData("var t = source.Token; foreach (var x in new int[2]) { t = source.Token; await CALL; t = CancellationToken.None; }", "t")]
    [InlineData("var t = source.Token; if (flag) { t = stop; } await CALL;", "t")]
    [InlineData("CancellationToken t = default; if (flag) goto call; t = stop; call: await CALL;", "stop")]
    public Task A_local_that_may_be_no_token(string statements, string named) => Verify<CancellationAnalyzer>.Source(
        Consumer.Usings + $$"""
        #pragma warning disable CS0219 // Some rows give a local a value that nothing reads, as code does that is being changed.
        public sealed class Store(ITcsasClient client, CancellationTokenSource source)
        {
            public async Task Run(bool flag, int number, CancellationToken? perhaps, CancellationToken stop)
            {
                {{statements.Replace("CALL", "client.{|#0:DescribeMNPAsync|}(new())", StringComparison.Ordinal)}}
            }
        }
        """,
        new DiagnosticResult(Rules.CancellationNotPassed).WithLocation(0).WithArguments("DescribeMNPAsync", named));

    /// <summary>What is done once the token is cancelled cleans up: with the token it would never be sent.</summary>
    [Theory]
    [InlineData("try { await Task.Delay(-1, stop); } catch (OperationCanceledException) { } await CALL;")]
    [InlineData("try { await Task.Delay(-1, stop); } catch (Exception e) when (e is not ApiException) { Keep(e); } Keep(1); await CALL;")]
    [InlineData("try { Task.Delay(-1, stop).Wait(); } catch (AggregateException) { } await CALL;")]
    [InlineData("try { stop.ThrowIfCancellationRequested(); } catch { } Keep(1); await CALL;")]
    [InlineData("await Task.Delay(-1, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); await CALL;")]
    [InlineData("await Task.Delay(-1, stop).ContinueWith(_ => { }); await CALL;")]
    [InlineData("await Task.WhenAny(Task.Delay(-1, stop)); await CALL;")]
    [InlineData("await host.RunAsync(stop); await CALL;")]
    [InlineData("stop.WaitHandle.WaitOne(); await CALL;")]
    [InlineData("(stop, int other) = (CancellationToken.None, 1); Keep(other); await CALL;")]
    [InlineData("Detach(ref stop); await CALL;")]
    [InlineData("Func<CancellationToken, Task> run = host.RunAsync; await run(stop); await CALL;")]
    [InlineData("for (;;) { try { await Task.Delay(1000, stop); } catch (OperationCanceledException) { break; } } await CALL;")]
    [InlineData("while (true) { if (stop.IsCancellationRequested) break; await Task.Delay(1); } await CALL;")]
    [InlineData("bool isOver = false; try { await Task.Delay(-1, stop); } catch (OperationCanceledException) { isOver = true; } if (isOver) { await CALL; }")]
    [InlineData("bool isOver = stop.IsCancellationRequested; Keep(1); if (isOver) { await CALL; }")]
    [InlineData("if (stop is { IsCancellationRequested: true }) { await CALL; }")]
    [InlineData("switch (stop) { case { IsCancellationRequested: true }: await CALL; break; }")]
    [InlineData("await (stop.IsCancellationRequested switch { true => CALL, _ => Task.CompletedTask });")]
    [InlineData("if (!stop.IsCancellationRequested) { await Task.Delay(1, stop); return; } Keep(1); await CALL;")]
    [InlineData("if (!stop.IsCancellationRequested) goto run; Keep(1); await CALL; run: Keep(2);")]
    [InlineData("bool isOver = false; again: if (isOver) { await CALL; return; } try { await Task.Delay(-1, stop); } catch (OperationCanceledException) { isOver = true; } goto again;")]
    [InlineData("foreach (int i in new int[2]) { if (i > 0) { await CALL; } try { await Task.Delay(-1, stop); } catch (OperationCanceledException) { } }")]
    [InlineData("try { await foreach (int i in numbers.WithCancellation(stop)) { Keep(i); } } catch (OperationCanceledException) when (stop.IsCancellationRequested) { } await CALL;")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop); try { await Task.Delay(-1, linked.Token); } catch (OperationCanceledException) { } await CALL;")]
    [InlineData("using var own = new CancellationTokenSource(); var token = own.Token; own.Cancel(); await CALL;")]
    [InlineData("using var own = new CancellationTokenSource(); var token = own.Token; await own.CancelAsync(); await CALL;")]
    [InlineData("await Wait(); await CALL; async Task Wait() { try { await Task.Delay(-1, stop); } catch (OperationCanceledException) { } }")]
    [InlineData("try { await Wait(); } catch (OperationCanceledException) { } await CALL; async Task Wait() => await Task.Delay(-1, stop);")]
    [InlineData("async Task End() => await CALL; try { await Task.Delay(-1, stop); } catch (OperationCanceledException) { } await End();")]
    public Task A_call_that_may_be_made_once_the_token_is_cancelled(string statements) => Verify<CancellationAnalyzer>.Source(InMethod(statements, isTold: false));

    [Theory]
    [InlineData("await Task.Delay(1, stop); await CALL;")]
    [InlineData("await Task.Delay(1, stop).ConfigureAwait(false); await Task.WhenAll(Task.Delay(1, stop), Task.Delay(2, stop)); await CALL;")]
    [InlineData("Keep(await client.DescribeMNPAsync(new(), stop)); await CALL;")]
    [InlineData("stop.ThrowIfCancellationRequested(); Keep(1); await CALL;")]
    [InlineData("if (stop.IsCancellationRequested) { return; } Keep(1); await CALL;")]
    [InlineData("try { await Task.Delay(1, stop); await CALL; } catch (OperationCanceledException) { Keep(1); }")]
    [InlineData("try { await Task.Delay(1, stop); } catch (OperationCanceledException) { Keep(1); throw; } await CALL;")]
    [InlineData("try { await Task.Delay(1, stop); } catch (OperationCanceledException) { return; } await CALL;")]
    [InlineData("try { await Task.Delay(1, stop); } catch (ApiException e) { Keep(e); } await CALL;")]
    [InlineData("while (!stop.IsCancellationRequested) { await CALL; try { await Task.Delay(1, stop); } catch (OperationCanceledException) { } }")]
    [InlineData("for (; flag && !stop.IsCancellationRequested;) { await CALL; await host.RunAsync(stop); }")]
    [InlineData("await CALL; await host.RunAsync(stop);")]
    [InlineData("await foreach (int i in numbers.WithCancellation(stop)) { await CALL; Keep(i); }")]
    [InlineData("for (;;) { try { await CALL; return; } catch (ApiException) { await Task.Delay(1, stop); } }")]
    [InlineData("using var own = CancellationTokenSource.CreateLinkedTokenSource(stop); own.CancelAfter(5); var token = own.Token; await CALL;")]
    [InlineData("await Task.Run(async () => { await Task.Delay(1, stop); await CALL; });")]
    public Task A_call_that_is_not_come_to_once_the_token_is_cancelled(string statements) => Verify<CancellationAnalyzer>.Source(InMethod(statements, isTold: true));

    private static string InMethod(string statements, bool isTold) =>
        Consumer.Usings + $$"""
        public interface IWork { Task RunAsync(CancellationToken stop); }
        public sealed class Store(ITcsasClient client, IWork host)
        {
            public async Task Run(bool flag, IAsyncEnumerable<int> numbers, CancellationToken stop)
            {
                {{statements.Replace("CALL", isTold ? "client.{|APIGEN1007:DescribeMNPAsync|}(new())" : "client.DescribeMNPAsync(new())", StringComparison.Ordinal)}}
                await Task.Yield();
            }

            private static void Keep(object value) => _ = value;

            private static void Detach(ref CancellationToken token) => token = default;
        }
        """;

    /// <summary>What sets a program up runs later what it is given; the token of the set-up is not that of a request.</summary>
    [Theory]
    [InlineData("app.MapGet(\"/\", async (string id) => (await client.DescribeMNPAsync(new() { MNPId = id })).MNPName);")]
    [InlineData("app.MapGet(\"/\", async (string id, CancellationToken stop) => await client.{|APIGEN1007:DescribeMNPAsync|}(new() { MNPId = id }));")]
    [InlineData("app.MapGet(\"/\", (string id) => Task.Run(() => client.DescribeMNPAsync(new() { MNPId = id })));")]
    [InlineData("app.MapGroup(\"/a\").MapGet(\"/\", (string id) => client.DescribeMNPAsync(new() { MNPId = id })).AddFilter(() => client.DescribeMNPAsync(new()));")]
    [InlineData("Endpoints.MapGet(app, \"/\", () => client.DescribeMNPAsync(new()));")]
    [InlineData("app.Use(() => client.DescribeMNPAsync(new()));")]
    [InlineData("services.AddSingleton(_ => client.DescribeMNPAsync(new()));")]
    [InlineData("app.MapGet(\"/\", Handle); Task Handle(string id) => client.DescribeMNPAsync(new() { MNPId = id });")]
    [InlineData("Func<string, Task> handle = id => client.DescribeMNPAsync(new() { MNPId = id }); app.MapGet(\"/\", handle);")]
    [InlineData("Func<string, Task> handle = id => client.DescribeMNPAsync(new() { MNPId = id }); await handle(\"a\"); await handle?.Invoke(\"a\");")]
    [InlineData("await Handle(\"a\"); Task Handle(string id) => client.{|APIGEN1007:DescribeMNPAsync|}(new() { MNPId = id });")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += Handle; async void Handle(object sender, EventArgs e) => await client.DescribeMNPAsync(new());")]
    [InlineData("await Once(() => client.DescribeMNPAsync(new()));")]
    [InlineData("services.Add(ServiceDescriptor.Singleton(_ => client.DescribeMNPAsync(new())));")]
    [InlineData("Kept.Add(\"a\", () => client.DescribeMNPAsync(new()));")]
    [InlineData("Waiting.Enqueue(() => client.DescribeMNPAsync(new()));")]
    [InlineData("Cache.GetOrAdd(\"a\", _ => client.DescribeMNPAsync(new()));")]
    [InlineData("await Cache.GetOrAdd(\"a\", _ => client.DescribeMNPAsync(new()));")]
    [InlineData("var cache = new ConcurrentDictionary<string, Task>(); await cache.GetOrAdd(\"a\", _ => client.DescribeMNPAsync(new()));")]
    [InlineData("var all = new List<Func<Task>>(); all.Add(() => client.DescribeMNPAsync(new())); await Task.WhenAll(all.Select(each => each()));")]
    [InlineData("ThreadPool.QueueUserWorkItem(async _ => await client.DescribeMNPAsync(new()));")]
    [InlineData("var work = new Schedule(); work.Every(() => client.DescribeMNPAsync(new())); work?.Every(() => client.DescribeMNPAsync(new()));")]
    [InlineData("new Schedule().Step(() => client.DescribeMNPAsync(new())).Step(Handle).Every(() => client.DescribeMNPAsync(new())); Task Handle() => client.DescribeMNPAsync(new());")]
    [InlineData("_ = new Schedule().Step(() => client.DescribeMNPAsync(new()));")]
    [InlineData("await new Schedule().Now(() => client.DescribeMNPAsync(new()));")]
    [InlineData("new Schedule().Now(() => client.DescribeMNPAsync(new())).Wait();")]
    [InlineData("await new Schedule().Step(() => client.DescribeMNPAsync(new())).Now(() => client.DescribeMNPAsync(new()));")]
    [InlineData("Parallel.ForEach(new int[2], i => client.{|APIGEN1007:DescribeMNPAsync|}(new()).Wait());")]
    [InlineData("new List<int>().ForEach(i => client.{|APIGEN1007:DescribeMNPAsync|}(new()).Wait());")]
    [InlineData("Array.ForEach(new int[2], i => client.{|APIGEN1007:DescribeMNPAsync|}(new()).Wait());")]
    public Task What_is_given_to_a_set_up(string statements) => Verify<CancellationAnalyzer>.Source(
        Consumer.Usings + "using Microsoft.AspNetCore.Builder;\nusing System.Collections.Concurrent;\n" + $$"""
        namespace Microsoft.AspNetCore.Builder
        {
            public interface IEndpointRouteBuilder { }
            public sealed class RouteGroupBuilder : IEndpointRouteBuilder { }
            public sealed class RouteHandlerBuilder { public RouteHandlerBuilder AddFilter(Func<Task> filter) => this; }
            public sealed class WebApplication : IEndpointRouteBuilder { public void Use(Func<Task> middleware) { } }
            public interface IServiceCollection { void Add(ServiceDescriptor service); }
            public sealed class ServiceDescriptor { public static ServiceDescriptor Singleton<T>(Func<IServiceProvider, T> make) => null; }
            public static class Endpoints
            {
                public static RouteGroupBuilder MapGroup(this IEndpointRouteBuilder app, string route) => null;
                public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder app, string route, Delegate handler) => null;
                public static void AddSingleton<T>(this IServiceCollection services, Func<IServiceProvider, T> make) { }
            }
        }

        public sealed class Program(ITcsasClient client)
        {
            public async Task Map(WebApplication app, IServiceCollection services, CancellationToken starting)
            {
                {{statements}}
                await Task.Delay(1, starting);
            }

            private static readonly Dictionary<string, Func<Task>> Kept = [];
            private static readonly ConcurrentQueue<Func<Task>> Waiting = new();
            private static readonly ConcurrentDictionary<string, Task> Cache = new();
            private static Task Once(Func<Task> run) => run();
        }

        public sealed class Schedule
        {
            public void Every(Func<Task> run) { }
            public Schedule Step(Func<Task> run) => this;
            public Task Now(Func<Task> run) => run();
        }
        """);

    [Fact]
    public Task A_method_without_a_token_is_not_reported() => Verify<CancellationAnalyzer>.Body("await client.DescribeMNPAsync(new());");

    [Theory]
    [InlineData("client.DescribeMNPAsync(new()).Unknown(token)")]
    [InlineData("Wrap(client.DescribeMNPAsync(new()), token)")]
    public async Task Code_that_the_compiler_does_not_know_may_take_the_token_later(string given)
    {
        CSharpAnalyzerTest<CancellationAnalyzer, DefaultVerifier> test = Verify<CancellationAnalyzer>.Create(Consumer.Method(
            "async Task One(CancellationToken token) { await " + given + "; } await One(default);"));
        test.CompilerDiagnostics = CompilerDiagnostics.None;

        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
