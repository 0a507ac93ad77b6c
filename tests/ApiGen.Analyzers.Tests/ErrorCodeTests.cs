using System.Reflection;
using ApiGen.Analyzers.ErrorCodes;
using ApiGen.CodeFixes;
using ApiGen.Runtime.Annotations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests;

/// <summary>APIGEN1008.</summary>
public sealed class ErrorCodeTests
{
    private const string Full = "\"FailedOperation.MNPNumberExceedLimit\"";

    [Theory]
    [InlineData("Keep(e.Code == {|APIGEN1008:FULL|});")]
    [InlineData("Keep({|APIGEN1008:FULL|} != e.Code);")]
    [InlineData("Keep(e.Code.Equals({|APIGEN1008:FULL|}));")]
    [InlineData("Keep(e.Code.Equals({|APIGEN1008:FULL|}, StringComparison.Ordinal));")]
    [InlineData("Keep(string.Equals(e.Code, {|APIGEN1008:FULL|}, StringComparison.Ordinal));")]
    [InlineData("Keep(string.Equals({|APIGEN1008:FULL|}, e.Code));")]
    [InlineData("Keep(e.Code is {|APIGEN1008:FULL|} or {|APIGEN1008:\"FailedOperation\"|});")]
    [InlineData("Keep(e is { Code: {|APIGEN1008:FULL|} });")]
    [InlineData("Keep(e?.Code == {|APIGEN1008:FULL|});")]
    [InlineData("Keep(e?.Code is {|APIGEN1008:\"FailedOperation.Unheard\"|});")]
    [InlineData("Keep(e.Code?.Equals({|APIGEN1008:FULL|}));")]
    [InlineData("Keep(e?.Code?.Equals({|APIGEN1008:FULL|}, StringComparison.Ordinal));")]
    [InlineData("Keep(e?.Code.Equals({|APIGEN1008:FULL|}));")]
    [InlineData("switch (e.Code) { case {|APIGEN1008:FULL|}: break; case {|APIGEN1008:\"FailedOperation\"|} when flag: break; case \"AuthFailure.SignatureFailure\": break; }")]
    [InlineData("Keep(e.Code switch { {|APIGEN1008:FULL|} => 1, _ => 2 });")]
    [InlineData("const string Limit = FULL; Keep(e.Code == {|APIGEN1008:Limit|});")]
    [InlineData("Keep(e.Code == {|APIGEN1008:\"InvalidParameterValue.InvalidMNPNmae\"|});")]
    [InlineData("Keep(e.Code == {|APIGEN1008:\"LimitExceeded.Quota\"|});")]
    [InlineData("Keep(e.Code == {|APIGEN1008:\"failedoperation\"|});")]
    [InlineData("Keep(e.ErrorCode == CreateMNPErrorCode.FailedOperation);")]
    [InlineData("Keep(e.Code == \"AuthFailure.SignatureFailure\");")]
    [InlineData("Keep(e.Code == \"RequestLimitExceeded.UinLimitExceeded\");")]
    [InlineData("Keep(e.Code == \"LimitExceeded.RateLimitExceeded\");")]
    [InlineData("Keep(e.Code == \"InternalError\");")]
    [InlineData("Keep(e.Code == text);")]
    [InlineData("Keep(e.Code.StartsWith(\"InvalidParameterValue\"));")]
    [InlineData("Keep(e.ServiceMessage == FULL);")]
    [InlineData("Keep(e.Action == \"FailedOperation.Unheard\");")]
    [InlineData("Keep(e.RequestId == \"FailedOperation.Unheard\");")]
    [InlineData("Keep(texts.Contains(e.Code));")]
    [InlineData("Keep((e.Code, flag) switch { ({|APIGEN1008:FULL|}, true) => 1, ({|APIGEN1008:\"FailedOperation.Unheard\"|}, _) => 2, (_, false) => 3, _ => 4 });")]
    [InlineData("switch (number, e.Code) { case (1, {|APIGEN1008:FULL|} or {|APIGEN1008:\"FailedOperation\"|}): break; case (2, \"InternalError\"): break; }")]
    [InlineData("Keep((e.Code, text) is ({|APIGEN1008:FULL|}, \"FailedOperation.Unheard\"));")]
    [InlineData("Keep((text, e.Code) == (\"a\", {|APIGEN1008:FULL|}));")]
    [InlineData("Keep(string.CompareOrdinal(e.Code, {|APIGEN1008:FULL|}) == 0);")]
    [InlineData("Keep(EqualityComparer<string>.Default.Equals(e.Code, {|APIGEN1008:FULL|}));")]
    [InlineData("Keep(new[] { {|APIGEN1008:FULL|}, \"InternalError\", text }.Contains(e.Code));")]
    [InlineData("Keep((text, number) switch { (FULL, 1) => 1, _ => 4 });")]
    [InlineData("Keep(new[] { text, FULL }.Contains(e.Message));")]
    [InlineData("Keep(e.Code is { Length: > 3 });")]
    [InlineData("Keep(e.Code == null);")]
    [InlineData("Keep(e.ErrorCode is CreateMNPErrorCode.FailedOperation or CreateMNPErrorCode.Unknown);")]
    [InlineData("bool isNew = e.ErrorCode == CreateMNPErrorCode.Unknown; Keep(isNew && e.Code == \"FailedOperation.SinceLastYear\");")]
    [InlineData("if (e.ErrorCode != CreateMNPErrorCode.Unknown) { throw; } Keep(e.Code == \"FailedOperation.SinceLastYear\");")]
    [InlineData("Keep((e.ErrorCode, e.Code) is (CreateMNPErrorCode.Unknown, \"FailedOperation.SinceLastYear\"));")]
    [InlineData("Keep((e.ErrorCode, e.Code) switch { (CreateMNPErrorCode.Unknown, \"FailedOperation.SinceLastYear\") => 1, (_, {|APIGEN1008:FULL|}) => 2, _ => 3 });")]
    [InlineData("try { Keep(e.Code == {|APIGEN1008:\"FailedOperation.SinceLastYear\"|}); } finally { Keep(text); }")]
    [InlineData("Keep(e.CommonErrorCode == CommonErrorCode.InternalError);")]
    [InlineData("Keep(e.Code.Length == 3);")]
    [InlineData("Keep((object)e.Code == (object)FULL);")]
    [InlineData("Keep((object)FULL != e.Code);")]
    [InlineData("Keep((IComparable)e.Code == (IComparable)FULL);")]
    [InlineData("Keep((e.Code, flag) == ((object)FULL, true));")]
    [InlineData("Keep((object)e.ErrorCode == (object)CreateMNPErrorCode.FailedOperation);")]
    [InlineData("Keep(ReferenceEquals(e.Code, FULL));")]
    [InlineData("Keep(((object)e.Code).Equals({|APIGEN1008:FULL|}));")]
    [InlineData("Keep((object)e.Code is {|APIGEN1008:FULL|});")]
    public Task An_exception_with_the_actions_enum(string statement) => Verify<ErrorCodeAnalyzer>.Body(
        "try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) { " + statement.Replace("FULL", Full, StringComparison.Ordinal) + " }");

