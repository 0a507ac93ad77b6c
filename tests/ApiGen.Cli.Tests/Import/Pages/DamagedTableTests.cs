using System.Text.RegularExpressions;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Pages;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Import.Pages;

/// <summary>Pages made from the facts of specs, of which each row is damaged in each of many ways: what they say is read, or their line is listed.</summary>
public sealed class DamagedTableTests
{
    private static readonly ServiceModel Service = SpecLoader.LoadDirectory(TestData.Specs).Services.Single(service => service.Name == "tcsas");

    private static readonly string[] Parts = ["request", "response", "errors", "types"];

    private static readonly string[] Listing = ["DescribeTeamList"];

    private static readonly string[] Both = ["CreateMNP", .. Listing];

    private static readonly string[] Signs = ["-", "\u200B", "\u00AD", "…", "/", "．"];

    private static readonly string[] Blanks = [" ", "\u00A0"];

    public static TheoryData<string, string> Tables() => [.. PageLayout.Names.SelectMany(_ => Parts, (layout, table) => (layout, table))];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_row_of_a_damaged_page_is_read_or_listed_with_its_line(string layoutName, string table)
    {
        PageLayout layout = new(layoutName);
        List<string> faults = [];
        int damages = 0;
        foreach (string name in table == "types" ? Listing : Both)
        {
            IReadOnlyList<WrittenLine> page = table == "types" ? TypesPage(layout, name) : ActionPage(layout, name);
            Reading whole = Read(table, page);
            Assert.Empty(whole.Gaps);
            Assert.Equal("", whole.Refusal);
            Assert.Equal(Facts(table, name), whole.Facts.Where(fact => fact.Key.StartsWith(table, StringComparison.Ordinal) && fact.Key != "request/Region").Select(fact => fact.Key));
            for (int i = 0; i < page.Count; i++)
            {
                foreach (Damage damage in page[i].Table.StartsWith(table, StringComparison.Ordinal) ? Damages(layout, page, i) : [])
                {
                    damages++;
                    Reading damaged = Read(table, [.. page.Take(i), .. damage.Lines.Select(line => new WrittenLine(line)), .. page.Skip(i + damage.Taken)]);
                    if (Fault(whole, damaged, page, i, damage) is { } fault)
                    {
                        faults.Add($"{name}: {damage.Name} at {string.Join(" / ", damage.Lines)}: {fault}");
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {damages}\n" + string.Join('\n', faults.Take(60)));
        Assert.InRange(damages, 100, int.MaxValue);
    }

    // What is lost or changed has its line listed; nothing is invented, and the other rows say what they said.
    private static string? Fault(Reading whole, Reading damaged, IReadOnlyList<WrittenLine> page, int index, Damage damage)
    {
        bool isListed = damaged.Gaps.Any(line => line > index && line <= index + damage.Lines.Length);
        if (damaged.Refusal.Length > 0)
        {
            return Regex.IsMatch(damaged.Refusal, @"^page\(\d+,1\): error: ") && page[index].Cells![0] is "Action" or "Version" ? null : damaged.Refusal;
        }

        string[] lost = [.. whole.Facts.Where(fact => !damaged.Facts.Contains(fact)).Select(fact => fact.Key)];
        string[] invented = [.. damaged.Facts.Keys.Except(whole.Facts.Keys)];
        string[] near = [.. Enumerable.Range(index - 1, damage.Taken + 1).Select(i => page[i]).Where(line => line.Cells is not null).Select(line => $"{line.Table}/{line.Cells![0]}")];
        return invented.Length > 0 ? "invented " + string.Join(", ", invented)
            : lost.Length > 0 && !isListed ? "lost in silence " + string.Join(", ", lost)
            : lost.Except(near) is var others && others.Any() ? "lost as well " + string.Join(", ", others)
            : null;
    }

    private static IEnumerable<Damage> Damages(PageLayout layout, IReadOnlyList<WrittenLine> page, int index)
    {
        string table = page[index].Table;
        string[] cells = [.. page[index].Cells!];
        string[]? next = page[index + 1].Table == table ? [.. page[index + 1].Cells!] : null;
        bool isCode = table == "errors";
        string name = cells[0];
        int middle = name.Contains('.', StringComparison.Ordinal) ? name.IndexOf('.', StringComparison.Ordinal) : name.Length / 2;
        string[] names =
        [
            "", "-", "数据", "*", "...", name + ".", name + "..X", "." + name, name + "*", name + ",", name + " (new)", $"\"{name}\"", "1. " + name, $"{name}, {name}2", $"{name}/{name}2",
            .. Signs.Select(sign => name.Insert(middle, sign)),
            .. isCode && !layout.IsDivided && !name.Contains('.', StringComparison.Ordinal) ? [] : Blanks.Select(sign => name.Insert(middle, sign)),
            .. isCode ? Array.Empty<string>() : [name + ".0.X"],
        ];
        foreach (string changed in names)
        {
            yield return new Damage("name", [layout.Row([changed, .. cells[1..]])]);
        }

        int type = isCode ? -1 : table == "request" ? 2 : 1;
        int required = table == "request" ? 1 : cells.Length == 4 ? 2 : -1;
        if (type > 0)
        {
            // Between blanks, and with an example that shows an object, the first word of the description may be its type.
            bool isObject = cells[type] is not ("String" or "Integer" or "Boolean" or "Float" or "Array of String");
            foreach (string changed in (string[])["List<String>", "-", "String[]", "String/Integer", .. !layout.IsDivided && isObject ? Array.Empty<string>() : ["", "Array of"]])
            {
                yield return new Damage("type", [layout.Row([.. cells[..type], changed, .. cells[(type + 1)..]])]);
            }

            yield return new Damage("twice, of two types", [layout.Row(cells), layout.Row([.. cells[..type], cells[type] == "Integer" ? "String" : "Integer", .. cells[(type + 1)..]])]);
        }

        if (required > 0)
        {
            foreach (string changed in new[] { "Maybe", "Y", "", "*", "Yes/No" })
            {
                yield return new Damage("required", [layout.Row([.. cells[..required], changed, .. cells[(required + 1)..]])]);
            }

            int first = Math.Min(required, type);
            yield return new Damage("swapped", [layout.Row([.. cells[..first], cells[first + 1], cells[first], .. cells[(first + 2)..]])]);
            yield return new Damage("twice, once required", [layout.Row(cells), layout.Row([.. cells[..required], cells[required] == "Yes" ? "No" : "Yes", .. cells[(required + 1)..]])]);
            if (next is not null)
            {
                yield return new Damage("joined with the next", [layout.Row(cells) + " " + layout.Row(next)], Taken: 2);
            }
        }

        yield return new Damage("twice, with two texts", [layout.Row(cells), layout.Row([.. cells[..^1], "Other words."])]);
        yield return new Damage("broken", layout.IsDivided ? Broken(layout.Row(cells), cells[0]) : [cells[0], layout.Row(cells[1..])]);
        if (layout.IsDivided)
        {
            yield return new Damage("a cell more", [layout.Row([.. cells, "more"])]);
            yield return new Damage("a cell less", [layout.Row(cells[..^1])]);
            yield return new Damage("no name", [layout.Row(cells[1..])]);
            yield return new Damage("alone", [layout.Row([cells[0] + " alone"])]);
            yield return new Damage("glued", [layout.Row([cells[0] + " " + cells[1], .. cells[2..]])]);
            yield return new Damage("without cells", [layout.Row("") .Contains('<', StringComparison.Ordinal) ? $"<tr>{string.Join(' ', cells)}</tr>" : string.Join(' ', cells)]);
        }
    }

    // Behind the first cell; HTML does not mind.
    private static string[] Broken(string row, string name)
    {
        int at = row.IndexOf(name, StringComparison.Ordinal) + name.Length;
        return [row[..at], row[at..]];
    }

    private static IReadOnlyList<WrittenLine> ActionPage(PageLayout layout, string name)
    {
        ActionModel action = Service.Actions.Single(known => known.Name == name);
        ExampleModel example = action.Examples[0];
        const string common = "Common Params. The value used for this API: ";
        string[][] request = [["Action", "Yes", "String", $"{common}{name}."], ["Version", "Yes", "String", $"{common}{Service.Version}."], ["Region", "Yes", "String", "Common Params. One of the regions."], .. Shown(action).Select(Cells)];
        string[][] response = [.. action.Response.Select(member => Cells(member, hasRequired: false)), ["RequestId", "String", "The ID of the request."]];
        return layout.Page(
        [
            .. layout.Heading(1, name),
            .. layout.Heading(2, "1. API Description"),
            .. layout.Paragraph($"Domain name for API request: {Service.Endpoint}."),
            .. layout.Heading(2, "2. Input Parameters"),
            .. layout.Table("request", ["Parameter Name", "Required", "Type", "Description"], request),
            .. layout.Heading(2, "3. Output Parameters"),
            .. layout.Table("response", ["Parameter Name", "Type", "Description"], response),
            .. layout.Heading(2, "4. Example"),
            .. layout.Heading(3, "Input Example"),
            .. layout.Code(example.Request),
            .. layout.Heading(3, "Output Example"),
            .. layout.Code($$"""{"Response": {{example.Response}}}"""),
            .. layout.Heading(2, "6. Error Code"),
            .. layout.Table("errors", ["Error Code", "Description"], action.Errors.Select(error => new[] { error.Code, error.Summary })),
            .. layout.Paragraph("Was this page helpful?"),
        ]);
    }

    private static IReadOnlyList<WrittenLine> TypesPage(PageLayout layout, string action) => layout.Page(
    [
        .. layout.Heading(1, "Data Types"),
        .. Reached(action).SelectMany(type => (WrittenLine[])
        [
            .. layout.Heading(2, type.Name),
            .. layout.Paragraph("What it is."),
            .. layout.Paragraph($"Used by actions: {action}."),
            .. type.Name.Length % 2 == 0
                ? layout.Table("types/" + type.Name, ["Name", "Type", "Description"], type.Members.Select(member => Cells(member, hasRequired: false)))
                : layout.Table("types/" + type.Name, ["Name", "Type", "Required", "Description"], type.Members.Select(member => (string[])[.. Cells(member) is var cells ? new[] { cells[0], cells[2], cells[1], cells[3] } : []])),
        ]),
        .. layout.Paragraph("Was this page helpful?"),
    ]);

    private static IEnumerable<TypeModel> Reached(string action)
    {
        HashSet<string> reached = [.. TypeReach.OfResponses(Service with { Actions = new([Service.Actions.Single(known => known.Name == action)]) })];
        return Service.Types.Where(type => reached.Contains(type.Name));
    }

    // What no example shows is doubtful between blanks.
    private static IEnumerable<MemberModel> Shown(ActionModel action) => action.Request.Where(member => member.Type.ObjectName is null || action.Examples[0].Request.Contains($"\"{member.Name}\"", StringComparison.Ordinal));

    private static string[] Cells(MemberModel member) => Cells(member, hasRequired: true);

    private static string[] Cells(MemberModel member, bool hasRequired) => [member.Name, .. hasRequired ? [member.Required ? "Yes" : "No"] : Array.Empty<string>(), TypeName(member.Type), "The " + member.Summary];

    private static string TypeName(TypeReference type) => type.Kind switch
    {
        ValueKind.List => "Array of " + TypeName(type.Element!),
        ValueKind.Object => type.Name!,
        ValueKind.Bool => "Boolean",
        ValueKind.Double => "Float",
        ValueKind.String => "String",
        _ => "Integer",
    };

    private static IEnumerable<string> Facts(string table, string name)
    {
        ActionModel action = Service.Actions.Single(known => known.Name == name);
        return table switch
        {
            "request" => Shown(action).Select(member => "request/" + member.Name),
            "response" => action.Response.Select(member => "response/" + member.Name),
            "errors" => action.Errors.Select(error => "errors/" + error.Code),
            _ => Reached(name).SelectMany(type => type.Members, (type, member) => $"types/{type.Name}/{member.Name}"),
        };
    }

    private static Reading Read(string table, IReadOnlyList<WrittenLine> page)
    {
        string text = string.Join('\n', page.Select(line => line.Text)) + "\n";
        try
        {
            ImportedService imported = table == "types" ? DataTypesPage.Read("page", text, [Service]) : PageReader.Read("page", text);
            int[] gaps = [.. imported.Notes.Where(note => note.IsGap).Select(note => Regex.Match(note.Text, @"page\((?<line>\d+),1\): ") is { Success: true } match ? int.Parse(match.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture) : 0)];
            return new Reading(
                imported.Service.Actions.SelectMany(action => (IEnumerable<KeyValuePair<string, string>>)
                [
                    .. Members("request", action.Request), .. Members("response", action.Response),
                    .. action.Errors.Select(error => KeyValuePair.Create("errors/" + error.Code, error.Summary)),
                    KeyValuePair.Create("request/Region", action.Region.ToString()),
                ]).Concat(table == "types" ? imported.Service.Types.SelectMany(type => Members("types/" + type.Name, type.Members)) : []).Where(fact => fact.Key != "request/Region" || table == "request").ToDictionary(),
                gaps,
                "");
        }
        catch (ImportException exception)
        {
            return new Reading([], [], exception.Message);
        }

        static IEnumerable<KeyValuePair<string, string>> Members(string owner, IEnumerable<MemberModel> members) =>
            members.Select(member => KeyValuePair.Create($"{owner}/{member.Name}", (member with { Sensitive = false }).ToString()));
    }

    private sealed record Damage(string Name, string[] Lines, int Taken = 1);

    private sealed record Reading(Dictionary<string, string> Facts, int[] Gaps, string Refusal);
}
