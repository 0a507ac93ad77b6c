using System.Text;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Import.Pages;

/// <summary>A service's page of data types, with the page of an action.</summary>
public sealed class DataTypesPageTests
{
    private const string Action = """
        CreatePot
        1. API Description
        Domain name for API request: tea.tencentcloudapi.com.
        Makes a pot.
        2. Input Parameters
        Parameter Name Required Type Description
        Action Yes String Common parameter. The value used for this API: CreatePot.
        Version Yes String Common parameter. The value used for this API: 2024-03-01.
        Spout Yes SpoutSpec Its spout.
        3. Output Parameters
        Parameter Name Type Description
        Pot PotInfo The pot.
        RequestId String The id.
        4. Example
        Input Example
        POST / HTTP/1.1
        {"Spout": {"Angle": 30}}
        Output Example
        {"Response": {"Pot": {"PotId": "p1", "Lids": [{"Weight": 5, "Colour": "red"}], "Made": "2026-01-01T00:00:00+08:00"}, "RequestId": "r"}}
        6. Error Code
        There is no error code related to the API business logic.

        """;

    private const string Text = """
        tea cloud

        Data Types
        Last updated: 2026-01-01 10:00:00
        Data Types

        LidInfo

        Lid

        Used by actions: CreatePot, DescribePots.

        Name Type Description
        Weight Integer Its weight in grams. Note: This field may return null, indicating that no valid values can be obtained.
        Colour String
        PotInfo

        What is known of a pot.

        Used by actions: CreatePot.

        Name Type Description
        PotId String Its id.
        Lids Array of LidInfo Its lids.
        Made Timestamp ISO8601 When it was made.

        SpoutSpec

        Used by actions: CreatePot.

        Name Type Required Description
        Angle Integer Yes Its angle.
        Tags Array of String No Words.
        Was this page helpful?

        """;

    public static TheoryData<string, string> Forms() => new()
    {
        { "types.txt", Text },
        { "types.md", """
            # Data Types
            ## LidInfo
            Lid

            Used by actions: CreatePot, DescribePots.

            | Name | Type | Description |
            |------|------|------|
            | Weight | Integer | Its weight in grams.<br>Note: This field may return null, indicating that no valid values can be obtained. |
            | Colour | String | |

            ## PotInfo
            What is known of a pot.

            Used by actions: CreatePot.

            | Name | Type | Description |
            |------|------|------|
            | PotId | String | Its id. |
            | Lids | Array of [LidInfo](#LidInfo) | Its lids. |
            | Made | Timestamp ISO8601 | When it was made. |

            ## SpoutSpec

            Used by actions: CreatePot.

            | Name | Type | Required | Description |
            |------|------|------|------|
            | Angle | Integer | Yes | Its angle. |
            | Tags | Array of String | No | Words. |

            """ },
        { "types.html", """
            <!DOCTYPE html><html><body><h1>数据结构</h1>
            <h2>LidInfo</h2><p>Lid</p><p>被如下接口引用：CreatePot、DescribePots。</p>
            <table><tr><th>名称</th><th>类型</th><th>描述</th></tr><tr><td>Weight</td><td>Integer</td><td>Its weight in grams. 注意：此字段可能返回 null，表示取不到有效值。</td></tr><tr><td>Colour</td><td>String</td><td></td></tr></table>
            <h2>PotInfo</h2><p>What is known of a pot.</p><p>被如下接口引用：CreatePot。</p>
            <table><tr><th>名称</th><th>类型</th><th>描述</th></tr><tr><td>PotId</td><td>String</td><td>Its id.</td></tr><tr><td>Lids</td><td>Array of LidInfo</td><td>Its lids.</td></tr><tr><td>Made</td><td>Timestamp ISO8601</td><td>When it was made.</td></tr></table>
            <h2>SpoutSpec</h2><p>被如下接口引用：CreatePot。</p>
            <table><tr><th>名称</th><th>类型</th><th>必选</th><th>描述</th></tr><tr><td>Angle</td><td>Integer</td><td>是</td><td>Its angle.</td></tr><tr><td>Tags</td><td>Array of String</td><td>否</td><td>Words.</td></tr></table>
            </body></html>
            """ },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    [Long]
    public async Task The_page_gives_the_types_that_an_action_s_page_only_names(string name, string content)
    {
        using TemporaryFolder folder = new();
        folder.Write(Action, "pages", "zCreatePot.txt");
        folder.Write(content, "pages", name);

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "pages", "--out", "specs");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("guessed", result.Output, StringComparison.Ordinal);
        ServiceModel service = Load(folder);
        Assert.Equal(["LidInfo", "PotInfo", "SpoutSpec"], service.Types.Select(type => type.Name));
        Assert.Equal(["Weight int64 null", "Colour string required"], Members(service, "LidInfo"));
        Assert.Equal(["PotId string required", "Lids list<LidInfo> required", "Made string required"], Members(service, "PotInfo"));
        Assert.Equal(["Angle int64 required", "Tags list<string>"], Members(service, "SpoutSpec"));
        Assert.Equal("What is known of a pot.", service.Types.Single(type => type.Name == "PotInfo").Summary);
        Assert.Equal("Its angle.", service.Types.Single(type => type.Name == "SpoutSpec").Members[0].Summary);
    }

