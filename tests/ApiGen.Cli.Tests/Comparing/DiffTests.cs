using System.Text.Json;
using ApiGen.Cli.Comparing;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Comparing;

public sealed class DiffTests
{
    private const string Service = "service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nrateLimit: 20/s\n";

    private const string Types = "types:\n  Spout: { members: { Angle: { type: int64 } } }\n  Lid: { members: { Weight: { type: int64, required: true } } }\n";

    private const string Action = """
        action: CreateKettle
        region: optional
        request:
          Name: { type: string, maxLength: 60, values: [a, b] }
          Spouts: { type: list<Spout> }
        response:
          Id: { type: string, required: true }
          Lid: { type: Lid }
        errors:
          FailedOperation: ""

        """;

    [Theory]
    [InlineData("Id: { type: string", "Id: { type: int64", true)]
    [InlineData("Name: { type: string", "Name: { required: true, type: string", true)]
    [InlineData("maxLength: 60", "maxLength: 59", true)]
    [InlineData("maxLength: 60", "maxLength: 61", false)]
    [InlineData("[a, b]", "[a]", true)]
    [InlineData("[a, b]", "[a, b, c]", false)]
    [InlineData("[a, b]", "[a, b, A]", true)]
    [InlineData(", values: [a, b]", "", true)]
    [InlineData("  Spouts:", "  NameValues: { type: string }\n  Spouts:", true)]
    [InlineData("Id: { type: string", "Id: { format: date, type: string", false)]
    [InlineData("  Spouts: { type: list<Spout> }\n", "", true)]
    [InlineData("  Spouts:", "  New: { type: string }\n  Spouts:", false)]
    [InlineData("  Spouts:", "  New: { type: string, required: true }\n  Spouts:", true)]
    [InlineData("Id: { type: string, required: true }", "Id: { type: string }", true)]
    [InlineData("Id: { type: string, required: true }", "Id: { type: string, required: true }\n  More: { type: string }", false)]
    [InlineData("region: optional", "region: required", true)]
    [InlineData("region: optional", "region: none", false)]
    [InlineData("action: CreateKettle", "action: CreatePot", true)]
    [InlineData("action: CreateKettle", "action: CreateKettle\nrateLimit: 5/s", false)]
    [InlineData("action: CreateKettle", "action: CreateKettle\ndeprecated: true", false)]
    [InlineData("  FailedOperation: \"\"\n", "  InternalError: \"\"\n", true)]
    [InlineData("  FailedOperation: \"\"\n", "  FailedOperation: \"\"\n  InternalError: \"\"\n", false)]
    public void Each_change_to_an_action_is_known_to_break_callers_or_not(string before, string after, bool isBreaking)
    {
        IReadOnlyList<SpecChange> changes = Compare(Types, Action, Types, Action.Replace(before, after, StringComparison.Ordinal));

        Assert.NotEmpty(changes);
        Assert.Equal(isBreaking, changes.Any(change => change.IsBreaking));
    }

    [Theory]
    [InlineData("format: date-time", "", "typed property changed from IdAsDateTime to none")]
    [InlineData("format: date-time", "format: date", "typed property changed from IdAsDateTime to IdAsDate")]
    [InlineData("format: date-time", "format: datetime", null)]
    [InlineData("format: date-time", "format: date-time, timeZone: '+00:00'", "time zone of texts without one (minutes from UTC) changed from 480 to 0")]
    [InlineData("format: date-time }", "format: date-time }\n  IdAsDateTime: { type: string }", "typed property changed from IdAsDateTime to IdAsDateTime2")]
    public void What_a_format_gives_callers_counts(string before, string after, string? breaking)
    {
        string old = Action.Replace("Id: { type: string, required: true }", "Id: { type: string, required: true, format: date-time }", StringComparison.Ordinal);

        Assert.Equal(breaking, Compare(Types, old, Types, old.Replace(before, after, StringComparison.Ordinal).Replace(", }", " }", StringComparison.Ordinal)).SingleOrDefault(change => change.IsBreaking)?.Text);
    }

