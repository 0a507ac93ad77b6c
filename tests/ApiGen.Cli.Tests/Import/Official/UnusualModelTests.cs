using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Official;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Import.Official;

public sealed class UnusualModelTests
{
    private static readonly string[] OddNames = ["Foo-Bar", "FooBar", "foobar", "2nd", "string", "AskRequest", "AskClient", "值"];

    [Fact]
    [Long]
    public async Task A_model_with_the_least_that_it_can_say_becomes_specs_that_pass_the_check()
    {
        using TemporaryFolder folder = new();
        folder.Write("""{ "metadata": { "apiVersion": "2026-01-01", "serviceShortName": "least" }, "actions": { "Ping": {}, "Ask": { "input": "AskIn", "output": null } }, "objects": { "AskIn": {} } }""", "api.json");

        CliResult import = await CliProcess.RunAsync("import", folder.Path, "--out", folder.File("specs"));
        CliResult check = await CliProcess.RunAsync("check", folder.File("specs"));

        Assert.Equal("", import.Error);
        Assert.Equal("3 files, 1 service, 2 actions: 0 errors, 0 warnings.", check.Output.Trim());
    }

    [Fact]
    public void Kinds_of_values_beside_the_usual_ones_are_understood()
    {
        ActionModel action = Read(Member("Data", "binary"), Member("When", "timestamp"), Member("Small", "int32"), Member("Plain", "int"), """{ "name": "Bare", "type": "bool" }""", """{ "name": "名称", "type": "string", "member": "string", "document": null }""").Actions[0];

        Assert.Equal(
            ["Data string base64", "When string datetime", "Small int64 ", "Plain int64 ", "Bare bool ", "名称 string "],
            action.Request.Select(member => $"{member.Name} {member.Type} {member.Format}"));
    }

    [Fact]
    public void Texts_and_numbers_that_are_secrets_by_their_names_are_sensitive_also_in_lists() => Assert.Equal(
        ["Password", "Passcode", "Passwords"],
        Read(
            Member("Password", "string"), Member("Passcode", "int"), Member("NeedPassword", "bool"), Member("PasswordLength", "int"),
            """{ "name": "Passwords", "type": "list", "member": "string" }""").Actions[0].Request.Where(static member => member.Sensitive).Select(static member => member.Name));

    [Theory]
    [InlineData("""{ "name": "Tags", "type": "map", "member": "string" }""", "'map' is no type that is known: describe it as a list of an object with key and value, or as a string that holds JSON.")]
    [InlineData("""{ "name": "Tags", "type": "strin", "member": "string" }""", "'strin' is no type that is known: use string, int, float, bool, list or object.")]
    [InlineData("""{ "name": "Tags", "type": "list" }""", "'member' is missing; it names the elements of the list.")]
    [InlineData("""{ "name": "Tags", "type": "string", "member": "rope" }""", "'rope' is no kind of scalar that is known:")]
    [InlineData("""{ "name": "x-y", "type": "string", "member": "string" }""", "'x-y' cannot name a member: use letters, digits and underscores, beginning with a letter.")]
    [InlineData("""{ "name": 7, "type": "string", "member": "string" }""", "'name' must be a string, but is a number.")]
    [InlineData("""{ "type": "string", "member": "string" }""", "'name' is missing; it must be a string.")]
    [InlineData("""null""", "A member of 'AskIn' must be an object, but is null.")]
    public void What_cannot_be_described_is_an_error_with_its_place_and_a_remedy(string member, string expected)
    {
        ImportException error = Assert.Throws<ImportException>(() => Read(member));

        Assert.Matches(@"^api\.json\(1,\d+\): error: ", error.Message);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "actions": {}, "objects": {} }""", "'metadata' is missing; it must be an object.")]
    [InlineData("""{ "metadata": { "serviceShortName": "ask" }, "actions": {}, "objects": {} }""", "'apiVersion' is missing; it must be a string.")]
    [InlineData("""{ "metadata": { "serviceShortName": "ask", "apiVersion": "1.0" }, "actions": {}, "objects": {} }""", "'1.0' is not the version as a date, such as '2025-01-06'.")]
    [InlineData("""{ "metadata": { "serviceShortName": "ask", "apiVersion": "2026-01-01" }, "objects": {} }""", "'actions' is missing; it must be an object.")]
    [InlineData("""[]""", "An official model must be an object, but is an array.")]
    public void A_model_that_lacks_what_it_must_say_is_an_error_with_its_place(string model, string expected)
    {
        ImportException error = Assert.Throws<ImportException>(() => ReadModel(model));

        Assert.Matches(@"^api\.json\(1,\d+\): error: ", error.Message);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_whose_names_cannot_be_used_get_others_and_are_noted()
    {
        string objects = string.Join(", ", OddNames.Select(name => $$"""
            "{{name}}": { "members": [] }
            """));

        ImportedService imported = ReadModel($$"""
            { "metadata": { "apiVersion": "2026-01-01", "serviceShortName": "ask" }, "actions": { "Ask": { "input": "In", "output": "Out" } },
              "objects": { "Out": {}, "In": { "members": [ { "name": "A", "type": "object", "member": "Foo-Bar" }, { "name": "B", "type": "list", "member": "值" } ] }, {{objects}} } }
            """);

        Assert.Equal(["AskClient2", "AskRequest2", "FooBar", "FooBar2", "Foobar3", "String", "Type", "Type2nd"], imported.Service.Types.Select(type => type.Name));
        Assert.Equal(["FooBar2", "list<Type>"], imported.Service.Actions[0].Request.Select(member => member.Type.ToString()));
        Assert.Contains(imported.Notes, note => note.Text == "the object 'Foo-Bar' is called FooBar2 in the specs, because its own name cannot be used");
        Assert.Equal(7, imported.Notes.Count);
    }

    private static string Member(string name, string kind) => $$"""{ "name": "{{name}}", "type": "{{kind}}", "member": "{{kind}}" }""";

    private static ServiceModel Read(params string[] members) => ReadModel(
        $$"""{ "metadata": { "apiVersion": "2026-01-01", "serviceShortName": "ask" }, "actions": { "Ask": { "input": "AskIn", "output": "AskOut" } }, "objects": { "AskOut": {}, "AskIn": { "members": [ {{string.Join(", ", members)}} ] } } }""").Service;

    private static ImportedService ReadModel(string json) =>
        OfficialModelReader.Read(JsonSourceReader.Read("api.json", System.Text.Encoding.UTF8.GetBytes(json)), ErrorCatalog.Empty, ExampleCatalog.Empty, new OfficialModelOptions());
}
