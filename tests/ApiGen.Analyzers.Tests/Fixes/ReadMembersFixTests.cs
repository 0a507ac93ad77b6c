using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>The fix of APIGEN1001 keeps from members that somebody reads: who sets what is not set would find a placeholder there, and send it.</summary>
public sealed class ReadMembersFixTests
{
    [Theory]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { r.Size = Find(); } await client.ModifyQuotaAsync(r);", true)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { (r.Size, r.Force) = (Find(), true); } await client.ModifyQuotaAsync(r);", true)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { Console.WriteLine(nameof(r.Size)); r.Size = Find(); } await client.ModifyQuotaAsync(r);", true)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { r.Label ??= Find(); } await client.ModifyQuotaAsync(r); /* r.Size ??= Find(); */", true)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { r.Size ??= Find(); } await client.ModifyQuotaAsync(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag && string.IsNullOrEmpty(r.Size)) { r.Size = Find(); } await client.ModifyQuotaAsync(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag && r.Size is null) { r.Size = Find(); } await client.ModifyQuotaAsync(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { r.Size = r.Size ?? Find(); } await client.ModifyQuotaAsync(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { r.Size += Find(); } await client.ModifyQuotaAsync(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Size = \"small\" }; if (flag) { r.Count = (r.Count ?? 1) + 1; } await client.ModifyQuotaAsync(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { (var old, r.Size) = (r.Size, Find()); Console.WriteLine(old); } await client.ModifyQuotaAsync(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { Console.WriteLine(r.Size is null ? 1 : 2); r.Size = Find(); } await client.ModifyQuotaAsync(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { Console.WriteLine(r is { Size: null } ? 1 : 2); r.Size = Find(); } await client.ModifyQuotaAsync(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; await client.ModifyQuotaAsync(r); Action set = () => r.Size ??= Find(); set();", false)]
    [InlineData("var r = new CreateMNPRequest { MNPType = \"a\", MNPName = \"bb\", MNPIcon = \"c\", MNPIntro = \"d\", Owner = new() { Uin = \"1\" } }; if (flag) { r.Owner.Contact ??= new() { Mail = Find() }; } await client.CreateMNPAsync(r);", false)]
    [InlineData("var r = new CreateMNPRequest { MNPType = \"a\", MNPName = \"bb\", MNPIcon = \"c\", MNPIntro = \"d\", Owner = new() { Uin = \"1\" } }; if (flag) { r.Owner.Contact = new() { Mail = Find() }; } await client.CreateMNPAsync(r);", true)]
    public Task Where_the_request_is_made(string statements, bool isOffered) => TryAsync(isOffered, $"{Head} {statements} }} }}");

    /// <summary>Who gets the request from somebody may ask, too, wherever they are. Who has another one may.</summary>
    [Theory]
    [InlineData("await client.ModifyQuotaAsync(Sizes.Make());", true)]
    [InlineData("await client.ModifyQuotaAsync(Sizes.Make()); Sizes.Complete(Sizes.Make());", false)]
    [InlineData("await client.ModifyQuotaAsync(Make()); static ModifyQuotaRequest Make() => new() { Count = 1 };", true)]
    [InlineData("await client.ModifyQuotaAsync(Make()); Sizes.Last = Make(); static ModifyQuotaRequest Make() => new() { Count = 1 };", false)]
    [InlineData("await client.ModifyQuotaAsync(Make()); var r = Make(); r.Size ??= Find(); } private static ModifyQuotaRequest Make() => new() { Count = 1 }; private static void Other() {", false)]
    [InlineData("await client.ModifyQuotaAsync(new() { Count = 1 });", true)]
    [InlineData("await client.ModifyQuotaAsync(flag ? new() { Count = 1 } : new() { Count = 2, Size = \"small\" });", true)]
    [InlineData("ModifyQuotaRequest r; r = new() { Count = 1 }; r.Label = r.Size = flag ? null : Find(); await client.ModifyQuotaAsync(r); Console.WriteLine(r.Label);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; if (flag) { r.Size = Find(); } var same = r; Console.WriteLine(same.Count); await client.ModifyQuotaAsync(same);", true)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; await client.ModifyQuotaAsync(r); Sizes.Complete(r);", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; await client.ModifyQuotaAsync(r); Sizes.Last = r;", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; await client.ModifyQuotaAsync(r); var same = r; Sizes.Complete(same);", false)]
    [InlineData("var r = new CreateMNPRequest { MNPType = \"a\", MNPName = \"bb\", MNPIcon = \"c\", MNPIntro = \"d\", Owner = new() { Uin = \"1\" } }; await client.CreateMNPAsync(r); Sizes.Complete(r.Owner);", false)]
    [InlineData("await client.CreateMNPAsync(new() { MNPType = \"a\", MNPName = \"bb\", MNPIcon = \"c\", MNPIntro = \"d\", Owner = new() { Uin = \"1\" } });", true)]
    [Long]
    public Task Once_it_leaves_anywhere(string statements, bool isOffered) => TryAsync(isOffered, $"{Head} {statements} }} }}", Sizes);

    /// <summary>Who handles the refusal of a request would not get it any more: the placeholder is sent.</summary>
    [Theory]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; try { await client.ModifyQuotaAsync(r); } catch (ArgumentException) { r.Size = Find(); await client.ModifyQuotaAsync(r); }", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; try { await client.ModifyQuotaAsync(r); } catch (Exception e) when (e is not ApiServiceException) { r.Size = Find(); await client.ModifyQuotaAsync(r); }", false)]
    [InlineData("try { await client.ModifyQuotaAsync(new() { Count = 1 }); } catch (SystemException) { Console.WriteLine(1); }", false)]
    [InlineData("try { await client.ModifyQuotaAsync(new() { Count = 1 }); } catch { Console.WriteLine(1); }", false)]
    [InlineData("try { try { await client.ModifyQuotaAsync(new() { Count = 1 }); } catch (ApiException) { Console.WriteLine(1); } } catch (Exception) { Console.WriteLine(2); }", false)]
    [InlineData("try { await Task.WhenAll(new[] { 1 }.Select(_ => client.ModifyQuotaAsync(new() { Count = 1 }))); } catch (ArgumentException e) { Console.WriteLine(e); }", false)]
    [InlineData("await Generic<ArgumentException>(); } private async Task Generic<T>() where T : Exception { try { await client.ModifyQuotaAsync(new() { Count = 1 }); } catch (T) { Console.WriteLine(1); }", false)]
    [InlineData("var call = client.ModifyQuotaAsync(new() { Count = 1 }); try { await call; } catch (ArgumentException) { Console.WriteLine(1); }", false)]
    [InlineData("var call = client.ModifyQuotaAsync(new() { Count = 1 }); try { call.Wait(); } catch (AggregateException) { Console.WriteLine(1); } await Task.Yield();", false)]
    [InlineData("Task Send() => client.ModifyQuotaAsync(new() { Count = 1 }); try { await Send(); } catch (Exception) { Console.WriteLine(1); }", false)]
    [InlineData("Func<Task> send = () => client.ModifyQuotaAsync(new() { Count = 1 }); try { await send(); } catch (Exception) { Console.WriteLine(1); }", false)]
    [InlineData("await Try(() => client.ModifyQuotaAsync(new() { Count = 1 })); static async Task Try(Func<Task> call) { try { await call(); } catch (ArgumentException) { Console.WriteLine(1); } }", false)]
    [InlineData("await client.ModifyQuotaAsync(Make()); } private static ModifyQuotaRequest Make() => new() { Count = 1 }; public async Task Other() { var r = Make(); try { await client.ModifyQuotaAsync(r); } catch (RequestValidationException) { Console.WriteLine(1); }", false)]
    [InlineData("await client.ModifyQuotaAsync(Make()); static ModifyQuotaRequest Make() => new() { Count = 1 };", true)]
    [InlineData("await Once(() => client.ModifyQuotaAsync(new() { Count = 1 })); static async Task Once(Func<Task> call) { try { await call(); } catch (ApiException) { Console.WriteLine(1); } }", true)]
    [InlineData("try { await client.ModifyQuotaAsync(new() { Count = 1 }); } catch (ApiException) { Console.WriteLine(1); } catch (ArgumentNullException) { Console.WriteLine(2); } finally { Console.WriteLine(3); }", true)]
    [InlineData("try { Console.WriteLine(1); } catch (Exception) { await client.ModifyQuotaAsync(new() { Count = 1 }); } finally { await client.ModifyQuotaAsync(new() { Count = 1 }); }", true)]
    [InlineData("try { Console.WriteLine(1); } catch (Exception) { Console.WriteLine(2); } await client.ModifyQuotaAsync(new() { Count = 1 });", true)]
    [Long]
    public Task Who_handles_a_refusal_gets_it(string statements, bool isOffered) => TryAsync(isOffered, $"{Head} {statements} }} }}");

    /// <summary>Whoever gets the object as a whole reads all of it.</summary>
    [Theory]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; await client.ModifyQuotaAsync(r); Console.WriteLine(r.ToJson());", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; await client.ModifyQuotaAsync(r); Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(r));", false)]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; await client.ModifyQuotaAsync(r); Console.WriteLine((1, r));", false)]
    [InlineData("await client.ModifyQuotaAsync(Make()); Console.WriteLine(Make().ToJson()); static ModifyQuotaRequest Make() => new() { Count = 1 };", false)]
    [InlineData("await client.ModifyQuotaAsync(Make()); } private static ModifyQuotaRequest Make() => new() { Count = 1 }; public static string Other() { var r = Make(); return r.ToJson();", false)]
    [InlineData("await client.ModifyQuotaAsync(Make()); } private static ModifyQuotaRequest Make() => new() { Count = 1 }; public static Func<ModifyQuotaRequest> Other() { return Make;", false)]
    [InlineData("var o = new MNPOwner { Uin = \"1\" }; var r = new CreateMNPRequest { MNPType = \"a\", MNPName = \"bb\", MNPIcon = \"c\", MNPIntro = \"d\" }; r.Owner = o; await client.CreateMNPAsync(r); Console.WriteLine(r.ToJson());", false)]
    [InlineData("var o = new MNPOwner { Uin = \"1\" }; var r = new CreateMNPRequest { MNPType = \"a\", MNPName = \"bb\", MNPIcon = \"c\", MNPIntro = \"d\" }; r.Owner = o; await client.CreateMNPAsync(r); Console.WriteLine(r.MNPName);", true)]
    [InlineData("ModifyQuotaRequest r = Make(); r.Tags = []; r.Tags.Add(Find()); await client.ModifyQuotaAsync(r); Console.WriteLine(r.Tags.Count); } private static ModifyQuotaRequest Make() => new() { Count = 1 }; public async Task Other() { await client.ModifyQuotaAsync(Make());", true)]
    [Long]
    public Task Who_has_the_whole_object_reads_it(string statements, bool isOffered) => TryAsync(isOffered, $"{Head} {statements} }} }}");

    /// <summary>A client of one's own may set what its callers leave out. The one that is generated does not.</summary>
    [Theory]
    [InlineData("ITcsasClient", false)]
    [InlineData("TcsasClient", true)]
    public Task Who_stands_in_for_the_client_has_the_request(string client, bool isOffered) => TryAsync(
        isOffered,
        Head.Replace("ITcsasClient", client, StringComparison.Ordinal) + " await client.ModifyQuotaAsync(new() { Count = 1 }); } }",
        Sizes,
        "using System.Globalization;\n" + CorpusFile.All.Single(static file => file.Path.EndsWith("FakeTcsasClient.cs", StringComparison.Ordinal)).Text);

    private const string Head = "public sealed class Store(ITcsasClient client) { public static string Find() => \"large\"; public async Task Run(bool flag) {";

    private const string Sizes = """
        public static class Sizes
        {
            public static ModifyQuotaRequest? Last { get; set; }

            public static ModifyQuotaRequest Make() => new() { Count = 1 };

            public static void Complete(ModifyQuotaRequest request) => request.Size ??= Store.Find();

            public static void Complete(MNPOwner owner) => owner.Contact ??= new() { Mail = Store.Find() };
        }
        """;

    private static async Task TryAsync(bool isOffered, params string[] files)
    {
        using FixTrial trial = new(
            files.Select(static (text, index) => ($"File{index}.cs", Consumer.Usings + text)),
            OutputKind.DynamicallyLinkedLibrary,
            null,
            TestContext.Current.CancellationToken);
        await trial.RunAsync("APIGEN1001");

        Assert.True(trial.Harm.Count == 0, string.Join("\n\n", trial.Harm));
        Assert.Equal(isOffered, trial.Unoffered.Count == 0);
        Assert.Equal(isOffered, trial.Applied > 0);
    }
}
