using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>Which fixes are offered, kind by kind, and that those that are leave the code as it was in every other way.</summary>
public sealed class OfferedFixTests
{
    private const string Limit = "\"FailedOperation.MNPNumberExceedLimit\"";

    /// <summary>The rule reports, and no fix is offered: its author must decide.</summary>
    [Theory]
    [InlineData("after ?.", "public async Task Run() { await Task.Yield(); Console.WriteLine(client?.DescribeMNPAsync(new()).Result.RequestId); }")]
    [InlineData("wait after ?.", "public async Task Run() { await Task.Yield(); client?.DescribeMNPAsync(new()).Wait(); }")]
    [InlineData("get after ?.", "public async Task Run() { await Task.Yield(); Console.WriteLine(client?.DescribeMNPAsync(new()).GetAwaiter().GetResult().RequestId); }")]
    [InlineData("a task that is not finished", "public Task Run() { client!.DescribeMNPAsync(new()).Wait(); return Task.Delay(1); }")]
    [InlineData("a handler for a type", "public async Task Run() { await Task.Yield(); try { client!.DescribeMNPAsync(new()).Wait(); } catch (ApiException) { Console.WriteLine(1); } }")]
    [InlineData("a handler for a type further out", "public async Task Run() { await Task.Yield(); try { try { client!.DescribeMNPAsync(new()).Wait(); } finally { Console.WriteLine(2); } } catch (AggregateException e) { Console.WriteLine(e.InnerException); } }")]
    [InlineData("a handler with a filter", "public async Task Run() { await Task.Yield(); try { client!.DescribeMNPAsync(new()).Wait(); } catch (Exception e) when (e is not OperationCanceledException) { Console.WriteLine(1); } }")]
    [InlineData("a handler that looks into it", "public async Task Run() { await Task.Yield(); try { client!.DescribeMNPAsync(new()).Wait(); } catch (Exception e) { Console.WriteLine(e.InnerException); } }")]
    [InlineData("a handler that hands it on to a task", "public async Task Run() { await Task.Yield(); var t = new TaskCompletionSource(); try { client!.DescribeMNPAsync(new()).Wait(); } catch (Exception e) { t.SetException(e); } await t.Task; }")]
    [InlineData("a handler that hands it on to a channel", "public async Task Run() { await Task.Yield(); var c = System.Threading.Channels.Channel.CreateUnbounded<int>(); try { client!.DescribeMNPAsync(new()).Wait(); } catch (Exception e) { c.Writer.Complete(e); } }")]
    [InlineData("a handler that keeps it", "public async Task Run() { await Task.Yield(); System.Runtime.ExceptionServices.ExceptionDispatchInfo? kept = null; try { client!.DescribeMNPAsync(new()).Wait(); } catch (Exception e) { kept = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e); } kept?.Throw(); }")]
    [InlineData("a handler that has a method look into it", "public async Task Run() { await Task.Yield(); try { client!.DescribeMNPAsync(new()).Wait(); } catch (Exception e) { Look(e); } } private static void Look(Exception e) => Console.WriteLine(e.InnerException);")]
    [InlineData("a lambda whose type would change", "public void Run() { var f = () => { client!.DescribeMNPAsync(new()).Wait(); return Task.FromResult<object>(\"a\"); }; Console.WriteLine(f); }")]
    [InlineData("a wait with a limit", "public async Task Run() { await Task.Yield(); client!.DescribeMNPAsync(new()).Wait(1_000); }")]
    [InlineData("several tasks", "public async Task Run() { await Task.Yield(); Task.WaitAll(client!.DescribeMNPAsync(new()), client.DescribeMNPAsync(new())); }")]
    [InlineData("a switch with var", "public int Run(ApiException<CreateMNPErrorCode> e) => e.Code switch { " + Limit + " => 1, var c => c.Length };")]
    [InlineData("a switch with a type", "public int Run(ApiException<CreateMNPErrorCode> e) { switch (e.Code) { case " + Limit + ": return 1; case string c when c.Length > 3: return 2; default: return 3; } }")]
    [InlineData("a switch with goto case", "public int Run(ApiException<CreateMNPErrorCode> e) { switch (e.Code) { case " + Limit + ": goto case \"Other\"; case \"Other\": return 1; default: return 3; } }")]
    [InlineData("a switch with a property", "public int Run(ApiException<CreateMNPErrorCode> e) => e.Code switch { " + Limit + " => 1, { Length: > 3 } => 2, _ => 3 };")]
    [InlineData("a switch with null", "public int Run(ApiException<CreateMNPErrorCode> e) => e.Code switch { " + Limit + " => 1, null => 2, _ => 3 };")]
    [InlineData("other code that may fail with it", "public async Task Run() { try { await client!.CreateMNPAsync(new() { MNPType = \"a\", MNPName = \"bb\", MNPIcon = \"c\", MNPIntro = \"d\" }); await Other(); } catch (ApiServiceException e) when (e.Code == " + Limit + ") { } } private static Task Other() => Task.CompletedTask;")]
    [InlineData("a member that a statement takes away", "public Task Run() { var r = new ModifyQuotaRequest { Count = 1 }; r.Size = null; return client!.ModifyQuotaAsync(r); }")]
    [InlineData("a member that may come to null", "public Task Run(bool f) => client!.ModifyQuotaAsync(new() { Count = 1, Size = f ? \"small\" : null });")]
    [InlineData("a return in another branch of #if", "public Task<string> Run() { var r = client!.DescribeMNPAsync(new()).Result;\n#if NEVER\n return Task.FromResult(\"a\");\n#else\n return Task.FromResult(r.RequestId);\n#endif\n }")]
    [InlineData("a body in another branch of #if", "public Task<string> Run() =>\n#if NEVER\n Task.FromResult(\"a\");\n#else\n Task.FromResult(client!.DescribeMNPAsync(new()).Result.RequestId);\n#endif\n")]
    [InlineData("a case in another branch of #if", "public int Run(ApiException<CreateMNPErrorCode> e) { switch (e.Code) { case " + Limit + ": return 1;\n#if NEVER\n case \"FailedOperation\": return 2;\n#endif\n default: return 3; } }")]
    [InlineData("an argument in another branch of #if", "public Task Run(CancellationToken stop) => client!.DescribeMNPAsync(new()\n#if NEVER\n , stop\n#endif\n );")]
    [InlineData("arguments between #if and #endif", "public Task Run(CancellationToken stop) => client!.DescribeMNPAsync(new()\n#if !NEVER\n , new ApiCallOptions()\n#endif\n );")]
    [InlineData("a member in another branch of #if", "public Task Run() => client!.ModifyQuotaAsync(new() { Count = 1,\n#if NEVER\n Size = \"small\",\n#endif\n });")]
    [InlineData("a body in one of the branches of #if", "public Task<string> Run()\n#if DEBUG\n { var r = client!.DescribeMNPAsync(new()).Result; return Task.FromResult(r.RequestId); }\n#else\n { return Task.FromResult(\"\"); }\n#endif\n")]
    [InlineData("an expression in one of the branches of #if", "public Task<string> Run()\n#if DEBUG\n => Task.FromResult(client!.DescribeMNPAsync(new()).Result.RequestId);\n#else\n => Task.FromResult(\"\");\n#endif\n")]
    [InlineData("a lambda in one of the branches of #if", "public async Task Run() { Func<Task<string>> f = () =>\n#if DEBUG\n Task.FromResult(client!.DescribeMNPAsync(new()).Result.RequestId);\n#else\n Task.FromResult(\"\");\n#endif\n await f(); }")]
    [InlineData("a local function in one of the branches of #if", "public async Task Run() { await F(); Task<string> F()\n#if DEBUG\n => Task.FromResult(client!.DescribeMNPAsync(new()).Result.RequestId);\n#else\n => Task.FromResult(\"\");\n#endif\n }")]
    [InlineData("a signature in branches of #if", "\n#if DEBUG\n public Task<string> Run()\n#else\n internal Task<string> Run(int n)\n#endif\n { return Task.FromResult(client!.DescribeMNPAsync(new()).Result.RequestId); }")]
    [InlineData("all there is to await in a branch of #if", "public Task Run() {\n#if DEBUG\n client!.DescribeMNPAsync(new()).Wait();\n#endif\n return Task.CompletedTask; }")]
    [InlineData("somebody who does not await it in another branch of #if", "public async Task Run() {\n#if DEBUG\n await F();\n#else\n _ = F();\n#endif\n Task<string> F() => Task.FromResult(client!.DescribeMNPAsync(new()).Result.RequestId); await Task.Yield(); }")]
    [InlineData("a token that is a parameter between #if and #endif", "public Task Run(int n\n#if DEBUG\n , CancellationToken stop\n#endif\n ) => client!.DescribeMNPAsync(new());")]
    [InlineData("a token that is a local between #if and #endif", "public async Task Run() {\n#if DEBUG\n using var source = new CancellationTokenSource(); var stop = source.Token;\n#endif\n await client!.DescribeMNPAsync(new()); }")]
    [InlineData("a copy of the token between #if and #endif", "public async Task Run(CancellationToken given) {\n#if DEBUG\n var stop = given;\n#endif\n await client!.DescribeMNPAsync(new()); }")]
    [InlineData("a token that is set between #if and #endif", "public async Task Run(CancellationTokenSource source) { CancellationToken stop;\n#if DEBUG\n stop = source.Token;\n#endif\n await client!.DescribeMNPAsync(new()); }")]
    [InlineData("a token of other branches further in", "public Task Run(int n\n#if !NEVER\n#if DEBUG || MORE\n , CancellationToken stop\n#endif\n#endif\n ) => client!.DescribeMNPAsync(new());")]
    [InlineData("a text in one of the branches of #if", "public bool Run(ApiException<CreateMNPErrorCode> e) => e.Code ==\n#if DEBUG\n " + Limit + "\n#else\n \"FailedOperation.Old\"\n#endif\n ;")]
    [InlineData("a pattern in one of the branches of #if", "public bool Run(ApiException<CreateMNPErrorCode> e) => e.Code is\n#if DEBUG\n " + Limit + "\n#else\n \"FailedOperation.Old\"\n#endif\n ;")]
    [InlineData("the code in one of the branches of #if", "public bool Run(ApiException<CreateMNPErrorCode> e, string old) => string.Equals(\n#if DEBUG\n e.Code\n#else\n old\n#endif\n , " + Limit + ");")]
    [InlineData("a constant in the branches of #if", "\n#if DEBUG\n private const string Full = " + Limit + ";\n#else\n private const string Full = \"FailedOperation\";\n#endif\n public bool Run(ApiException<CreateMNPErrorCode> e) => e.Code == Full;")]
    [InlineData("a constant whose text has branches of #if", "private const string Full =\n#if DEBUG\n " + Limit + "\n#else\n \"FailedOperation\"\n#endif\n ; public bool Run(ApiException<CreateMNPErrorCode> e) => e.Code is Full or \"FailedOperation\";")]
    [InlineData("a constant of a type in a branch of #if", "public int Run(ApiException<CreateMNPErrorCode> e) => e.Code switch { Full.Text => 1, _ => 2 };\n#if DEBUG\n public static class Full { public const string Text = " + Limit + "; }\n#else\n public static class Full { public const string Text = \"FailedOperation\"; }\n#endif\n")]
    [InlineData("a constant made of one in a branch of #if", "\n#if A && !B && !C || DEBUG\n private const string End = \"NumberExceedLimit\";\n#else\n private const string End = \"\";\n#endif\n private const string Full = \"FailedOperation.MNP\" + End; public bool Run(ApiException<CreateMNPErrorCode> e) { switch (e.Code) { case Full: return true; default: return false; } }")]
    [InlineData("a local constant in the branches of #if", "public bool Run(ApiException<CreateMNPErrorCode> e) {\n#if DEBUG\n const string full = " + Limit + ";\n#else\n const string full = \"FailedOperation\";\n#endif\n return e.Code == full || full == \"\"; }")]
    [InlineData("a local constant of two comparisons", "public bool Run(ApiException<CreateMNPErrorCode> e, ApiException<CreateMNPErrorCode> f) { const string full = " + Limit + "; return e.Code == full || f.Code == full; }")]
    [InlineData("an initialiser in another branch of #if", "public Task Run() => client!.ModifyQuotaAsync(new ModifyQuotaRequest()\n#if NEVER\n { Count = 1 }\n#endif\n );")]
    [InlineData("a lock of the thread in a branch of #if", "public async Task Run(ReaderWriterLockSlim l) { await Task.Yield();\n#if NEVER\n l.EnterReadLock();\n#endif\n client!.DescribeMNPAsync(new()).Wait();\n#if NEVER\n l.ExitReadLock();\n#endif\n }")]
    [InlineData("a span in a branch of #if", "public async Task Run(int[] a) { await Task.Yield();\n#if NEVER\n Span<int> s = a;\n#else\n int[] s = a;\n#endif\n client!.DescribeMNPAsync(new()).Wait(); s[0] = 1; }")]
    [InlineData("a look at the token in a branch of #if", "public async Task Run(CancellationToken stop) {\n#if NEVER\n stop.ThrowIfCancellationRequested();\n#endif\n await client!.DescribeMNPAsync(new()); }")]
    public async Task It_is_not_where_the_meaning_cannot_be_promised(string kind, string members)
    {
        using FixTrial trial = await TryAsync(Class(members));

        Assert.True(trial.Applied == 0, kind + "\n" + trial.Result);
        Assert.NotEmpty(trial.Unoffered);
    }