    [Theory]
    [InlineData("await client.CreateMNPAsync(given);", "e.Code == {|APIGEN1008:FULL|}")]
    [InlineData("await client.CreateMNPAsync(given);", "e.Code == {|APIGEN1008:\"FailedOperation.Unheard\"|}")]
    [InlineData("await client.CreateMNPAsync(given);", "e?.Code == {|APIGEN1008:FULL|}")]
    [InlineData("await client.CreateMNPAsync(given);", "e.Code?.Equals({|APIGEN1008:FULL|}) == true")]
    [InlineData("await client.CreateMNPAsync(given); Console.WriteLine(text);", "e.Code == {|APIGEN1008:\"FailedOperation.Unheard\"|}")]
    [InlineData("await client.CreateMNPAsync(given); await client.ModifyQuotaAsync(new());", "e.Code == {|APIGEN1008:FULL|}")]
    [InlineData("await client.CreateMNPAsync(given); await client.ModifyQuotaAsync(new());", "e.Code == \"FailedOperation\"")]
    [InlineData("await client.CreateMNPAsync(given); Keep(text);", "e.Code == \"FailedOperation.Unheard\"")]
    [InlineData("await client.CreateMNPAsync(given); await client.DescribeMNPAsync(new());", "e.Code == \"FailedOperation.Unheard\"")]
    [InlineData("await client.DescribeMNPAsync(new());", "e.Code == FULL")]
    [InlineData("Keep(text);", "e.Code == FULL")]
    [InlineData("await client.CreateMNPAsync(given);", "e.Code == \"AuthFailure.SecretIdNotFound\"")]
    public Task An_exception_of_the_base_type(string calls, string condition) => Verify<ErrorCodeAnalyzer>.Body(
        $"try {{ {calls} }} catch (ApiServiceException e) when ({condition.Replace("FULL", Full, StringComparison.Ordinal)}) {{ Keep(e); }} await Task.Yield();");

