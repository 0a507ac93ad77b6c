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

    /// <summary>Who gets the request from somebody may ask, too, wherever they are. Who has another one may not.</summary>
    [Theory]
    [InlineData("await client.ModifyQuotaAsync(Sizes.Make());", false)]
    [InlineData("await client.ModifyQuotaAsync(Make()); static ModifyQuotaRequest Make() => new() { Count = 1 };", false)]
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