    /// <summary>What the compiler does not know yet may take a lock, or fail with any code: nothing is changed, and nothing said that hangs on it.</summary>
    [Theory]
    [InlineData("public async Task Run() { await Task.Yield(); using (Hold()) { client!.DescribeMNPAsync(new()).Wait(); } }")]
    [InlineData("public async Task Run() { await Task.Yield(); Gate.Enter(this); client!.DescribeMNPAsync(new()).Wait(); }")]
    [InlineData("public async Task Run(CreateMNPRequest r) { try { await client!.CreateMNPAsync(r); Other(); } catch (ApiServiceException e) when (e.Code == " + Limit + ") { } }")]
    [InlineData("public async Task Run(CreateMNPRequest r) { try { await client!.CreateMNPAsync(r); r.Send(); } catch (ApiServiceException e) when (e.Code == " + Limit + ") { } }")]
    public async Task It_is_not_beside_code_that_the_compiler_does_not_know(string members)
    {
        using FixTrial trial = new([("Store.cs", Class(members))], OutputKind.DynamicallyLinkedLibrary, null, TestContext.Current.CancellationToken);
        await trial.RunAsync();

        Assert.Equal(0, trial.Applied);
    }

    /// <summary>What a constant or a helper of another file is, a build of that file tells which is not this one.</summary>
    [Theory]
    [InlineData(
        "public static class Store { public static bool Run(ApiException<CreateMNPErrorCode> e) => e.Code == Codes.Full; }",
        "public static class Codes {\n#if NEVER\n public const string Full = \"FailedOperation\";\n#else\n public const string Full = " + Limit + ";\n#endif\n }")]
    [InlineData(
        "public sealed class Store(ITcsasClient client) { public async Task Run() { await Task.Yield(); Gate.In(); client.DescribeMNPAsync(new()).Wait(); } }",
        "public static class Gate { public static void In() {\n#if NEVER\n Monitor.Enter(typeof(Gate));\n#endif\n } }")]
    [InlineData(
        "public sealed class Store(ITcsasClient client) { public async Task Run() { await Task.Yield(); client.DescribeMNPAsync(new()).Wait(); } }",
        "public static class Caller { public static async Task Go(Store s) {\n#if NEVER\n Monitor.Enter(s);\n#endif\n await s.Run(); } }")]
    public async Task It_is_not_where_another_file_has_branches(string code, string other)
    {
        using FixTrial trial = new([("Store.cs", Consumer.Usings + code), ("Other.cs", Consumer.Usings + other)], OutputKind.DynamicallyLinkedLibrary, null, TestContext.Current.CancellationToken);
        await trial.RunAsync();

        Assert.Equal(0, trial.Applied);
        Assert.Single(trial.Unoffered);
    }