    [Fact]
    [Long]
    public async Task A_type_whose_description_is_its_name_is_read_and_nothing_of_it_goes_to_the_type_before()
    {
        using TemporaryFolder folder = new();
        folder.Write(Action, "CreatePot.txt");
        folder.Write(Text.Replace("What is known of a pot.", "PotInfo", StringComparison.Ordinal), "types.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "CreatePot.txt", "types.txt", "--out", "specs");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        ServiceModel service = Load(folder);
        Assert.Equal("PotInfo", service.Types.Single(type => type.Name == "PotInfo").Summary);
        Assert.Equal("", service.Types.Single(type => type.Name == "LidInfo").Members[1].Summary);
    }

    [Fact]
    [Long]
    public async Task Imported_later_it_completes_the_specs_that_are_there_and_a_second_time_it_changes_nothing()
    {
        using TemporaryFolder folder = new();
        folder.Write(Action, "CreatePot.txt");
        folder.Write(Text, "types.txt");
        await CliProcess.RunInAsync(folder.Path, "import", "CreatePot.txt", "--out", "specs");
        Assert.DoesNotContain("LidInfo", string.Join(' ', Members(Load(folder), "PotInfo")), StringComparison.Ordinal);

        CliResult first = await CliProcess.RunInAsync(folder.Path, "import", "types.txt", "--out", "specs");
        CliResult second = await CliProcess.RunInAsync(folder.Path, "import", "types.txt", "--out", "specs");

        Assert.Equal("", first.Error);
        Assert.Contains("Lids list<LidInfo> required", Members(Load(folder), "PotInfo"));
        Assert.Equal(["LidInfo", "PotInfo", "SpoutSpec"], Load(folder).Types.Select(type => type.Name));
        Assert.EndsWith("0 files written.\n", second.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("note: tea 2024-03-01: the vendor's summary is written where the specs had none: PotInfo, PotInfo.PotId, PotInfo.Lids, PotInfo.Made, SpoutSpec.Angle\n", first.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("summary is written", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Members_that_the_page_does_not_mention_are_kept_and_noted()
    {
        using TemporaryFolder folder = new();
        folder.Write(Action, "CreatePot.txt");
        folder.Write(Text, "types.txt");
        await CliProcess.RunInAsync(folder.Path, "import", "CreatePot.txt", "types.txt", "--out", "specs");
        folder.Write(Text.Replace("Made Timestamp ISO8601 When it was made.\n", "", StringComparison.Ordinal), "types.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "types.txt", "--out", "specs");

        Assert.Contains("note: PotInfo: the page does not mention Made; kept\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Made", string.Join(' ', Members(Load(folder), "PotInfo")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_that_the_page_does_not_mention_are_kept_and_noted()
    {
        using TemporaryFolder folder = new();
        folder.Write(Action, "CreatePot.txt");
        folder.Write(Text, "types.txt");
        await CliProcess.RunInAsync(folder.Path, "import", "CreatePot.txt", "types.txt", "--out", "specs");
        string types = folder.Read("specs", "tea", "2024-03-01", "types.yaml");
        folder.Write(types + "  Mug:\n    summary: A mug.\n    members: { Handle: { type: string, summary: Of the mug. } }\n", "specs", "tea", "2024-03-01", "types.yaml");
        SortedDictionary<string, string> before = folder.Snapshot("*.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "types.txt", "--out", "specs");

        Assert.Equal((0, "note: data types: the page does not mention the type Mug; kept\n0 files written.\n"), (result.ExitCode, result.Output.ReplaceLineEndings("\n")));
        Assert.Equal(before, folder.Snapshot("*.yaml"));
    }

    [Fact]
    [Long]
    public async Task What_pages_of_one_call_guess_and_correct_is_no_change_and_leaves_nothing_behind()
    {
        using TemporaryFolder folder = new();
        folder.Write(Action, "pages", "1.txt");
        folder.Write(Action.Replace("CreatePot", "DescribePots", StringComparison.Ordinal).Replace("\"PotId\"", "\"Rim\": { \"Width\": 2 }, \"PotId\"", StringComparison.Ordinal), "pages", "2.txt");
        CliResult guessed = await CliProcess.RunInAsync(folder.Path, "import", "pages", "--out", "guessed");
        folder.Write(Text, "pages", "types.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "pages", "--out", "specs");

        // That an example gives what no type has is a warning, and stays one.
        ServiceModel service = SpecLoader.LoadDirectory(folder.File("specs")).Services.Single();
        Assert.Equal(["LidInfo", "PotInfo", "SpoutSpec"], service.Types.Select(type => type.Name));
        Assert.DoesNotContain("PotInfoRim", guessed.Output, StringComparison.Ordinal);
        Assert.Equal([$"+ {service.Name} {service.Version}: 2 actions, 3 types"], result.Output.Split('\n').Where(line => line is ['+' or '-' or '~' or '!', ..]));
    }

    [Fact]
    [Long]
    public async Task What_a_page_makes_guess_and_a_model_of_the_same_call_knows_is_not_noted()
    {
        using TemporaryFolder folder = new();
        folder.Write(Action, "sources", "a-page.txt");
        folder.Write("""
            { "metadata": { "apiVersion": "2024-03-01", "serviceShortName": "tea" },
              "actions": { "CreatePot": { "name": "Make", "document": "Makes.", "input": "CreatePotRequest", "output": "CreatePotResponse", "status": "online" } },
              "objects": {
                "CreatePotRequest": { "members": [ { "name": "Spout", "type": "object", "member": "SpoutSpec", "required": true, "document": "Its spout." } ], "type": "object" },
                "CreatePotResponse": { "members": [ { "name": "RequestId", "type": "string", "member": "string", "required": true, "document": "Id" } ], "type": "object" },
                "SpoutSpec": { "members": [ { "name": "Angle", "type": "int", "member": "int64", "required": true, "document": "Its angle." } ], "type": "object", "usage": "in", "document": "A spout." } } }
            """, "sources", "api.json");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "sources", "--out", "specs");

        Assert.Equal("", result.Error);
        Assert.DoesNotContain("SpoutSpec was guessed", result.Output, StringComparison.Ordinal);
        Assert.Equal("A spout.", SpecLoader.LoadDirectory(folder.File("specs")).Services.Single().Types.Single(type => type.Name == "SpoutSpec").Summary);
    }

    [Fact]
    [Long]
    public async Task What_could_not_be_read_is_listed_and_gives_exit_code_3()
    {
        using TemporaryFolder folder = new();
        folder.Write(Action, "CreatePot.txt");
        folder.Write(Text.Replace("Colour String\n", "Colour\tSome of many\tText.\n", StringComparison.Ordinal).Replace("Made Timestamp ISO8601", "Maker PersonInfo", StringComparison.Ordinal), "types.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "CreatePot.txt", "types.txt", "--out", "specs");

        Assert.Equal("", result.Error);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("types.txt(15,1): the row 'Colour' of the type LidInfo could not be read and is not imported", result.Output, StringComparison.Ordinal);
        Assert.Contains("types.txt(25,1): the member 'Maker' of the type PotInfo is of the type 'PersonInfo', which the page does not describe", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SpoutSpec\n\nUsed", "LidInfo\n\nUsed", "types.txt(27,1): the second table of the type LidInfo follows another one and is not imported")]
    [InlineData("Was this page helpful?", "Rim\nEdge\nUsed by actions: CreatePot.\nName Type Description\nWidth Integer Its width.", "types.txt(37,1): the table has no name above it that is certainly one of a type and is not imported")]
    [InlineData("Colour String\n", "Colour\n", "types.txt(15,1): the line 'Colour' of the type LidInfo could not be read as a row; it is taken for the description of 'Weight'")]
    [InlineData("Colour String\n", "Weight String\n", "types.txt(15,1): the row 'Weight' of the type LidInfo says something else than the one on line 14, and is not imported")]
    [InlineData("Angle Integer Yes", "Angle Integer Maybe", "types.txt(32,1): the row 'Angle Integer Maybe Its angle.' of the type SpoutSpec could not be read and is not imported")]
    [Long]
    public async Task What_is_doubtful_on_a_page_of_types_is_listed(string text, string damaged, string told)
    {
        using TemporaryFolder folder = new();
        folder.Write(Action, "CreatePot.txt");
        folder.Write(Text.Replace(text, damaged, StringComparison.Ordinal), "types.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "CreatePot.txt", "types.txt", "--out", "specs");

        Assert.Equal((3, ""), (result.ExitCode, result.Error));
        Assert.Contains(told, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task An_example_that_does_not_fit_the_described_types_is_noted()
    {
        using TemporaryFolder folder = new();
        folder.Write(Action.Replace(", \"Made\": \"2026-01-01T00:00:00+08:00\"", "", StringComparison.Ordinal), "CreatePot.txt");
        folder.Write(Text, "types.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "CreatePot.txt", "types.txt", "--out", "specs");

        Assert.Contains("CreatePot: example 1 does not fit any more (missing-required at Pot.Made); it is kept", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Pages_are_read_in_the_encodings_of_browsers_and_others_are_refused_before_anything_is_written()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder.File("CreatePot.txt"), [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Action)], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.File("damaged.txt"), [.. Encoding.UTF8.GetBytes(Text), 0xD6, 0xD0, 0x0A], TestContext.Current.CancellationToken);

        CliResult damaged = await CliProcess.RunInAsync(folder.Path, "import", "CreatePot.txt", "damaged.txt", "--out", "specs");
        Assert.False(Directory.Exists(folder.File("specs")));
        CliResult whole = await CliProcess.RunInAsync(folder.Path, "import", "CreatePot.txt", "--out", "specs");

        Assert.Equal((1, 0), (damaged.ExitCode, whole.ExitCode));
        Assert.Contains("damaged.txt is not text in UTF-8 or UTF-16. Save it as UTF-8.", damaged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_service_that_is_not_known_is_an_error()
    {
        using TemporaryFolder folder = new();
        folder.Write(Text, "types.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "types.txt", "--out", "specs");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("types.txt(1,1): error: this page of data types does not name its service", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    private static ServiceModel Load(TemporaryFolder folder)
    {
        SpecSet set = SpecLoader.LoadDirectory(folder.File("specs"));
        Assert.Empty(set.Diagnostics);
        return Assert.Single(set.Services);
    }

    private static IEnumerable<string> Members(ServiceModel service, string type) => service.Types.Single(known => known.Name == type).Members
        .Select(member => $"{member.Name} {member.Type}{(member.Required ? " required" : "")}{(member.Nullable ? " null" : "")}");
}