    [Theory]
    [InlineData("Angle: { type: int64 }", "Angle: { type: int64, required: true }", true)]
    [InlineData("Weight: { type: int64, required: true }", "Weight: { type: int64 }", true)]
    [InlineData("Angle: { type: int64 }", "Angle: { type: int64 }, More: { type: int64 }", false)]
    [InlineData("Weight: { type: int64, required: true }", "Weight: { type: int64, required: true, nullable: true }", false)]
    public void A_type_is_judged_by_whether_callers_send_or_receive_it(string before, string after, bool isBreaking)
    {
        IReadOnlyList<SpecChange> changes = Compare(Types, Action, Types.Replace(before, after, StringComparison.Ordinal), Action);

        Assert.Single(changes);
        Assert.Equal(isBreaking, changes[0].IsBreaking);
    }

    [Theory]
    [InlineData("Get: { response: { Name: { type: string, required: true } } }", "Get: { response: { Name: { type: string, required: true, nullable: true } } }", "", "the property may now be null")]
    [InlineData("Get: { response: { It: Item } }", "Get: { response: { It: Item } }, Put: { request: { It: Item } }", "Item: { members: { Name: { type: string, required: true } } }", "the property may now be null")]
    [InlineData("Get: { response: { Foo: string } }", "Get: { response: { foo: string, Foo: string } }", "", "differs by case only")]
    [InlineData("Get: { request: { foo: string } }", "Get: { request: { Foo: string, foo: string } }", "", "property changed from Foo to FooValue")]
    [InlineData("Get: { errors: [A.B] }", "Get: { errors: [AB, A.B] }", "", "name in the enum changed from AB to ABCode")]
    [InlineData("Get: {}", "Get: { errors: [A.B] }", "", "calls throw ApiException<GetErrorCode>")]
    [InlineData("Get: { request: { N: { type: int64, maximum: 9007199254740993 } } }", "Get: { request: { N: { type: int64, maximum: 9007199254740992 } } }", "", "maximum changed from 9007199254740993 to 9007199254740992")]
    public void What_callers_see_changes_although_the_spec_only_grew(string before, string after, string types, string text)
    {
        IReadOnlyList<SpecChange> changes = SpecComparison.Compare(Whole(before, types), Whole(after, types));

        Assert.Contains(changes, change => change.IsBreaking && change.Text.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_type_that_gains_a_member_of_its_own_name_has_another_class()
    {
        IReadOnlyList<SpecChange> changes = SpecComparison.Compare(
            Whole("Get: { response: { It: Item } }", "Item: { members: { Name: string } }"),
            Whole("Get: { response: { It: Item } }", "Item: { members: { Name: string, Item: string } }"));

        Assert.Contains(changes, change => change is { IsBreaking: true, Text: "class changed from Item to ItemInfo" });
    }

    [Theory]
    [InlineData("Get: { request: { A: string, B: string } }", "Get: { request: { B: string, A: string } }")]
    [InlineData("Get: { errors: [A.B, AB] }", "Get: { errors: [AB, A.B] }")]
    [InlineData("Get: { request: { foo: string, Foo: string } }", "Get: { request: { Foo: string, foo: string } }")]
    public void The_order_in_a_file_is_no_change(string before, string after) => Assert.Empty(SpecComparison.Compare(Whole(before, ""), Whole(after, "")));

    [Theory]
    [InlineData("Get: { request: { foo: string } }", "Get: { request: { foo: { type: string, csharpName: Foo }, Bar: string } }", "", "")]
    [InlineData("Get: { errors: [A.B] }", "Get: { errors: { AB: '', A.B: { csharpName: AB } } }", "", "")]
    [InlineData("Get: { response: { a: string } }", "Get: { csharpName: Get, response: { a: { type: string, csharpName: A }, A: string } }", "", "")]
    [InlineData("Get: { response: { It: Item } }", "Get: { response: { It: Item } }", "Item: { members: { Name: string } }", "Item: { csharpName: Item, members: { Name: string, Item: string } }")]
    [InlineData("Get: { response: { It: Item, Its: list<Item> } }", "Get: { response: { It: Thing, Its: list<Thing> } }", "Item: { members: { Name: string, Inner: Item } }", "Thing: { csharpName: Item, members: { Name: string, Inner: Thing } }")]
    [InlineData("Get: { request: { Name: string, It: Item } }", "Get: { request: { Name: string, name: string, It: Item } }", "Item: { members: { Name: string } }", "Item: { members: { Name: string, name: string } }")]
    public void A_fixed_name_that_keeps_the_old_one_breaks_nobody(string before, string after, string oldTypes, string newTypes) =>
        Assert.DoesNotContain(SpecComparison.Compare(Whole(before, oldTypes), Whole(after, newTypes)), change => change.IsBreaking && !change.Text.Contains("differs by case only", StringComparison.Ordinal));

    [Theory]
    [InlineData("Get: { request: { A: string } }", "Get: { request: { A: { type: string, csharpName: B } } }", "", "", "property changed from A to B")]
    [InlineData("Get: { errors: [A.B] }", "Get: { errors: { A.B: { csharpName: Busy } } }", "", "", "name in the enum changed from AB to Busy")]
    [InlineData("Get: {}", "Get: { csharpName: Fetch }", "", "", "method changed from GetAsync to FetchAsync")]
    [InlineData("Get: { response: { It: Item } }", "Get: { response: { It: Item } }", "Item: {}", "Item: { csharpName: Thing }", "class changed from Item to Thing")]
    [InlineData("Get: { request: { foo: { type: string, csharpName: Foo }, Foo: string } }", "Get: { request: { foo: string, Foo: string } }", "", "", "property changed from Foo to FooValue")]
    public void A_fixed_name_that_changes_what_callers_write_is_breaking(string before, string after, string oldTypes, string newTypes, string text) =>
        Assert.Contains(SpecComparison.Compare(Whole(before, oldTypes), Whole(after, newTypes)), change => change.IsBreaking && change.Text == text);

    [Fact]
    public void What_changes_in_a_type_whose_class_stays_is_told_under_its_new_name() => Assert.Equal(
        ["tea 2024-03-01 Thing: name changed from Item to Thing", "tea 2024-03-01 Thing.Name: type changed from string to int64"],
        SpecComparison.Compare(
            Whole("Get: { response: { It: Item } }", "Item: { members: { Name: string } }"),
            Whole("Get: { response: { It: Thing } }", "Thing: { csharpName: Item, members: { Name: int64 } }")).Select(change => $"{change.Place}: {change.Text}"));

    [Fact]
    public void What_changes_in_a_sensitive_member_is_told_without_its_values()
    {
        IReadOnlyList<SpecChange> changes = SpecComparison.Compare(
            Whole("Get: { request: { Pin: { type: string, sensitive: true, values: [alpha, beta], default: alpha } } }", ""),
            Whole("Get: { request: { Pin: { type: string, sensitive: true, values: [beta, gamma], default: beta } } }", ""));

        Assert.Equal(["constants are gone or renamed", "default changed", "values changed"], changes.Select(change => change.Text).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("string, format: date-time", "string, format: date-time, timeZone: \"+08:00\"")]
    [InlineData("string", "string, minLength: 0")]
    [InlineData("list<string>", "list<string>, minItems: 0")]
    [InlineData("uint64", "uint64, minimum: 0")]
    [InlineData("int64", "int64, maximum: 9223372036854775807, minimum: -9223372036854775808")]
    [InlineData("list<uint64>", "list<uint64>, maximum: 18446744073709551615")]
    public void What_is_so_anyway_is_no_change_when_it_is_written_out(string one, string other)
    {
        string Act(string type) => $"Act: {{ request: {{ A: {{ type: {type} }} }}, response: {{ A: {{ type: {type} }} }} }}";

        Assert.Empty(SpecComparison.Compare(Whole(Act(one), ""), Whole(Act(other), "")));
        Assert.Empty(SpecComparison.Compare(Whole(Act(other), ""), Whole(Act(one), "")));
    }

    [Fact]
    [Long]
    public async Task Where_there_are_no_specs_nothing_is_compared_with_those_of_the_tool()
    {
        using TemporaryFolder folder = Specs(Action, Action);
        string empty = Directory.CreateDirectory(folder.File("empty")).FullName;

        CliResult result = await CliProcess.RunInAsync(empty, "diff", folder.File("old"));

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("there are no specs here", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Summaries_are_no_changes() =>
        Assert.Empty(Compare(Types, Action, Types, Action.Replace("action: CreateKettle", "action: CreateKettle\nsummary: Makes one.", StringComparison.Ordinal)));

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    [Long]
    public async Task A_breaking_change_gives_exit_code_2_in_every_format(string format)
    {
        using TemporaryFolder folder = Specs(Action, Action.Replace("Name: { type: string, maxLength: 60, values: [a, b] }", "Name: { type: string, required: true }", StringComparison.Ordinal));

        CliResult result = await CliProcess.RunAsync("diff", folder.File("old"), folder.File("new"), "--format", format);

        Assert.Equal("", result.Error);
        Assert.Equal(2, result.ExitCode);
        TestData.AssertGolden($"diff.{format}.txt", result.Output);
    }

    [Theory]
    [InlineData("actions: { Pour: { request: { N: { type: uint64, minimum: 18446744073709551614 } } } }", "actions: { Pour: { request: { N: { type: uint64, minimum: 18446744073709551615 } } } }", "Pour request.N: minimum changed from 18446744073709551614 to 18446744073709551615")]
    [InlineData("actions: { Pour: { errors: [Too.Hot] } }", "actions: { Pour: { errors: [TooHot, Too.Hot] } }", "Pour errors.Too.Hot: name in the enum changed from TooHot to TooHotCode")]
    [InlineData("actions: { Pour: { response: { Cup: string } } }", "actions: { Pour: { response: { Cup: string }, errors: { Spilt.All: On the floor. } } }", "Pour: calls throw ApiException<PourErrorCode> instead of ApiServiceException")]
    [InlineData("actions: { Pour: { errors: [Spilt] } }", "actions: { Pour: {} }", "Pour errors.Spilt: error code removed")]
    [InlineData("actions: { List: { paging: { style: token, position: T, limit: Max, next: N, items: L }, request: { T: string, Max: int64 }, response: { N: string, L: list<string> } } }", "actions: { List: { paging: { style: token, position: T, next: N, items: L }, request: { T: string, Max: int64 }, response: { N: string, L: list<string> } } }", "List: paging changed")]
    [InlineData("actions: { Show: { response: { Set: list<Cup> } } }\ntypes: { Cup: { members: { Tags: { type: list<string>, required: true } } } }", "actions: { Show: { response: { Set: list<Cup> } }, Fill: { request: { Cups: list<Cup> } } }\ntypes: { Cup: { members: { Tags: { type: list<string>, required: true } } } }", "Cup.Tags: the property may now be null")]
    [InlineData("actions: { Show: { response: { Tags: { type: list<string>, required: true } } } }", "actions: { Show: { response: { Tags: { type: list<string>, required: true, nullable: true } } } }", "Show response.Tags: the property may now be null")]
    [InlineData("actions: { Pour: { response: { Cup: string } } }", "actions: { Pour: { response: { cup: string, Cup: string } } }", "Pour response.cup: takes over what was read into 'Cup', from which it differs by case only")]
    [InlineData("actions: { Show: { response: { It: Lid } } }\ntypes: { Lid: { members: { Weight: int64 } } }", "actions: { Show: { response: { It: Lid } } }\ntypes: { Lid: { members: { Weight: int64, Lid: string } } }", "Lid: class changed from Lid to LidInfo")]
    [InlineData("actions: { Fill: { request: { In: Cup }, response: { Out: Lid } } }\ntypes: { Cup: { members: { A: string } }, Lid: { members: { Label: { type: string, required: true } } } }", "actions: { Fill: { request: { In: Cup }, response: { Out: Lid } } }\ntypes: { Cup: { members: { A: string, On: list<Lid> } }, Lid: { members: { Label: { type: string, required: true } } } }", "Lid.Label: the property may now be null")]
    [InlineData("region: optional\nactions: { Pour: {} }", "region: required\nactions: { Pour: {} }", "Pour: region changed from optional to required")]
    [Long]
    public async Task What_breaks_callers_is_told_by_the_tool_and_its_exit_code(string before, string after, string told)
    {
        using TemporaryFolder folder = new();
        foreach ((string name, string rest) in new[] { ("old", before), ("new", after) })
        {
            folder.Write($"service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\n{rest}\n", name, "tea.yaml");
        }

        CliResult there = await CliProcess.RunAsync("diff", folder.File("old"), folder.File("new"));
        CliResult nowhere = await CliProcess.RunAsync("diff", folder.File("old"), folder.File("old"));

        Assert.Equal(("", 2), (there.Error, there.ExitCode));
        Assert.Contains($"tea 2024-03-01 {told} (breaking)", there.Output.Split('\n').Select(line => line.TrimStart('~', '-', '+', ' ')));
        Assert.Equal(("", 0, "No changes.\n"), (nowhere.Error, nowhere.ExitCode, nowhere.Output));
    }

    [Fact]
    [Long]
    public async Task Compatible_changes_give_exit_code_0()
    {
        using TemporaryFolder folder = Specs(Action, Action.Replace("region: optional", "region: none", StringComparison.Ordinal));

        CliResult result = await CliProcess.RunAsync("diff", folder.File("old"), folder.File("new"), "--format", "json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0, JsonDocument.Parse(result.Output).RootElement.GetProperty("breaking").GetInt32());
    }

    [Fact]
    public async Task Specs_that_cannot_be_read_give_exit_code_1()
    {
        using TemporaryFolder folder = Specs(Action, Action + "\tx: y\n");

        CliResult result = await CliProcess.RunAsync("diff", folder.File("old"), folder.File("new"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the specs have errors", result.Error, StringComparison.Ordinal);
    }

    private static TemporaryFolder Specs(string before, string after)
    {
        TemporaryFolder folder = new();
        foreach ((string name, string action) in new[] { ("old", before), ("new", after) })
        {
            folder.Write(Service, name, "service.yaml");
            folder.Write(Types, name, "types.yaml");
            folder.Write(action, name, "action.yaml");
        }

        return folder;
    }

    private static IReadOnlyList<SpecChange> Compare(string oldTypes, string oldAction, string newTypes, string newAction) =>
        SpecComparison.Compare(Load(oldTypes, oldAction), Load(newTypes, newAction));

    private static EquatableArray<ServiceModel> Whole(string actions, string types)
    {
        SpecSet set = SpecLoader.Load([new SpecText("s.yaml", $"service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: {{ {actions} }}\ntypes: {{ {types} }}\n")]);
        Assert.Empty(set.Diagnostics);
        return set.Services;
    }

    private static EquatableArray<ServiceModel> Load(string types, string action)
    {
        SpecSet set = SpecLoader.Load([new SpecText("s/service.yaml", Service), new SpecText("s/types.yaml", types), new SpecText("s/a.yaml", action)]);
        Assert.Empty(set.Diagnostics);
        return set.Services;
    }
}