    /// <summary>Nothing but blocking is possible there: no report either.</summary>
    [Theory]
    [InlineData("a property", "public Task<string> Id => Task.FromResult(client!.DescribeMNPAsync(new()).Result.RequestId);")]
    [InlineData("an indexer", "public Task<string> this[int i] { get { var r = client!.DescribeMNPAsync(new()).Result; return Task.FromResult(r.RequestId + i); } }")]
    [InlineData("a live span", "public async Task Run(string s) { await Task.Yield(); ReadOnlySpan<char> t = s.AsSpan(1); var r = client!.DescribeMNPAsync(new() { MNPId = s }).Result; Console.WriteLine(t.ToString() + r.RequestId); }")]
    [InlineData("a live span in a loop", "public async Task Run(string s) { await Task.Yield(); Span<char> t = stackalloc char[1]; foreach (char c in s) { t[0] = c; client!.DescribeMNPAsync(new()).Wait(); } }")]
    [InlineData("unsafe code", "public async Task Run() { await Task.Yield(); unsafe { int n = 1; int* p = &n; Console.WriteLine(*p + client!.DescribeMNPAsync(new()).Result.RequestId); } }")]
    [InlineData("a transaction of the thread", "public async Task Run() { await Task.Yield(); using var t = new System.Transactions.TransactionScope(); client!.DescribeMNPAsync(new()).Wait(); t.Complete(); }")]
    [InlineData("a flow that is held up", "public async Task Run() { await Task.Yield(); using (ExecutionContext.SuppressFlow()) { client!.DescribeMNPAsync(new()).Wait(); } }")]
    [InlineData("a span from a for's head", "public async Task Run(string s) { await Task.Yield(); for (ReadOnlySpan<char> t = s; !t.IsEmpty; t = t[1..]) { client!.DescribeMNPAsync(new()).Wait(); } }")]
    [InlineData("a reference from a for's head", "public async Task Run(int[] a) { await Task.Yield(); for (ref int r = ref a[0]; r < 3; r++) { client!.DescribeMNPAsync(new()).Wait(); } }")]
    [InlineData("a span from a for's condition", "public async Task Run(string s) { await Task.Yield(); for (int i = 0; Get(s, out var t); i += t.Length) { client!.DescribeMNPAsync(new()).Wait(); } } private static bool Get(string s, out ReadOnlySpan<char> t) { t = s; return t.Length > 3; }")]
    [InlineData("a span that is jumped back to", "public async Task Run(string s) { await Task.Yield(); ReadOnlySpan<char> t = s; int i = 0; again: Console.WriteLine(t[i++]); client!.DescribeMNPAsync(new()).Wait(); if (i < 3) { goto again; } }")]
    [InlineData("a span in a case that is jumped to", "public async Task Run(string s, int n) { await Task.Yield(); ReadOnlySpan<char> t = s; switch (n) { case 1: Console.WriteLine(t.Length); break; case 2: client!.DescribeMNPAsync(new()).Wait(); goto case 1; } }")]
    [InlineData("a field of the thread", "[ThreadStatic] private static int _depth; public async Task Run() { await Task.Yield(); _depth++; try { client!.DescribeMNPAsync(new()).Wait(); } finally { _depth--; } }")]
    [InlineData("a value of the thread", "private readonly ThreadLocal<int> _depth = new(); public async Task Run() { await Task.Yield(); _depth.Value++; client!.DescribeMNPAsync(new()).Wait(); _depth.Value--; }")]
    [InlineData("code that stays on its thread", "public async Task Run() { await Task.Yield(); Thread.BeginThreadAffinity(); client!.DescribeMNPAsync(new()).Wait(); Thread.EndThreadAffinity(); }")]
    [InlineData("a transaction that the thread is given", "public async Task Run() { await Task.Yield(); System.Transactions.Transaction.Current = new System.Transactions.CommittableTransaction(); client!.DescribeMNPAsync(new()).Wait(); Console.WriteLine(System.Transactions.Transaction.Current); }")]
    [InlineData("a priority of the thread", "public async Task Run() { await Task.Yield(); Thread.CurrentThread.Priority = ThreadPriority.Highest; try { client!.DescribeMNPAsync(new()).Wait(); } finally { Thread.CurrentThread.Priority = ThreadPriority.Normal; } }")]
    [InlineData("a thread in the background", "public async Task Run(Thread t) { await Task.Yield(); t.IsBackground = true; client!.DescribeMNPAsync(new()).Wait(); }")]
    [InlineData("a lock that another method took", "public async Task Run(ReaderWriterLockSlim l) { await Task.Yield(); client!.DescribeMNPAsync(new()).Wait(); l.ExitReadLock(); }")]
    public async Task Nor_is_a_report_where_nothing_else_is_possible(string kind, string members)
    {
        using FixTrial trial = await TryAsync(Class(members));

        Assert.True(trial.Applied == 0 && trial.Unoffered.Count == 0, kind + string.Join(", ", trial.Unoffered));
    }

    /// <summary>What an <c>await</c> would have to carry over, though it has no name: the compiler says so when it writes the program.</summary>
    [Theory]
    [InlineData("a span before it", "Console.WriteLine(string.Concat(\"x\".AsSpan(), CALL.AsSpan()));")]
    [InlineData("a span made of a text before it", "Take(\"x\", CALL);")]
    [InlineData("a span that it is an argument for", "Console.WriteLine(\"x\".AsSpan().SequenceEqual(CALL));")]
    [InlineData("a span that it is an index of", "Console.WriteLine(\"abc\".AsSpan()[CALL.Length]);")]
    [InlineData("a span that it is the end of", "Console.WriteLine(\"abc\".AsSpan()[..CALL.Length].ToString());")]
    [InlineData("memory of the stack", "Use(stackalloc int[2], CALL);")]
    [InlineData("an element of a span", "list.AsSpan()[0] = CALL.Length;")]
    [InlineData("an interpolation into a span", "Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"a {CALL}\"));")]
    [InlineData("a ref struct", "Console.WriteLine(new Held(1).Add(CALL.Length));")]
    [InlineData("a ref struct that is disposed of", "using var s = new Held(1); client!.DescribeMNPAsync(new()).Wait();")]
    [InlineData("a ref struct that is disposed of after a block", "using (var s = new Held(1)) { client!.DescribeMNPAsync(new()).Wait(); }")]
    [InlineData("a ref struct that goes over something", "foreach (int i in new Numbers()) { client!.DescribeMNPAsync(new()).Wait(); }")]
    [InlineData("a span that is looked at again", "Console.WriteLine(text.AsSpan() switch { \"a\" when CALL.Length > 1 => 1, \"b\" => 2, _ => 3 });")]
    [InlineData("a reference that is called on", "Point().Add(CALL.Length);")]
    [InlineData("a reference to change", "Number() += CALL.Length;")]
    [InlineData("a reference to set", "Number() = CALL.Length;")]
    [InlineData("a reference to set if null", "Text() ??= CALL;")]
    [InlineData("a reference that is an argument", "Change(ref Number(), CALL);")]
    [InlineData("a reference to read that is an argument", "Read(in Number(), CALL);")]
    [InlineData("a reference to part of another", "Point().Inner.Add(CALL.Length);")]
    [InlineData("a reference out of two", "int x = 0, y = 0; (text == null ? ref x : ref y) = CALL.Length;")]
    [InlineData("references that are set together", "(Number(), list[0]) = (1, CALL.Length);")]
    [InlineData("a ref struct that it fills", "var s = new Held(1) { N = CALL.Length }; Console.WriteLine(s.N);")]
    [InlineData("a span beside it in a text", "Console.WriteLine($\"{\"x\".AsSpan()} {CALL}\");")]
    [InlineData("an element behind a reference", "Several()[1] = CALL.Length;")]
    [InlineData("an element of an inline array to change", "_several[1] += CALL.Length;")]
    [InlineData("part of an element of an inline array to change", "_spots[1].N += CALL.Length;")]
    [InlineData("an element of an inline array to set if null", "_names[0] ??= CALL;")]
    [InlineData("a span that is an index", "new Known()[\"a\".AsSpan()] = CALL.Length;")]
    public async Task Nor_is_a_report_where_a_span_or_a_reference_is_held_meanwhile(string kind, string statements)
    {
        using FixTrial trial = await TryAsync(Holder(statements));

        Assert.True(trial.Applied == 0 && trial.Unoffered.Count == 0, kind + string.Join(", ", trial.Unoffered) + trial.Result);
    }