    [Theory]
    [InlineData("e = former ?? e;")]
    [InlineData("if (former != null) { e = former; }")]
    [InlineData("(e, flag) = (former!, true);")]
    [InlineData("Fill(out e); static void Fill(out ApiServiceException x) => x = null!;")]
    [InlineData("ref ApiServiceException same = ref e; same = former!;")]
    public Task A_variable_that_is_given_another_exception_holds_no_more_that_of_its_handler(string statement) => Verify<ErrorCodeAnalyzer>.Body(
        $"ApiServiceException? former = null; try {{ await client.CreateMNPAsync(given); }} catch (ApiServiceException e) {{ {statement} Keep(e.Code == {Full}); Keep(e.Code == \"FailedOperation.Unheard\"); }} await Task.Yield();");

    /// <summary>The rule reads them from the runtime, so that the two cannot differ.</summary>
    [Fact]
    [Long]
    public Task Every_common_code_of_the_runtime_may_come()
    {
        string[] codes = [.. typeof(CommonErrorCode).GetFields()
            .Select(static field => field.GetCustomAttribute<ApiErrorCodeAttribute>()?.Code)
            .OfType<string>()
            .Where(static code => code != "FailedOperation")];
        Assert.True(codes.Length > 30, $"{codes.Length} codes");

        return Verify<ErrorCodeAnalyzer>.Body(
            "try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) { "
            + string.Concat(codes.Select(static code => $"Keep(e.Code == \"{code}\");"))
            + "Keep(e.Code == {|APIGEN1008:\"ActionGone\"|}); }");
    }

    [Theory]
    [InlineData("await client.CreateMNPAsync(given);", "e.ErrorCode == {|APIGEN1008:ModifyQuotaErrorCode.LimitExceededQuota|}")]
    [InlineData("await client.CreateMNPAsync(given); await client.ModifyQuotaAsync(new());", "e.ErrorCode == ModifyQuotaErrorCode.LimitExceededQuota")]
    [InlineData("Keep(await client.CreateMNPAsync(given));", "e.ErrorCode == ModifyQuotaErrorCode.LimitExceededQuota")]
    public Task The_enum_of_another_action(string calls, string condition) => Verify<ErrorCodeAnalyzer>.Body(
        $"try {{ {calls} }} catch (ApiException<ModifyQuotaErrorCode> e) when ({condition}) {{ Keep(e); }}");

    [Fact]
    public Task The_message_says_what_to_compare_with() => Verify<ErrorCodeAnalyzer>.Body(
        """try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) when (e.Code == {|#0:"FailedOperation"|}) { }""",
        new DiagnosticResult(Rules.ErrorCodeAsString).WithLocation(0).WithArguments("The code \"FailedOperation\" is compared as a string; compare with CreateMNPErrorCode.FailedOperation"));

