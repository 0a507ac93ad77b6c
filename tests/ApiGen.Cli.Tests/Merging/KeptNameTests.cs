using ApiGen.Cli.Merging;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Merging;

/// <summary>What a vendor adds takes no name that callers have written already.</summary>
public sealed class KeptNameTests
{
    [Theory]
    [InlineData("Get: { request: { foo: string } }", "Get: { request: { foo: string, Foo: string } }", "", "", "Get request.foo: csharpName keeps the name Foo")]
    [InlineData("Get: { response: { foo: string } }", "Get: { response: { Foo: string, foo: string } }", "", "", "Get response.foo: csharpName keeps the name Foo")]
    [InlineData("Get: { errors: [A.B] }", "Get: { errors: [AB, A.B] }", "", "", "Get errors.A.B: csharpName keeps the name AB")]
    [InlineData("Get: { response: { It: Item } }", "Get: { response: { It: Item } }", "Item: { members: { Name: string } }", "Item: { members: { Name: string, Item: string } }", "Item: csharpName keeps the name Item")]
    [InlineData("Get: { response: { It: Item } }", "Get: { response: { It: Item } }", "Item: { members: { a_b: string } }", "Item: { members: { a_b: string, A_b: string } }", "Item.a_b: csharpName keeps the name A_b")]
    [InlineData("Get: { paging: { position: O, items: L }, request: { O: int64 }, response: { L: list<string> } }", "Get: { paging: { position: O, items: L }, request: { O: int64 }, response: { L: list<string> } }, GetItems: {}", "", "", "Get: csharpName keeps the name Get")]
    public void A_name_that_something_new_would_take_is_fixed(string before, string after, string oldTypes, string newTypes, string note)
    {
        ServiceModel old = Service(before, oldTypes);
        KeptNames names = new();

        ServiceModel kept = names.Keep(old, Service(after, newTypes));

        Assert.StartsWith(note, Assert.Single(names.Notes), StringComparison.Ordinal);
        Assert.DoesNotContain(Comparing(old, kept), text => text.Contains("changed from", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CreatedAsDateTime", "CreatedAsDateTimeValue")]
    [InlineData("KindValues", "KindValuesValue")]
    [InlineData("DayAsDate: string, DayAsDateValue", "DayAsDateValue2")]
    [InlineData("BlobAsBytes", "BlobAsBytesValue")]
    [InlineData("blobAsBytes", "BlobAsBytesValue")]
    public void A_new_member_gives_way_to_what_stands_beside_a_property(string added, string expected)
    {
        const string Known = "Created: { type: string, format: date-time }, Day: { type: string, format: date }, Blob: { type: string, format: base64 }, Kind: { type: string, values: [a, b] }";
        foreach (string before in new[] { "Get: { request: { {0} } }", "Get: { response: { {0} } }" })
        {
            ServiceModel old = Service(before.Replace("{0}", Known, StringComparison.Ordinal), "Item: { members: { " + Known + " } }");
            ServiceModel grown = Service(before.Replace("{0}", $"{added}: string, {Known}", StringComparison.Ordinal), $"Item: {{ members: {{ {added}: string, {Known} }} }}");
            KeptNames names = new();

            ServiceModel kept = names.Keep(old, grown);

            Assert.Equal(2, names.Notes.Count);
            Assert.All(names.Notes, note => Assert.Contains($"csharpName gives it the name {expected}, since callers know", note, StringComparison.Ordinal));
            Assert.DoesNotContain(Comparing(old, kept), text => text.Contains("changed from", StringComparison.Ordinal) || text.Contains("gone", StringComparison.Ordinal));
            Assert.Contains(expected, Built(kept), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_keeps_its_name_by_itself_is_left_alone()
    {
        ServiceModel old = Service("Get: { request: { A: string }, errors: [X.Y] }", "Item: { members: { Name: string } }");
        ServiceModel grown = Service("Get: { request: { B: string, A: string }, errors: [X.Z, X.Y] }, Put: {}", "Item: { members: { More: Item, Name: string } }");
        KeptNames names = new();

        Assert.Equal(grown, names.Keep(old, grown));
        Assert.Empty(names.Notes);
    }

    [Fact]
    [Long]
    public async Task An_import_writes_the_name_that_it_keeps_and_says_so()
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder newer = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);
        foreach (string file in Directory.GetFiles(TestData.Model))
        {
            newer.Write(
                File.ReadAllText(file).Replace("[ \"FailedOperation.KettleTooHot\"", "[ \"FailedOperationKettleTooHot\", \"FailedOperation.KettleTooHot\"", StringComparison.Ordinal),
                Path.GetFileName(file));
        }

        CliResult result = await CliProcess.RunAsync("import", newer.Path, "--out", folder.Path);

        Assert.Equal("", result.Error);
        Assert.Contains("errors.FailedOperation.KettleTooHot: csharpName keeps the name FailedOperationKettleTooHot", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("(breaking)", result.Output, StringComparison.Ordinal);
        Assert.Contains("csharpName: FailedOperationKettleTooHot", folder.Read("tea", "2024-03-01", "actions", "CreateKettle.yaml"), StringComparison.Ordinal);
        CliResult again = await CliProcess.RunAsync("import", newer.Path, "--out", folder.Path);
        Assert.EndsWith("0 files written.\n", again.Output, StringComparison.Ordinal);
    }

    // What the tool writes of it is read back without an error, and the names are what the generator gives.
    private static string Built(ServiceModel service)
    {
        string text = ApiGen.Cli.Writing.SpecFileWriter.Action(service.Actions[0] with { Source = "/specs/a.yaml" }, "/specs");
        Assert.Empty(SpecLoader.Load([new SpecText("s.yaml", "service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\n"), new SpecText("a.yaml", text)]).Diagnostics);
        return text;
    }

    private static IEnumerable<string> Comparing(ServiceModel before, ServiceModel after) =>
        ApiGen.Cli.Comparing.SpecComparison.Compare([before], [after]).Where(change => change.IsBreaking).Select(change => change.Text);

    private static ServiceModel Service(string actions, string types)
    {
        SpecSet set = SpecLoader.Load([new SpecText("s.yaml", $"service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: {{ {actions} }}\ntypes: {{ {types} }}\n")]);
        Assert.Empty(set.Diagnostics);
        return Assert.Single(set.Services);
    }
}