    [Fact]
    public async Task Nor_is_a_report_in_a_method_of_a_ref_struct()
    {
        using FixTrial trial = await TryAsync("public readonly ref struct Held(ITcsasClient client)\n{\n    private readonly ITcsasClient _client = client;\n    public Task<string> Run() => Task.FromResult(_client.DescribeMNPAsync(new()).Result.RequestId);\n}\n");

        Assert.True(trial.Applied == 0 && trial.Unoffered.Count == 0, trial.Result);
    }

    [Theory]
    [InlineData("Console.WriteLine(\"a\".AsSpan().ToString() + CALL);")]
    [InlineData("Console.WriteLine(text.AsSpan().Trim().Length + CALL.Length);")]
    [InlineData("Console.WriteLine(CALL.AsSpan().Length);")]
    [InlineData("if (text.AsSpan() is \"a\" && CALL != null) { Console.WriteLine(1); }")]
    [InlineData("switch (text.AsSpan()) { case \"a\": Console.WriteLine(CALL); break; }")]
    [InlineData("Console.WriteLine(text.AsSpan() switch { \"a\" => CALL, _ => \"b\" });")]
    [InlineData("Span<int> s = stackalloc int[CALL.Length]; Console.WriteLine(s.Length);")]
    [InlineData("ReadOnlySpan<string> s = [\"a\", CALL]; Console.WriteLine(s.Length);")]
    [InlineData("Console.WriteLine(Number() + CALL.Length);")]
    [InlineData("Change(ref list[0], CALL);")]
    [InlineData("Change(ref _number, CALL);")]
    [InlineData("points[0].Add(CALL.Length);")]
    [InlineData("_several[1] = CALL.Length;")]
    [InlineData("_spots[1].Add(CALL.Length);")]
    [InlineData("Change(ref _several[1], CALL);")]
    [InlineData("List<string> all = [\"a\", .. list.Select(n => \"n\" + n), CALL]; Console.WriteLine(all.Count);")]
    [InlineData("string[] all = [text, .. new[] { \"b\" }, CALL]; Console.WriteLine('a' + all[0] + CALL);")]
    [InlineData("for (int i = 0; i < 2; i++) { ReadOnlySpan<char> s = text; Console.WriteLine(s.Length); client!.DescribeMNPAsync(new()).Wait(); }")]
    [InlineData("Text().Insert(0, CALL);")]
    [InlineData("new System.Text.StringBuilder().Append($\"a {CALL}\");")]
    [InlineData("System.Diagnostics.Debug.Assert(text == null, $\"a {CALL}\");")]
    [InlineData("Span<int> s = stackalloc int[2]; Console.WriteLine(s.Length); { using var t = new Held(1); } Console.WriteLine(CALL);")]
    [InlineData("int F() => new Held(1).Add(2); Console.WriteLine(F() + CALL.Length);")]
    [Long]
    public async Task It_is_where_spans_and_references_are_done_with(string statements)
    {
        using FixTrial trial = await TryAsync(Holder(statements));

        Assert.Empty(trial.Unoffered);
        Assert.True(trial.Applied > 0);
    }

    /// <summary>It is offered, and leaves what is expected.</summary>
    [Theory]
    [InlineData("public async Task Run(string s) { await Task.Yield(); ReadOnlySpan<char> t = s.AsSpan(1); string u = t.ToString(); Console.WriteLine(client!.DescribeMNPAsync(new()).Result.RequestId + u); }", "(await client!.DescribeMNPAsync(new())).RequestId + u")]
    [InlineData("public async Task Run() { await Task.Yield(); try { client!.DescribeMNPAsync(new()).Wait(); } catch (Exception e) { Console.WriteLine(e); throw; } }", "try { await client!.DescribeMNPAsync(new()); }")]
    [InlineData("public async Task Run() { await Task.Yield(); try { client!.DescribeMNPAsync(new()).Wait(); } catch (Exception e) { System.Diagnostics.Trace.WriteLine(e); throw new InvalidOperationException(\"no\", e); } }", "try { await client!.DescribeMNPAsync(new()); }")]
    [InlineData("public async Task Run() { await Task.Yield(); try { client!.DescribeMNPAsync(new()).GetAwaiter().GetResult(); } catch (ApiException) { Console.WriteLine(1); } }", "try { await client!.DescribeMNPAsync(new()); }")]
    [InlineData("public async Task Run() { await Task.Yield(); using var t = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled); client!.DescribeMNPAsync(new()).Wait(); t.Complete(); }", "; await client!.DescribeMNPAsync(new());")]
    [InlineData("public Task Run(CancellationToken @event) => client!.DescribeMNPAsync(new());", "(new(), @event)")]
    [InlineData("public async Task Run(CancellationToken stop) { CancellationToken none = CancellationToken.None; await client!.DescribeMNPAsync(new()); Console.WriteLine(none.CanBeCanceled); }", "DescribeMNPAsync(new(), stop)")]
    [InlineData("public Task Run(CancellationToken stop) => client!.DescribeMNPAsync(\n    new() { MNPId = \"a\" } // which\n    );", "new() { MNPId = \"a\" }, // which\n    stop\n    )")]
    [InlineData("public IAsyncEnumerable<string> Run(CancellationToken stop) => client!.ListMNPItemsAsync(\n      new() // all\n    , null\n    );", "new() // all\n    , null\n    , stop\n    )")]
    [InlineData("public bool Run(ApiException<CreateMNPErrorCode> e) => e is { Code: " + Limit + " };", "e is { ErrorCode: CreateMNPErrorCode.FailedOperationMNPNumberExceedLimit }")]
    [InlineData("public bool Run(ApiException<CreateMNPErrorCode> e) => StringComparer.Ordinal.Equals(e.Code, " + Limit + ");", "=> e.ErrorCode == CreateMNPErrorCode.FailedOperationMNPNumberExceedLimit;")]
    [InlineData("public Task Run() => client!.ModifyQuotaAsync(new ModifyQuotaRequest { // c\n });", "{ // c\n        Size = \"small\",\n        Count = 1,\n }")]
    [InlineData("public async Task<string> Run() { await Task.Yield(); var r = client!.DescribeMNPAsync(new()).Result;\n#if NEVER\n return \"a\";\n#else\n return r.RequestId;\n#endif\n }", "var r = await client!.DescribeMNPAsync(new());")]
    [InlineData("public Task Run() => client!.PlaceOrderAsync(new PlaceOrderRequest());", "Code = \"TODOTODO\"")]
    [InlineData("public Task Run(DescribeMNPRequest r, CancellationToken stop)\n    {\n        return client!.DescribeMNPAsync(r // which\n        );\n    }", "DescribeMNPAsync(r, // which\n            stop\n        );")]
    [InlineData("public Task Run(DescribeMNPRequest r, CancellationToken stop)\n    {\n        return client!.DescribeMNPAsync(\n              r, null // which\n        );\n    }", "              r, null, // which\n              stop\n        );")]
    [InlineData("public Task Run()\n    {\n        return client!.ModifyQuotaAsync(new() { Size = \"small\" // how\n        });\n    }", "Size = \"small\", // how\n            Count = 1\n        });")]
    [InlineData("public Task Run()\n    {\n        return client!.ModifyQuotaAsync(new() { Size = \"small\", // how\n        });\n    }", "Size = \"small\", // how\n            Count = 1,\n        });")]
    [InlineData("public Task Run(\n#if DEBUG\n int n,\n#endif\n CancellationToken stop) => client!.DescribeMNPAsync(new());", "(new(), stop)")]
    [InlineData("public bool Run(ApiException<CreateMNPErrorCode> e) => (object)e.Code is " + Limit + ";", "(object)e.ErrorCode is CreateMNPErrorCode.FailedOperationMNPNumberExceedLimit")]
    public async Task It_is_where_it_can_be(string members, string left)
    {
        using FixTrial trial = await TryAsync(Class(members));

        Assert.Empty(trial.Unoffered);
        Assert.Contains(left, trial.Result, StringComparison.Ordinal);
    }