    [Fact]
    public Task The_message_says_what_was_meant() => Verify<ErrorCodeAnalyzer>.Body(
        """try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) when (e.Code == {|#0:"InvalidParameterValue.InvalidMNPNmae"|}) { }""",
        new DiagnosticResult(Rules.ErrorCodeAsString).WithLocation(0).WithArguments("The code \"InvalidParameterValue.InvalidMNPNmae\" is never returned: CreateMNPErrorCode does not list it, nor is it one of the common codes; did you mean \"InvalidParameterValue.InvalidMNPName\"?"));

    [Fact]
    [Long]
    public Task A_parameter_of_the_base_type_is_not_reported() => Verify<ErrorCodeAnalyzer>.Source(
        Consumer.Usings + $$"""
        public static class Judge
        {
            public static bool IsLimit(ApiServiceException e) => e.Code == {{Full}};

            public static bool IsLimit(ApiException<CreateMNPErrorCode> e) => e.Code == {|APIGEN1008:{{Full}}|};
        }
        """);

    /// <summary>What may come to somebody's own code may fail with any code: of which exception, and with which code, is not said.</summary>
    [Long]
    [Theory]
    [InlineData("await client.Client.SendAsync(\"ModifyQuota\", \"{}\");")]
    [InlineData("System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);")]
    [InlineData("System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(failure).Throw();")]
    [InlineData("await using (held) { }")]
    [InlineData("await using IAsyncDisposable own = held;")]
    [InlineData("using (ended) { }")]
    [InlineData("using IDisposable own = ended;")]
    [InlineData("await held.DisposeAsync();")]
    [InlineData("await foreach (int i in later) { }")]
    [InlineData("await foreach (int i in later.WithCancellation(default)) { }")]
    [InlineData("foreach (int i in all) { }")]
    [InlineData("foreach (int i in new Own()) { }")]
    [InlineData("int[] copy = [.. all];")]
    [InlineData("Console.WriteLine(lazy.Value);")]
    [InlineData("Console.WriteLine(map[\"a\"]);")]
    [InlineData("map[\"a\"] = 1;")]
    [InlineData("Console.WriteLine(table[\"a\"]);")]
    [InlineData("Console.WriteLine(table.TryGetValue(\"a\", out int value) ? value : 0);")]
    [InlineData("Console.WriteLine(new HashSet<string>(same).Contains(text));")]
    [InlineData("Console.WriteLine(sorted.Add(text));")]
    [InlineData("Console.WriteLine((record, 1) == (record, 2));")]
    [InlineData("Console.WriteLine((any, 1) == ((object)text, 1));")]
    [InlineData("await channel.ReadAsync();")]
    [InlineData("Activator.CreateInstance(type);")]
    [InlineData("Activator.CreateInstance(\"Own\", \"Own\");")]
    [InlineData("source.Cancel();")]
    [InlineData("Console.WriteLine(new T());")]
    [InlineData("list.Sort(comparer);")]
    [InlineData("list.ForEach(i => Console.WriteLine(i));")]
    [InlineData("Console.WriteLine(all.Count());")]
    [InlineData("await stream.FlushAsync();")]
    [InlineData("Console.WriteLine(\"a\" + any);")]
    [InlineData("text += any;")]
    [InlineData("Console.WriteLine($\"a {any}\");")]
    [InlineData("Console.WriteLine(string.Join(\", \", any, 1));")]
    [InlineData("Console.WriteLine(any);")]
    [InlineData("Console.WriteLine(any == null ? 1 : any.GetHashCode());")]
    [InlineData("Console.WriteLine(any as string ?? dyn);")]
    [InlineData("dyn.Go();")]
    [InlineData("text = dyn;")]
    [InlineData("progress.Report(1);")]
    [InlineData("services.GetService(typeof(int));")]
    [InlineData("Console.WriteLine(new Own());")]
    [InlineData("Own own = new();")]
    [InlineData("Own own = 1;")]
    [InlineData("number = (int)given;")]
    [InlineData("Own sum = given + given;")]
    [InlineData("Own next = given; next++;")]
    [InlineData("var (a, b) = given;")]
    [InlineData("bool isOne = given is (1, _);")]
    [InlineData("Console.WriteLine(given.Sent);")]
    [InlineData("Console.WriteLine(given[0]);")]
    [InlineData("given.Done += null;")]
    [InlineData("given.Send();")]
    [InlineData("await given;")]
    [InlineData("await task;")]
    [InlineData("await Task.WhenAll(task, client.CreateMNPAsync(request));")]
    [InlineData("await Task.Run(given.Send);")]
    [InlineData("func();")]
    [InlineData("Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(given));")]
    [InlineData("Record copy = record with { Name = text };")]
    [InlineData("throw failure;")]
    public Task Beside_what_may_come_to_anybody_s_own_code_nothing_is_said_that_hangs_on_it(string other) => VerifyFix<ErrorCodeAnalyzer, UseErrorCodeEnumFix>.Source(
        Own(other, "{|APIGEN1008:" + Full + "|} || e.Code == \"FailedOperation.Never\""),
        Own(other, "{|APIGEN1008:" + Full + "|} || e.Code == \"FailedOperation.Never\""));