    /// <summary>What belongs to the thread is taken or left by a helper, or by those who come to the function: another thread would go on after an <c>await</c>.</summary>
    [Theory]
    [InlineData("a lock that a method takes", "Enter(); try { CALL; } finally { Exit(); }")]
    [InlineData("a lock that a method releases", "CALL; Exit();")]
    [InlineData("a guard that a method makes", "using (Hold()) { CALL; }")]
    [InlineData("a guard that a method makes until the end", "using var held = Hold(); CALL;")]
    [InlineData("a guard that a method makes behind an interface", "using IDisposable held = Hold(); CALL;")]
    [InlineData("a guard whose constructor takes a lock", "using var held = new Owned(); CALL;")]
    [InlineData("a guard whose member takes a lock", "using var held = new Member(); CALL;")]
    [InlineData("a guard whose base takes a lock", "using var held = new Derived(); CALL;")]
    [InlineData("a guard that releases a lock alone", "using var held = new Exiting(); CALL;")]
    [InlineData("a guard of another method", "using var held = Deep.Hold(); CALL;")]
    [InlineData("a lock of readers that a method takes", "EnterReading(); CALL; ExitReading();")]
    [InlineData("a mutex that a method takes", "TakeMutex(); CALL;")]
    [InlineData("a field of the thread behind a property", "Current = \"a\"; CALL; Console.WriteLine(Current);")]
    [InlineData("a field of the thread further in", "new Deep().Set(); CALL; Console.WriteLine(new Deep().Get());")]
    [InlineData("a field of the thread behind an interface", "((IDeep)new Deep()).Set(); CALL;")]
    [InlineData("a value of the thread behind a property", "Depth++; CALL; Depth--;")]
    [InlineData("a priority that a method sets", "Hurry(true); try { CALL; } finally { Hurry(false); }")]
    [InlineData("a transaction that a method begins", "using var held = Begin(); CALL;")]
    [InlineData("a delegate in a field", "Taking(); CALL;")]
    [InlineData("a sequence that holds a lock meanwhile", "foreach (int i in Guarded()) { CALL; }")]
    [InlineData("a lock around what is run", "Func<Task> f = () => { CALL; return Task.CompletedTask; }; await Locked(f);")]
    [InlineData("a lock that the caller of a local function holds", "Monitor.Enter(Gate); try { await F(); } finally { Monitor.Exit(Gate); } Task F() { CALL; return Task.CompletedTask; }")]
    [InlineData("a lock that a method takes for the caller of a lambda", "Func<Task> f = async () => { CALL; }; Enter(); try { await f(); } finally { Exit(); }")]
    [InlineData("a lock that the caller of a private method holds", "await Task.Yield(); } private async Task Inner() { await Task.Yield(); CALL; } public async Task Outer() { Enter(); try { await Inner(); } finally { Exit(); }")]
    [InlineData("a guard that releases by a lambda", "using var held = Later(); CALL;")]
    [InlineData("a guard that releases by a local function", "using var held = LaterStill(); CALL;")]
    [InlineData("a lock behind a setter", "IsHeld = true; CALL; IsHeld = false;")]
    [InlineData("a lock that a method takes or releases", "Switch(true); CALL; Switch(false);")]
    [InlineData("a lock that a method may keep", "Between(false); CALL;")]
    [InlineData("a lock that a method looks at", "CALL; Console.WriteLine(IsHeld);")]
    [InlineData("a lock statement around a private method", "await Task.Yield(); } private async Task Inner() { await Task.Yield(); CALL; } public void Outer() { lock (Gate) { Inner().Wait(); }")]
    [InlineData("a lock statement around a private method by way of another", "await Task.Yield(); } private async Task Inner() { await Task.Yield(); CALL; } private Task Middle() => Inner(); public void Outer() { lock (Gate) { Middle().Wait(); }")]
    [InlineData("a lock statement around a delegate of a private method", "await Task.Yield(); } private async Task Inner() { await Task.Yield(); CALL; } public void Outer() { Func<Task> f = Inner; lock (Gate) { f().Wait(); }")]
    [InlineData("a lock statement around what is given a private method", "await Task.Yield(); } private async Task Inner() { await Task.Yield(); CALL; } public void Outer() { lock (Gate) { Task.Run(Inner).Wait(); }")]
    [InlineData("a lock statement around a lambda's call", "Func<Task> f = async () => { CALL; }; lock (Gate) { f().Wait(); }")]
    [InlineData("an operator", "var t = new Taker() + 1; CALL;")]
    [InlineData("an operator that assigns", "var t = new Taker(); t += 1; CALL;")]
    [InlineData("an increment", "var t = new Taker(); t++; CALL;")]
    [InlineData("a conversion", "Taker t = 1; CALL;")]
    [InlineData("a cast", "Console.WriteLine((int)new Taker()); CALL;")]
    [InlineData("an indexer", "Console.WriteLine(new Taker()[1]); CALL;")]
    [InlineData("an indexer that is initialised", "var t = new Taker { [1] = 2 }; CALL;")]
    [InlineData("a deconstruction", "var (a, b) = new Taker(); CALL;")]
    [InlineData("a pattern that takes apart", "if (new Taker() is (1, 2)) { CALL; }")]
    [InlineData("a loop's enumerator", "foreach (int i in new Taker()) { CALL; }")]
    [InlineData("a loop's deconstruction", "foreach (var (a, b) in new Taker[1]) { CALL; }")]
    [InlineData("a collection's initialiser", "var t = new Taker { 1 }; CALL;")]
    [InlineData("an awaiter", "await new Taker(); CALL;")]
    [InlineData("a lock that a method takes and releases", "Console.WriteLine(Next()); CALL;")]
    [InlineData("a lock of readers that a method takes and releases", "Console.WriteLine(Cached(1)); CALL;")]
    [InlineData("a lock that a method tries to take", "if (TriedOnce()) { CALL; }")]
    [InlineData("a lock that an asynchronous method takes", "await Taken(); CALL; Exit();")]
    [InlineData("a lock that an asynchronous local function takes", "await F(); CALL; Exit(); async Task F() { Monitor.Enter(Gate); await Task.CompletedTask; }")]
    [InlineData("a lock that an asynchronous lambda takes", "Func<Task> f = async () => { Enter(); await Task.CompletedTask; }; await f(); CALL; Exit();")]
    [InlineData("a lock that a delegate takes", "Func<bool> take = Enter2; take(); CALL; Exit(); bool Enter2() { Enter(); return true; }")]
    [InlineData("a lock that a delegate of a constructor takes", "Entry.In(); CALL; Entry.Out();")]
    [InlineData("a lock that a type which the caller chooses takes", "Chosen<Owned>(); CALL;")]
    [InlineData("a mutex that is made taken", "using var held = new Mutex(true); CALL;")]
    [InlineData("a mutex that a method makes taken", "using var held = Made(); CALL;")]
    [InlineData("a field of the thread in an asynchronous method", "await Elsewhere(); CALL;")]
    public async Task It_is_not_where_a_thread_goes_on_with_what_it_has(string kind, string statements)
    {
        using FixTrial trial = await TryAsync(OfThread(statements));

        Assert.True(trial.Applied == 0, kind + "\n" + trial.Result);
        Assert.NotEmpty(trial.Unoffered);
    }

    [Theory]
    [InlineData("Console.WriteLine(NextOfScope() + NextOfLock()); CALL;")]
    [InlineData("using var mutex = new Mutex(); CALL;")]
    [InlineData("using var held = new Stream(); CALL;")]
    [InlineData("using var held = new StringReader(\"a\"); CALL;")]
    [InlineData("new Thread(() => { }) { IsBackground = true, Name = \"a\" }.Start(); Console.WriteLine(Thread.CurrentThread.Name); CALL;")]
    [InlineData("using var source = new CancellationTokenSource(5000); CALL;")]
    [InlineData("using var request = new System.Net.Http.HttpRequestMessage(); CALL;")]
    [InlineData("using var activity = new System.Diagnostics.ActivitySource(\"a\").StartActivity(\"b\"); CALL;")]
    [InlineData("using var stream = new MemoryStream(); using var writer = new StreamWriter(stream); CALL;")]
    [InlineData("await using var stream = new MemoryStream(); CALL;")]
    [InlineData("foreach (int i in new List<int> { 1 }) { CALL; }")]
    [InlineData("await Inner(); } private async Task Inner() { await Task.Yield(); lock (Gate) { _last++; } CALL;")]
    [InlineData("new Ended().Dispose(); CALL;")]
    [InlineData("CALL; await Task.Yield(); } public void Other() { Enter();")]
    [Long]
    public async Task It_is_where_helpers_leave_the_thread_as_it_was(string statements)
    {
        using FixTrial trial = await TryAsync(OfThread(statements));

        Assert.Empty(trial.Unoffered);
        Assert.True(trial.Applied > 0);
    }