    /// <summary>A client of somebody's own may fail with the base type alone.</summary>
    [Theory]
    [InlineData("ITcsasClient", false, true)]
    [InlineData("ITcsasClient", true, false)]
    [InlineData("TcsasClient", true, true)]
    public async Task The_fix_keeps_from_clients_of_somebody_s_own(string client, bool hasOwn, bool isOffered)
    {
        string code = Consumer.Usings + "public sealed class Store(" + client + " client) { public async Task Run(CreateMNPRequest r) { try { await client.CreateMNPAsync(r); } catch (ApiServiceException e) when (e.Code == " + Full + ") { } } }";
        string own = "using System.Globalization;\n" + Consumer.Usings + CorpusFile.All.Single(static file => file.Path.EndsWith("FakeTcsasClient.cs", StringComparison.Ordinal)).Text;
        using FixTrial trial = new([("Store.cs", code), .. hasOwn ? [("Own.cs", own)] : ((string, string)[])[]], Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, null, TestContext.Current.CancellationToken);
        await trial.RunAsync("APIGEN1008");

        Assert.True(trial.Harm.Count == 0, string.Join("\n\n", trial.Harm));
        Assert.Equal(isOffered, trial.Applied > 0);
        Assert.Equal(isOffered, trial.Unoffered.Count == 0);
    }

    /// <summary>What cannot is plain enough to say what the block may fail with.</summary>
    [Theory]
    [InlineData("Console.WriteLine(text); await Task.Delay(10); await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);")]
    [InlineData("text = $\"{number:D2} {DateTime.UtcNow} {text.Length}\" + number + Guid.NewGuid();")]
    [InlineData("list.Add(number); list.Sort(); foreach (int i in list) { number += Math.Max(i, list[0]); }")]
    [InlineData("List<List<int>> found = [[1, 2], list]; found.RemoveAt(number); Queue<string> names = new(); names.Enqueue(text.Trim());")]
    [InlineData("if ((number, text) == (1, \"a\") || (text, (number, DateTime.UtcNow)) != (\"b\", (2, default))) { number = 2; }")]
    [InlineData("await Task.WhenAll(client.CreateMNPAsync(request), client.CreateMNPAsync(request), Task.Delay(1)); await Task.WhenAll([client.CreateMNPAsync(request), Task.Delay(1)]);")]
    [InlineData("System.Text.StringBuilder built = new(); built.Append(text).Append(number); text = built.ToString();")]
    [InlineData("text = string.Join(\", \", text.Split(',').Distinct().Take(3)); number = Convert.ToInt32(text, System.Globalization.CultureInfo.InvariantCulture);")]
    [InlineData("request.MNPName = text; CreateMNPRequest next = new() { MNPName = request.MNPName ?? text, I18nList = [new() { Locale = text }] }; Console.WriteLine(next.I18nList?.Count);")]
    [InlineData("if (request is { MNPName.Length: > 3 } or null) { number = text switch { \"a\" => 1, _ => checked(number + 1) }; }")]
    [InlineData("var both = Task.WhenAll(client.CreateMNPAsync(request), client.CreateMNPAsync(request, new ApiCallOptions { Region = text })); for (int i = 0; i < 3; i++) { number += i; }")]
    [InlineData("(number, text) = (1, record.Name); await client.CreateMNPAsync(request).ConfigureAwait(false); lock (list) { list.Clear(); }")]
    [InlineData("token.ThrowIfCancellationRequested(); number = Interlocked.Increment(ref number); System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew(); Console.WriteLine(watch.Elapsed);")]
    [InlineData("await File.WriteAllTextAsync(Path.Combine(text, \"a\"), text, token); Console.WriteLine(System.Text.Encoding.UTF8 == null);")]
    public Task Beside_the_platform_s_own_code_it_is(string other) => Verify<ErrorCodeAnalyzer>.Source(Own(other, "{|APIGEN1008:\"FailedOperation.Never\"|}"));

    [Fact]
    public async Task A_log_is_so_common_that_it_counts_as_that()
    {
        CSharpAnalyzerTest<ErrorCodeAnalyzer, DefaultVerifier> test = Verify<ErrorCodeAnalyzer>.Create(
            "using Microsoft.Extensions.Logging;\n" + Own("((ILogger)any).LogInformation(\"{Name} {All}\", text, all);", "{|APIGEN1008:\"FailedOperation.Never\"|}"));
        test.TestState.AdditionalReferences.Add(typeof(Microsoft.Extensions.Logging.ILogger).Assembly);

        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Own(string other, string code) =>
        Consumer.Usings + "using ApiGen.Runtime.Annotations;\n#nullable enable\n" + $$"""
        public record Record(string Name);

        public class Own
        {
            public int Sent { get { Send(); return 1; } }
            public int this[int index] => Sent;
            public event Action Done { add => Send(); remove => Send(); }
            public void Send() { }
            public static implicit operator Own(int n) => new();
            public static explicit operator int(Own o) => 1;
            public static Own operator +(Own a, Own b) => a;
            public static Own operator ++(Own a) => a;
            public void Deconstruct(out int a, out int b) => a = b = 1;
            public IEnumerator<int> GetEnumerator() { yield return 1; }
            public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => Task.CompletedTask.GetAwaiter();
        }

        public class Store<T>(
            TcsasClient client, IAsyncDisposable held, IDisposable ended, IAsyncEnumerable<int> later, IEnumerable<int> all, Lazy<string> lazy, IDictionary<string, int> map, Dictionary<string, int> table, IEqualityComparer<string> same, SortedSet<string> sorted,
            System.Threading.Channels.ChannelReader<int> channel, Type type, CancellationTokenSource source, IComparer<int> comparer, Stream stream, object any, IProgress<int> progress, IServiceProvider services,
            Own given, Task task, Func<int> func, Record record, Exception failure) where T : new()
        {
            public async Task Run(CreateMNPRequest request, string text, int number, List<int> list, dynamic dyn, CancellationToken token)
            {
                try
                {
                    await client.CreateMNPAsync(request);
                    {{other}}
                }
                catch (ApiServiceException e) when (e.Code == {{code}})
                {
                }
            }
        }
        """;

    [Theory]
    [InlineData("Other();")]
    [InlineData("given.Send();")]
    [InlineData("Keep(new Nope());")]
    [InlineData("await Nope.RunAsync();")]
    [Long]
    public async Task Nothing_is_said_of_codes_that_never_come_beside_code_that_the_compiler_does_not_know(string other)
    {
        CSharpAnalyzerTest<ErrorCodeAnalyzer, DefaultVerifier> test = Verify<ErrorCodeAnalyzer>.Create(Consumer.Method(
            "try { await client.CreateMNPAsync(given); " + other + " } catch (ApiServiceException e) when (e.Code == \"FailedOperation.Never\") { }"));
        test.CompilerDiagnostics = CompilerDiagnostics.None;

        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