    /// <summary>Whoever does not wait for a function goes on at once when it awaits: what it was to do before is not done then.</summary>
    [Theory]
    [InlineData("string s = \"\"; Load(); Console.WriteLine(s); async void Load() { CALL; await Task.Delay(1); s = \"a\"; }")]
    [InlineData("Func<Task> load = async () => { CALL; await Task.Delay(1); }; Task t = load(); Console.WriteLine(1); await t;")]
    [InlineData("new List<int> { 1, 2 }.ForEach(async i => { CALL; await Task.Delay(i); });")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(async i => { CALL; await Task.Delay(i); }));")]
    [InlineData("await Task.Factory.StartNew(async () => { CALL; });")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { CALL; e.Cancel = true; };")]
    [InlineData("Console.CancelKeyPress += Pressed; } private async void Pressed(object? sender, ConsoleCancelEventArgs e) { await Task.Yield(); CALL; e.Cancel = true;")]
    [InlineData("_ = Inner(); Console.WriteLine(_last); } private async Task Inner() { await Task.Yield(); CALL; _last = 2;")]
    [InlineData("Task t = Inner(); Console.WriteLine(_last); await t; } private async Task Inner() { await Task.Yield(); CALL; _last = 2;")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(_ => Inner())); } private async Task Inner() { await Task.Yield(); CALL;")]
    [InlineData("lock (Gate) { Kept!(this); } } private static readonly Func<Store, Task> Kept = static store => store.Inner(); private async Task Inner() { await Task.Yield(); CALL;")]
    [InlineData("try { await Kept(this); } catch (AggregateException) { } } private static readonly Func<Store, Task> Kept = static store => store.Inner(); private async Task Inner() { await Task.Yield(); CALL;")]
    [InlineData("await Throws<AggregateException>(() => Inner()); } private static Task Throws<T>(Func<Task> run) => run(); private async Task Inner() { await Task.Yield(); CALL;")]
    public async Task It_is_not_where_somebody_does_not_wait_for_the_function(string statements)
    {
        using FixTrial trial = await TryAsync(OfThread(statements));

        Assert.Equal(0, trial.Applied);
        Assert.NotEmpty(trial.Unoffered);
    }

    /// <summary>What a method awaits may be done already. Whoever blocks on it then, or gives its task back, has counted on it that the method is done when it comes back.</summary>
    [Theory]
    [InlineData("public async Task C#() => await M#();", true)]
    [InlineData("public async Task<int> C#() { await M#().ConfigureAwait(false); return 1; }", true)]
    [InlineData("public async Task C#() { await Task.Yield(); await D#(); } private async Task D#() { await (M#()); }", true)]
    [InlineData("public string C#() => nameof(M#);", true)]
    [InlineData("public void C#() => M#().Wait();", false)]
    [InlineData("public int C#() => M#().Result;", false)]
    [InlineData("public void C#() => M#().GetAwaiter().GetResult();", false)]
    [InlineData("public void C#() { M#().ConfigureAwait(false).GetAwaiter().GetResult(); }", false)]
    [InlineData("public Task C#() { using var s = new MemoryStream(); return M#(); }", false)]
    [InlineData("public Task C#() => M#();", false)]
    [InlineData("public async Task C#() => await Task.WhenAll(M#(), M#());", false)]
    [InlineData("public async Task C#() { Task t = M#(); await t; }", false)]
    [InlineData("public void C#() => D#().Wait(); private async Task D#() { await M#(); }", false)]
    [InlineData("public async void C#() => await M#();", false)]
    [InlineData("public async Task C#() => await D#(); private async Task D#() { await M#(); } public Task E#() => D#();", false)]
    [Long]
    public async Task It_is_where_callers_await_what_may_be_done_already_and_nowhere_else(string caller, bool isOffered)
    {
        string[] done =
        [
            "Gate.WaitAsync().ConfigureAwait(false)", "Ready", "(Task)Task.FromResult(2)", "(flag ? Task.CompletedTask : Task.FromResult(2))", "default(ValueTask)", "new ValueTask<int>(3)", "Cached()",
            "Task.Delay(0)", "Task.Delay(TimeSpan.Zero)", "Task.WhenAll()", "new MemoryStream().FlushAsync()", "Completed()", "Empty()",
        ];
        string members = string.Join("\n    ", done.Select((one, index) =>
            $"private async Task<int> M#() {{ await {one}; return client.DescribeMNPAsync(new()).Result.RequestId.Length; }} {caller}".Replace("#", $"{index}", StringComparison.Ordinal)));
        using FixTrial trial = await TryAsync($$"""
            public sealed class Store(ITcsasClient client, bool flag)
            {
                private static readonly SemaphoreSlim Gate = new(1);
                private static readonly Task Ready = Task.CompletedTask;

                {{members}}

                private ValueTask<int> Cached() => new(flag ? 1 : 2);

                private Task Completed() => flag ? Task.CompletedTask : Ready;

            #pragma warning disable CS1998
                private async Task Empty() => Console.WriteLine(flag);
            }
            """);

        Assert.Equal(isOffered ? 0 : done.Length, trial.Unoffered.Count);
        Assert.Equal(isOffered, trial.Applied > 0);
    }

    /// <summary>An implementation is used wherever its interface is.</summary>
    [Theory]
    [InlineData("public async Task Use(INames names) => await names.Run();", true)]
    [InlineData("public void Use(INames names) => names.Run().Wait();", false)]
    [InlineData("public Task Use(INames names) => names.Run();", false)]
    public async Task It_is_where_those_who_use_the_interface_await(string use, bool isOffered)
    {
        using FixTrial trial = await TryAsync($$"""
            public interface INames
            {
                Task Run();
            }

            public sealed class Store(ITcsasClient client) : INames
            {
                public async Task Run()
                {
                    await Task.Yield();
                    client.DescribeMNPAsync(new()).Wait();
                }

                {{use}}
            }
            """);

        Assert.Equal(isOffered, trial.Applied > 0);
        Assert.Equal(!isOffered, trial.Unoffered.Count > 0);
    }

    /// <summary>The exceptions of a function are seen by those who call it, too.</summary>
    [Theory]
    [InlineData("await Task.Yield(); try { await F(); } catch (AggregateException) { Console.WriteLine(1); } async Task F() => CALL;", false)]
    [InlineData("await Task.Yield(); try { await F(); } catch (InvalidOperationException) { Console.WriteLine(1); } catch (Exception) { } async Task F() { CALL; }", false)]
    [InlineData("Func<Task> f = async () => CALL; try { await f(); } catch (AggregateException) { Console.WriteLine(1); }", false)]
    [InlineData("Func<Task> f = async () => CALL; var t = f(); try { await t; } catch (Exception e) when (e.InnerException is not null) { Console.WriteLine(1); }", false)]
    [InlineData("try { await Task.Run(async () => CALL); } catch (Exception e) { Console.WriteLine(e.GetType()); }", false)]
    [InlineData("try { await F(); } catch (AggregateException) { Console.WriteLine(1); } async Task F() => await G(); async Task G() => CALL;", false)]
    [InlineData("await Task.Yield(); } private async Task Inner() { await Task.Yield(); CALL; } public async Task Outer() { try { await Inner(); } catch (AggregateException) { Console.WriteLine(1); }", false)]
    [InlineData("await Task.Yield(); } private async Task Inner() { await Task.Yield(); CALL; } private Task Middle() => Inner(); public async Task Outer() { try { await Middle(); } catch (ApiException) { Console.WriteLine(1); }", false)]
    [InlineData("await Caught(async () => CALL); } private static async Task Caught(Func<Task> run) { try { await run(); } catch (AggregateException) { Console.WriteLine(1); }", false)]
    [InlineData("await Caught(Inner); } private async Task Inner() { await Task.Yield(); CALL; } private static async Task Caught(Func<Task> run) { try { await run(); } catch (AggregateException) { Console.WriteLine(1); }", false)]
    [InlineData("Func<Task> f = async () => CALL; await Middle(f); } private static Task Middle(Func<Task> run) => Caught(run); private static async Task Caught(Func<Task> run) { try { await run(); } catch (Exception e) when (e is AggregateException) { Console.WriteLine(1); }", false)]
    [InlineData("Func<Task> f = async () => CALL; await f.CaughtBelow();", false)]
    [InlineData("Func<Task> f = async () => CALL; await Running.CaughtBelow(f);", false)]
    [InlineData("await Caught(() => Inner()); } private async Task Inner() { await Task.Yield(); CALL; } private static async Task Caught(Func<Task> run) { try { await run(); } catch (ApiException) { Console.WriteLine(1); }", false)]
    [InlineData("await Caught(async () => CALL); } private static async Task Caught(Func<Task> run) { try { await run(); } catch (Exception) { Console.WriteLine(1); }", false)]
    [InlineData("await F(); async Task F() { try { CALL; } catch (Exception) { Console.WriteLine(1); } }", false)]
    [InlineData("try { await F(); } catch (Exception e) { Console.WriteLine(e); } async Task F() => CALL;", false)]
    [InlineData("try { await Task.Yield(); CALL; } catch (Exception) { } try { await Task.Yield(); } catch (ApiException) { }", true)]
    [InlineData("try { await Inner(); } catch (Exception e) { Console.WriteLine(e); } } private async Task Inner() { await Task.Yield(); CALL;", true)]
    [InlineData("await Task.Yield(); } private async Task Inner() { await Task.Yield(); CALL; } public async Task Outer() { Task t = Inner(); await t; Console.WriteLine(t.Exception); } private void More() {", false)]
    [InlineData("await Task.Yield(); } private async Task Inner() { await Task.Yield(); CALL; } public async Task Outer() { await Inner(); } public async Task Other() { try { await Task.Yield(); } catch (ApiException) { }", true)]
    [InlineData("await Task.Yield(); } public async Task Seen() { await Task.Yield(); CALL; } public async Task Outer() { try { await Seen(); } catch (ApiException) { }", false)]
    public async Task It_is_not_where_a_caller_tells_exceptions_apart(string statements, bool isOffered)
    {
        using FixTrial trial = await TryAsync(OfThread(statements));

        Assert.Equal(isOffered, trial.Applied > 0);
        Assert.Equal(!isOffered, trial.Unoffered.Count > 0);
    }

    [Fact]
    public async Task Handlers_beside_a_statement_of_the_program_see_none_of_its_exceptions()
    {
        using FixTrial trial = await TryAsync("new TcsasClient(null!).DescribeMNPAsync(new()).Wait();\ntry { Console.WriteLine(1); } catch (ApiException) { }\n", OutputKind.ConsoleApplication);

        Assert.Empty(trial.Unoffered);
        Assert.True(trial.Applied > 0);
    }

    [Theory]
    [InlineData("public static void Main() { new TcsasClient(null!).DescribeMNPAsync(new()).Wait(); }", true, true)]
    [InlineData("[STAThread] public static void Main() { new TcsasClient(null!).DescribeMNPAsync(new()).Wait(); }", false, false)]
    [InlineData("public static int Main(string[] a) { if (a.Length == 0) { return Main([\"t\"]); } new TcsasClient(null!).DescribeMNPAsync(new()).Wait(); return 0; }", true, false)]
    [InlineData("public static void Main() { new TcsasClient(null!).DescribeMNPAsync(new()).Wait(); } public static Action Again => Main;", true, false)]
    [InlineData("public static void Main() { new TcsasClient(null!).DescribeMNPAsync(new()).Wait(); } private static class Other { public static async Task Main() => await Task.Yield(); }", true, false)]
    [InlineData("} public static partial class Start { private static partial int Main(string[] a); private static partial int Main(string[] a) { new TcsasClient(null!).DescribeMNPAsync(new()).Wait(); return a.Length; }", true, false)]
    public async Task The_entry_point_changes_where_nobody_else_needs_it_as_it_is(string members, bool isReported, bool isOffered)
    {
        using FixTrial trial = await TryAsync($"public static class Program\n{{\n{members}\n}}\n", OutputKind.ConsoleApplication);

        Assert.Equal(isOffered, trial.Applied > 0);
        Assert.Equal(isReported && !isOffered, trial.Unoffered.Count > 0);
    }

    private static string OfThread(string statements) => $$"""
        public sealed class Store(ITcsasClient? client)
        {
            private static readonly object Gate = new();
            private static readonly Mutex Named = new();
            private static readonly Lock Door = new();
            private static readonly ReaderWriterLockSlim Readers = new();
            private static readonly ThreadLocal<int> Depths = new();
            private static readonly Action Taking = () => Monitor.Enter(Gate);
            [ThreadStatic] private static string? _current;
            private static int _last;

            private static string? Current { get => _current; set => _current = value; }
            private static int Depth { get => Depths.Value; set => Depths.Value = value; }

            public async Task Run()
            {
                await Task.Yield();
                {{statements.Replace("CALL", "client!.DescribeMNPAsync(new()).Wait()", StringComparison.Ordinal)}}
            }

            private static void Enter() => Monitor.Enter(Gate);
            private static void Chosen<T>() where T : new() => Console.WriteLine(new T());
            private static void Exit() => Monitor.Exit(Gate);
            private static void EnterReading() => Readers.EnterReadLock();
            private static void ExitReading() => Readers.ExitReadLock();
            private static void TakeMutex() => Named.WaitOne();
            private static void Hurry(bool isHurried) => Thread.CurrentThread.Priority = isHurried ? ThreadPriority.Highest : ThreadPriority.Normal;
            private static System.Transactions.TransactionScope Begin() => new();
            private static Guard Hold() { Monitor.Enter(Gate); return new Guard(); }
            private static IEnumerable<int> Guarded() { Monitor.Enter(Gate); try { yield return 1; } finally { Monitor.Exit(Gate); } }
            private static Task Locked(Func<Task> run) { lock (Gate) { return run(); } }
            private static int Next() { Monitor.Enter(Gate); try { return ++_last; } finally { Monitor.Exit(Gate); } }
            private static int NextOfScope() { using (Door.EnterScope()) { return ++_last; } }
            private static int Cached(int n) { Readers.EnterReadLock(); try { return n; } finally { Readers.ExitReadLock(); } }
            private static IDisposable Later() { Monitor.Enter(Gate); return new Then(() => Monitor.Exit(Gate)); }
            private static IDisposable LaterStill() { Monitor.Enter(Gate); try { return new Then(End); } finally { _last++; } static void End() => Monitor.Exit(Gate); }
            private static bool IsHeld { get => Monitor.IsEntered(Gate); set { if (value) { Monitor.Enter(Gate); } else { Monitor.Exit(Gate); } } }
            private static void Switch(bool isOn) { if (isOn) { Monitor.Enter(Gate); } else { Monitor.Exit(Gate); } }
            private static void Between(bool isOver) { Monitor.Enter(Gate); try { _last++; } finally { if (isOver) { Monitor.Exit(Gate); } } }
            private static bool TriedOnce() { bool isTaken = false; try { Monitor.TryEnter(Gate, ref isTaken); return isTaken; } finally { if (isTaken) { Monitor.Exit(Gate); } } }
            private static int NextOfLock() { lock (Gate) { return ++_last; } }
            private static Mutex Made() => new(true);
            private static readonly Entrance Entry = new(() => Monitor.Enter(Gate), () => Monitor.Exit(Gate));
            public sealed class Entrance(Action enter, Action exit) { public void In() => enter(); public void Out() => exit(); }
            private static async Task Taken() { Monitor.Enter(Gate); await Task.CompletedTask; }
            private static async Task Elsewhere() { Current = "a"; await Task.Yield(); }

            public sealed class Guard : IDisposable { public void Dispose() => Monitor.Exit(Gate); }
            public sealed class Owned : IDisposable { private readonly Mutex _mutex = new(); public Owned() => _mutex.WaitOne(); public void Dispose() => _mutex.ReleaseMutex(); }
            public sealed class Member : IDisposable { private readonly bool _isTaken = Named.WaitOne(); public void Dispose() { if (_isTaken) { Named.ReleaseMutex(); } } }
            public class Base { public Base() => Enter(); }
            public sealed class Derived : Base, IDisposable { public void Dispose() => Exit(); }
            public sealed class Exiting : IDisposable { public void Dispose() => Exit(); }
            public sealed class Stream : IDisposable { public void Dispose() => Console.WriteLine(1); }
            public sealed class Then(Action end) : IDisposable { public void Dispose() => end(); }
            public sealed class Ended : IDisposable { private readonly ReaderWriterLockSlim _lock = new(); public void Dispose() => _lock.Dispose(); }
            public sealed class Rows : IEnumerator<int> { public int Current => 1; object System.Collections.IEnumerator.Current => 1; public bool MoveNext() { Enter(); return true; } public void Reset() { } public void Dispose() => Exit(); }
            public sealed class Taker : System.Collections.IEnumerable
            {
                public int this[int n] { get { Enter(); return n; } set => Enter(); }
                public static Taker operator +(Taker t, int n) { Enter(); return t; }
                public static Taker operator ++(Taker t) { Enter(); return t; }
                public static implicit operator Taker(int n) { Enter(); return new Taker(); }
                public static explicit operator int(Taker t) { Enter(); return 1; }
                public void Deconstruct(out int a, out int b) { Enter(); a = b = 1; }
                public System.Collections.IEnumerator GetEnumerator() { Enter(); return new Rows(); }
                public void Add(int n) => Enter();
                public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() { Enter(); return Task.CompletedTask.GetAwaiter(); }
            }
            public interface IDeep { void Set(); }
            public sealed class Deep : IDeep { public static IDisposable Hold() => Store.Hold(); public void Set() => Inner(); public string? Get() => Current; private static void Inner() => _current = "deep"; }
        }

        public static class Running { public static async Task CaughtBelow(this Func<Task> run) { try { await run(); } catch (AggregateException) { Console.WriteLine(1); } } }
        """;

    private static string Holder(string statements) => $$"""
        public sealed class Store(ITcsasClient? client)
        {
            private int _number;
            private string _text = "";
            private Spot _spot;
            private Several _several;
            private Spots _spots;
            private Names _names;

            public async Task Run(string text, int[] list, Spot[] points)
            {
                await Task.Yield();
                {{statements.Replace("CALL", "client!.DescribeMNPAsync(new()).Result.RequestId", StringComparison.Ordinal)}}
            }

            private ref int Number() => ref _number;
            private ref string Text() => ref _text!;
            private ref Spot Point() => ref _spot;
            private ref Several Several() => ref _several;
            private static void Use(Span<int> numbers, string text) => Console.WriteLine(numbers.Length + text.Length);
            private static void Take(ReadOnlySpan<char> numbers, string text) => Console.WriteLine(numbers.Length + text.Length);
            private static void Change(ref int number, string text) => number = text.Length;
            private static void Read(in int number, string text) => Console.WriteLine(number + text.Length);
        }

        public struct Depth { public int N; public void Add(int n) => N += n; }

        public struct Spot { public int N; public Depth Inner; public void Add(int n) => N += n; }

        [System.Runtime.CompilerServices.InlineArray(3)]
        public struct Several { private int _first; }

        [System.Runtime.CompilerServices.InlineArray(3)]
        public struct Spots { private Spot _first; }

        [System.Runtime.CompilerServices.InlineArray(3)]
        public struct Names { private string? _first; }

        public sealed class Known { public int this[ReadOnlySpan<char> name] { get => name.Length; set => Console.WriteLine(value); } }

        public ref struct Held(int n) { public int N = n; public void Dispose() { } public int Add(int n) => N + n; }

        public sealed class Numbers
        {
            public Enumerator GetEnumerator() => default;
            public ref struct Enumerator { public int Current => 1; public bool MoveNext() => false; }
        }
        """;

    private static string Class(string members) => $"public sealed class Store(ITcsasClient? client)\n{{\n    {members}\n}}\n";

    private static async Task<FixTrial> TryAsync(string code, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        FixTrial trial = new([("Store.cs", Consumer.Usings + code)], kind, null, TestContext.Current.CancellationToken);
        await trial.RunAsync();
        Assert.True(trial.Harm.Count == 0, string.Join("\n\n", trial.Harm));
        return trial;
    }
}
