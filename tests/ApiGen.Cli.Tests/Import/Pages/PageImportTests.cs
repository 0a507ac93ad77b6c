using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Cli.Comparing;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Pages;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Import.Pages;

public sealed class PageImportTests
{
    [Theory]
    [InlineData("CurrentEnglish.txt")]
    [InlineData("OlderEnglish.md")]
    [InlineData("CurrentChinese.html")]
    [Long]
    public async Task A_page_becomes_a_spec_that_passes_the_check(string page)
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunAsync("import", TestData.Page(page), "--out", folder.Path);

        Assert.Equal("", result.Error);
        string files = string.Concat(folder.Snapshot("*.yaml").Select(file => $"## {file.Key}\n{file.Value}"));
        TestData.AssertGolden(Path.GetFileNameWithoutExtension(page) + ".yaml", files);
        CliResult check = await CliProcess.RunAsync("check", folder.Path, "--warnings-as-errors");
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    [Long]
    public async Task Pages_of_one_service_add_up()
    {
        using TemporaryFolder folder = new();

        await CliProcess.RunAsync("import", TestData.Page("CurrentEnglish.txt"), TestData.Page("OlderEnglish.md"), "--out", folder.Path);

        CliResult check = await CliProcess.RunAsync("check", folder.Path);
        Assert.Equal("4 files, 1 service, 2 actions: 0 errors, 0 warnings.", check.Output.Trim());
    }

    [Fact]
    [Long]
    public async Task A_page_over_a_richer_spec_keeps_what_it_does_not_mention()
    {
        using TemporaryFolder folder = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        CliResult result = await CliProcess.RunAsync("import", TestData.Page("CurrentEnglish.txt"), "--out", folder.Path);

        Assert.Contains("note: CreateKettle: the page does not mention AdminPassword, Whistle; kept", result.Output, StringComparison.Ordinal);
        Assert.Contains("  AdminPassword: ", folder.Read("tea", "2024-03-01", "actions", "CreateKettle.yaml"), StringComparison.Ordinal);
        Assert.Contains("rateLimit: 200/10min", folder.Read("tea", "2024-03-01", "actions", "CreateKettle.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name of it, for example: Shop or Bakery, at most 20 letters. Must be unique.")]
    [InlineData("-x by name. Example: 1 -y by id. Example: 2")]
    [InlineData("Its colour. Example value: red. Enumerated values: red, blue. Default: red.")]
    [InlineData("Note: This field may return null, while it cools; ask again in v1.5 then. Note: in grams.")]
    [InlineData("注意：此字段可能返回 null，表示取不到有效值。示例值：red，其他值见 v1.2。")]
    [InlineData("One | or the other")]
    [Long]
    public async Task A_text_is_the_same_summary_from_a_page_as_from_a_model(string text)
    {
        using TemporaryFolder folder = new();
        string page = await File.ReadAllTextAsync(TestData.Page("OlderEnglish.md"), TestContext.Current.CancellationToken);
        string model = await File.ReadAllTextAsync(Path.Combine(TestData.Model, "api.json"), TestContext.Current.CancellationToken);
        folder.Write(page.Replace("| The kettles |", $"| {text.Replace("|", "\\|", StringComparison.Ordinal)} |", StringComparison.Ordinal), "page.md");
        folder.Write(model.Replace("\"document\": \"The kettles.\"", $"\"document\": \"{text}\"", StringComparison.Ordinal), "model", "api.json");

        await CliProcess.RunInAsync(folder.Path, "import", "page.md", "--out", "pages");
        await CliProcess.RunInAsync(folder.Path, "import", "model", "--out", "models");

        Assert.Equal((text, text), (SummaryIn("pages"), SummaryIn("models")));

        string SummaryIn(string specs) => SpecLoader.LoadDirectory(folder.File(specs)).Services.Single().Actions
            .Single(action => action.Name == "DescribeKettles").Response.Single(member => member.Name == "KettleSet").Summary;
    }

    [Fact]
    [Long]
    public async Task Of_a_page_s_description_only_the_lines_of_the_template_are_no_summary()
    {
        using TemporaryFolder folder = new();
        string page = await File.ReadAllTextAsync(TestData.Page("CurrentEnglish.txt"), TestContext.Current.CancellationToken);
        folder.Write(page.Replace("It is cold at first.\n", """
            Try it in API Explorer first, which costs nothing.
            A kettle takes a maximum of 20 requests per second. More of them wait.
            Its steam goes to steam.tencentcloudapi.com, too.

            """, StringComparison.Ordinal), "page.txt");

        await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");

        Assert.Equal(
            "Puts a kettle on the stove. Try it in API Explorer first, which costs nothing. A kettle takes a maximum of 20 requests per second. More of them wait. Its steam goes to steam.tencentcloudapi.com, too.",
            SpecLoader.LoadDirectory(folder.File("specs")).Services.Single().Actions.Single().Summary);
    }

    [Fact]
    public async Task A_text_that_is_no_page_is_an_error_that_says_what_is_missing()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("Hello.\n", "hello.txt");

        CliResult result = await CliProcess.RunAsync("import", path, "--out", folder.File("specs"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("hello.txt(1,1): error: this is not the documentation page of an action: the section 'Input Parameters'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Bold_names_bars_within_cells_and_lower_case_types_are_read_and_a_row_that_is_not_makes_a_gap()
    {
        using TemporaryFolder folder = new();
        string page = File.ReadAllText(TestData.Page("OlderEnglish.md"))
            .Replace("| Offset | No | Integer | How many to skip. Default value: 0 |", """
                | **Offset** | No | int64 | How many \| where. |
                | `Hot_Only` | No | boolean | Only hot ones. |
                | __Litres\_Min__ | No | float | The least. |
                | odd-name | No | String | Not a name. |
                """, StringComparison.Ordinal)
            .Replace("1,200 requests/min", "**1,200** requests/min", StringComparison.Ordinal);
        string path = folder.Write(page, "page.md");

        CliResult result = await CliProcess.RunAsync("import", path, "--out", folder.File("specs"));

        string text = folder.Read("specs", "tea", "2024-03-01", "actions", "DescribeKettles.yaml");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("page.md(22,1): the row 'odd-name' could not be read and is not imported", result.Output, StringComparison.Ordinal);
        Assert.Contains("rateLimit: 1200/min\n", text, StringComparison.Ordinal);
        Assert.Contains("  Offset: { type: int64, summary: How many | where. }\n", text, StringComparison.Ordinal);
        Assert.Contains("  Hot_Only: { type: bool, summary: Only hot ones. }\n", text, StringComparison.Ordinal);
        Assert.Contains("  Litres_Min: { type: double, summary: The least. }\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| Limit | No |")]
    [InlineData("| Limit |")]
    [InlineData("Limit\tNo")]
    [InlineData("Limit\tInteger")]
    [Long]
    public async Task A_row_with_fewer_cells_than_its_heading_makes_a_gap(string row)
    {
        using TemporaryFolder folder = new();
        string page = File.ReadAllText(TestData.Page("OlderEnglish.md"));
        int after = page.IndexOf('\n', page.IndexOf("| Offset | No |", StringComparison.Ordinal)) + 1;
        string path = folder.Write(page.Insert(after, row + "\n"), "page.md");

        CliResult result = await CliProcess.RunAsync("import", path, "--out", folder.File("specs"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("the row 'Limit' could not be read and is not imported", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", "Limit: { type: int64, required: true")]
    [InlineData("YES", "Limit: { type: int64, required: true")]
    [InlineData("no", "Limit: { type: int64,")]
    [InlineData("Conditional", "")]
    [InlineData("Yes*", "")]
    [InlineData("", "")]
    [Long]
    public async Task What_the_column_Required_says_is_read_or_a_gap(string word, string expected)
    {
        using TemporaryFolder folder = new();
        string page = File.ReadAllText(TestData.Page("OlderEnglish.md"));
        int after = page.IndexOf('\n', page.IndexOf("| Offset | No |", StringComparison.Ordinal)) + 1;
        string rest = page[after..];
        rest = rest[..rest.IndexOf("| Limit |", StringComparison.Ordinal)] + $"| Limit | {word} | Integer | How many. |" + rest[rest.IndexOf('\n', rest.IndexOf("| Limit |", StringComparison.Ordinal))..];
        string path = folder.Write(page[..after] + rest, "page.md");

        CliResult result = await CliProcess.RunAsync("import", path, "--out", folder.File("specs"));

        Assert.Equal(expected.Length == 0 ? 3 : 0, result.ExitCode);
        Assert.Equal(expected.Length == 0, result.Output.Contains("the row 'Limit' could not be read and is not imported", StringComparison.Ordinal) || result.Output.Contains("| Limit |", StringComparison.Ordinal));
        Assert.Contains(Directory.GetFiles(folder.File("specs"), "*.yaml", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OlderEnglish.md", "## 3", "the section 'Output Parameters' (输出参数) is missing")]
    [InlineData("OlderEnglish.md", "| Offset", "the section 'Output Parameters' (输出参数) is missing")]
    [InlineData("OlderEnglish.md", "| TotalCount", "the row 'RequestId', with which the output parameters end, is missing")]
    [InlineData("OlderEnglish.md", "| RequestId", "the row 'RequestId', with which the output parameters end, is missing")]
    [InlineData("OlderEnglish.md", "\n## 4", "the section 'Example' (示例) is missing")]
    [InlineData("OlderEnglish.md", "### Sample 1", "what the section 'Error Code' (错误码) says is missing")]
    [InlineData("OlderEnglish.md", "\"Litres\"", "what the section 'Error Code' (错误码) says is missing")]
    [InlineData("OlderEnglish.md", "| Error Code", "what the section 'Error Code' (错误码) says is missing")]
    [InlineData("OlderEnglish.md", "| InternalError", "what the section 'Error Code' (错误码) says is missing")]
    [InlineData("OlderEnglish.md", "NotFound | No such", "the row 'Resource' could not be read and is not imported")]
    [InlineData("CurrentEnglish.txt", "\n4. Example", "the section 'Example' (示例) is missing")]
    [InlineData("CurrentEnglish.txt", "FailedOperation The", "what the section 'Error Code' (错误码) says is missing")]
    [InlineData("CurrentEnglish.txt", " No more kettles", "the row 'LimitExceeded.Kettles' could not be read and is not imported")]
    [InlineData("CurrentChinese.html", "错误码<", "what the section 'Error Code' (错误码) says is missing")]
    [Long]
    public async Task A_page_that_was_cut_makes_a_gap_wherever_it_was(string name, string from, string told)
    {
        using TemporaryFolder folder = new();
        string page = File.ReadAllText(TestData.Page(name)), extension = Path.GetExtension(name);
        string whole = folder.Write(page, "whole" + extension), cut = folder.Write(page[..page.IndexOf(from, StringComparison.Ordinal)], "page" + extension);

        CliResult before = await CliProcess.RunAsync("import", whole, "--out", folder.File("all"));
        CliResult result = await CliProcess.RunAsync("import", cut, "--out", folder.File("specs"));

        Assert.Equal((0, 3), (before.ExitCode, result.ExitCode));
        Assert.Contains(told, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no error code related to the API business logic. For other error codes, see Common Error Codes.", 0)]
    [InlineData("该接口暂无业务逻辑相关的错误码，其他错误码详见公共错误码。", 0)]
    [InlineData("The following only lists the error codes related to the API business logic.", 3)]
    [InlineData("| Code | Description |\n|---|---|\n| InternalError |  |\n| ResourceNotFound | No such kettle. |", 0)]
    [Long]
    public async Task A_page_without_codes_says_so(string section, int code)
    {
        using TemporaryFolder folder = new();
        string page = File.ReadAllText(TestData.Page("OlderEnglish.md"));
        string path = folder.Write(page[..page.IndexOf("| Error Code", StringComparison.Ordinal)] + section + "\n", "page.md");

        CliResult result = await CliProcess.RunAsync("import", path, "--out", folder.File("specs"));

        Assert.Equal(code, result.ExitCode);
        Assert.Equal(section.StartsWith('|'), folder.Read("specs", "tea", "2024-03-01", "actions", "DescribeKettles.yaml").Contains("  ResourceNotFound: No such kettle.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Error Code Description\nFailedOperation.Hot First line.\n\nSecond line.\nRequestId is needed here.\nLimitExceeded.Kettles Values:\n- A: first\nDONE No more\nInternalError Broken.\n")]
    [InlineData("Error Code\tDescription\nFailedOperation.Hot\tFirst line.\nSecond line.\nRequestId is needed here.\nLimitExceeded.Kettles\tValues:\n- A: first\nDONE No more\nInternalError\tBroken.\n")]
    public void A_description_of_an_error_code_has_all_of_its_lines_and_each_of_them_is_listed(string table)
    {
        string page = Page(table + "上一篇：CreateKettle\nFeedback\n");

        Assert.Equal(
            ["FailedOperation.Hot: First line. Second line. RequestId is needed here.", "LimitExceeded.Kettles: Values: - A: first DONE No more", "InternalError: Broken."],
            Errors(page));
        Assert.Equal(
            [
                "the line 'Second line.' could not be read as a row; it is taken for the description of 'FailedOperation.Hot'",
                "the line 'RequestId is needed here.' could not be read as a row; it is taken for the description of 'FailedOperation.Hot'",
                "the line '- A: first' could not be read as a row; it is taken for the description of 'LimitExceeded.Kettles'",
                "the line 'DONE No more' could not be read as a row; it is taken for the description of 'LimitExceeded.Kettles'",
            ],
            PageReader.Read("page.txt", page).Notes.Where(note => note.IsGap).Select(note => note.Text[(note.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Theory]
    [InlineData("Error Code\tDescription\nInternalError\t\nResourceNotFound\tNone.\n", "InternalError: Internal error. / ResourceNotFound: None.")]
    [InlineData("# Errors\n| Error Code | Description |\n|---|---|\n| `Internal_Error.A_b` | One \\| two\\_three `<b>` <b>four</b> &lt;five&gt;. |\n| ResourceNotFound | [a](https://e.com/a_(b)) after |\n\nFeedback\n", "Internal_Error.A_b: One | two_three `<b>` four <five>. / ResourceNotFound: a after")]
    public void A_table_of_error_codes_is_read_as_its_form_says(string table, string expected) => Assert.Equal(expected, string.Join(" / ", Errors(Page(table))));

    [Theory]
    [InlineData("a<b and c>d")]
    [InlineData("Use `<b>` tag")]
    [InlineData("Set <none> or <b>")]
    [InlineData("&lt;code&gt;x&lt;/code&gt; &amp;amp; y")]
    [InlineData("One</li> <p>two</p> <table border=1>")]
    public void What_looks_like_a_tag_or_an_entity_is_text_where_the_page_says_so(string text)
    {
        string table = $"Error Code\tDescription\nInternalError\t{text}\n";
        string page = Page(table).Replace("It boils.", text, StringComparison.Ordinal);
        string html = "<!DOCTYPE html>" + Saved(page) + "</body></html>";

        foreach (ImportedService imported in new[] { PageReader.Read("page.txt", page), PageReader.Read("page.html", html) })
        {
            ActionModel action = imported.Service.Actions[0];
            Assert.Empty(imported.Notes);
            Assert.Equal((text, text, text, text), (action.Summary, action.Request[0].Summary, action.Response[0].Summary, action.Errors[0].Summary));
        }
    }

    [Theory]
    [InlineData("<tr><td>ResourceNotFound</td><td>No such")]
    [InlineData("<tr><td>ResourceNotFound</td>")]
    [InlineData("<tr><td>Resource")]
    [InlineData("<tr><td cla")]
    [InlineData("<tr><td title=\"a")]
    [InlineData("<!-- more")]
    [InlineData("")]
    public void A_saved_page_that_was_cut_within_its_last_table_makes_a_gap(string rest)
    {
        const string whole = "<table><tr><th>Error Code</th><th>Description</th></tr><tr><td>InternalError</td><td>Broken.</td></tr>";
        string head = Saved(Page("")) + "<script>'<table>'</script>";

        Assert.Empty(PageReader.Read("page.html", head + whole + "</table>").Notes);
        Assert.Contains(PageReader.Read("page.html", head + whole + rest).Notes, note => note.IsGap && note.Text.Contains("the end of the last table is missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<table><tr><th>Error Code</th><th>Description</th></tr><tr><td>InternalError</td></tr><tr><td>ResourceNotFound</td><td></td></tr></table>", "InternalError")]
    [InlineData("<table><tr><th>Error Code</th><th>Description</th></tr><tr><td colspan=2>InternalError</td></tr></table>", null)]
    public void A_row_of_a_saved_page_that_lacks_a_cell_is_listed(string table, string? listed)
    {
        string html = Saved(Page("")) + table;
        string fields = html.Replace("<td>The name.</td></tr>", "<td>The name.</td></tr><tr><td>Lid</td><td>String</td></tr>", StringComparison.Ordinal);

        Assert.Equal(listed is null ? [] : [listed], PageReader.Read("page.html", html).Notes.Where(note => note.IsGap).Select(note => note.Text.Split('\'')[1]));
        Assert.Contains("Lid", PageReader.Read("page.html", fields).Notes.Where(note => note.IsGap).Select(note => note.Text.Split('\'')[1]));
    }

    [Theory]
    [InlineData("bars", "Missing-Parameter")]
    [InlineData("bars", "Missing Parameter")]
    [InlineData("bars", "InvalidParameterValue.Bad-Name")]
    [InlineData("bars", "InvalidParameterValue.A, InvalidParameterValue.B")]
    [InlineData("bars", "内部错误")]
    [InlineData("bars", "")]
    [InlineData("tabs", "Missing-Parameter")]
    [InlineData("tabs", "Missing Parameter")]
    [InlineData("tabs", "内部错误")]
    [InlineData("saved", "Missing-Parameter")]
    [InlineData("saved", "Missing Parameter")]
    [InlineData("saved", "内部错误")]
    [InlineData("saved", "")]
    [InlineData("bars", "InvalidParameterValue .Bad")]
    [InlineData("bars", "InvalidParameterValue..Bad")]
    [InlineData("bars", "InvalidParameterValue.Bad.")]
    [InlineData("tabs", "")]
    [InlineData("tabs", "InvalidParameterValue .Bad")]
    [InlineData("tabs", "FailedOperation is returned")]
    [InlineData("tabs", "InvalidParameterValue..Bad")]
    [InlineData("saved", "InvalidParameterValue\u00A0.Bad")]
    [InlineData("saved", "InvalidParameterValue.Bad.")]
    public void A_row_of_error_codes_that_cannot_be_read_is_listed_and_is_no_text_of_the_code_above(string form, string code)
    {
        string[][] rows = [["Error Code", "Description"], ["InternalError", "Broken."], [code, "Lost."], ["ResourceNotFound", "None."]];
        string page = form switch
        {
            "bars" => Page("# Errors\n" + string.Concat(rows.Select((row, index) => $"| {row[0]} | {row[1]} |\n{(index == 0 ? "|---|---|\n" : "")}"))),
            "saved" => Saved(Page("")) + $"<table>{string.Concat(rows.Select(row => $"<tr><td>{row[0]}</td><td>{row[1]}</td></tr>"))}</table>",
            _ => Page(string.Concat(rows.Select(row => string.Join('\t', row) + "\n"))),
        };

        ImportNote gap = Assert.Single(PageReader.Read("page", page).Notes, note => note.IsGap);
        Assert.Contains($"the row '{(code.Length == 0 ? "Lost." : code.Replace('\u00A0', ' '))}' could not be read and is not imported", gap.Text, StringComparison.Ordinal);
        Assert.Equal(["InternalError: Broken.", "ResourceNotFound: None."], Errors(page));
    }

    [Theory]
    [InlineData("MNPIcon Maybe String icon")]
    [InlineData("MNPIcon Y String icon")]
    [InlineData("MNPIcon Yes List<String> icon")]
    [InlineData("MNPIcon Yes String[] icon")]
    [InlineData("MNPIcon Yes - icon")]
    [InlineData("MNPIcon String Yes icon")]
    [InlineData("MNP-Icon Yes String icon")]
    [InlineData("Icon.0.X Yes String icon")]
    [InlineData("MNPIcon")]
    [InlineData("It may hold blanks.")]
    [InlineData("MNPIcon Yes String icon Other No String other")]
    [InlineData("MNPIcon Yes String icon.Other No String other")]
    [InlineData("MNPIcon Yes String icon(see)Other No String other")]
    [InlineData("MNPIcon Yes String 图标Other No String other")]
    public void Of_parameters_between_blanks_a_line_that_is_no_row_is_listed_and_becomes_text_of_the_one_above(string line)
    {
        string page = Page("There is no error code.\n")
            .Replace("Parameter Name\tRequired\tType\tDescription", "Parameter Name Required Type Description", StringComparison.Ordinal)
            .Replace("Name\tYes\tString\tIt boils.", $"Name Yes String The name.\n{line}\nLid No Integer The lid.", StringComparison.Ordinal);

        ImportedService imported = PageReader.Read("page", page);

        Assert.Equal($"page(10,1): the line '{line}' could not be read as a row; it is taken for the description of 'Name'", Assert.Single(imported.Notes).Text);
        Assert.Equal(["Name: The name. " + line, "Lid: The lid."], imported.Service.Actions[0].Request.Select(member => $"{member.Name}: {member.Summary}"));
    }

    [Theory]
    [InlineData("odd-name\tNo\tString\tLost.\nMore.", "10 row odd-name", "11 row More.")]
    [InlineData("\tNo\tString\tLost.", "10 row No")]
    [InlineData("Lid\tNo\t\tLost.", "10 row Lid")]
    [InlineData("Lid\tLost.", "10 row Lid")]
    [InlineData("Lid", "10 line Lid")]
    [InlineData("Name\tYes\tString\tThe name.")]
    [InlineData("Name\tNo\tString\tThe name.", "10 row Name")]
    [InlineData("Name\tYes\tInteger\tThe name.", "10 row Name")]
    [InlineData("Name\tYes\tString\tAnother name.", "10 row Name")]
    public void Of_parameters_between_tabs_a_row_that_cannot_be_read_or_says_something_else_than_one_before_is_listed(string row, params string[] listed)
    {
        ImportedService imported = PageReader.Read("page", Page("There is no error code.\n").Replace("Name\tYes\tString\tIt boils.", "Name\tYes\tString\tThe name.\n" + row, StringComparison.Ordinal));

        Assert.Equal(listed, imported.Notes.Select(note => System.Text.RegularExpressions.Regex.Replace(note.Text, @"^page\((\d+),1\): the (row|line) '([^']*)'.*$", "$1 $2 $3")));
        Assert.Equal((true, "string"), (Assert.Single(imported.Service.Actions[0].Request) is var name && name.Required, name.Type.ToString()));
    }

    [Theory]
    [InlineData("InvalidParameter\nInvalidParameterValue Wrong.", "InvalidParameter: Invalid parameter. / InvalidParameterValue: Wrong.")]
    [InlineData("InvalidParameterValue .Icon Wrong.", "", 1)]
    [InlineData("InvalidParameterValue.Icon. Wrong.", "", 1)]
    [InlineData("InvalidParameterValue..Icon Wrong.", "", 1)]
    [InlineData("`InvalidParameterValue.Icon` Wrong.", "InvalidParameterValue.Icon: Wrong.")]
    [InlineData("**InvalidParameterValue.Icon** Wrong.", "", 1)]
    [InlineData("invalidParameterValue.Icon Wrong.", "", 1)]
    [InlineData("InvalidParameterVal… Wrong.", "", 1)]
    [InlineData("InvalidParameterValue．Icon Wrong.", "", 1)]
    [InlineData("1. InvalidParameterValue.Icon Wrong.", "", 1)]
    [InlineData("InvalidParameterValue.A InvalidParameterValue.B Wrong.", "", 1)]
    [InlineData("InvalidParameterValue.A InvalidParameterValue.A", "InvalidParameterValue.A: A.")]
    [InlineData("LimitExceeded No.\nLimitExceeded Never.", "LimitExceeded: No.", 1)]
    public void Of_error_codes_between_blanks_a_line_is_a_row_as_a_whole_or_listed(string lines, string read, int listed = 0)
    {
        ImportedService imported = PageReader.Read("page", Page($"Error Code Description\nFailedOperation Failed.\n{lines}\nResourceNotFound None.\nContact Us\n"));

        Assert.Equal(listed, imported.Notes.Count(note => note.IsGap && note.Text.StartsWith("page(2", StringComparison.Ordinal)));
        Assert.Equal(listed, imported.Notes.Count);
        Assert.Equal(read, string.Join(" / ", imported.Service.Actions[0].Errors.Skip(1).SkipLast(1).Select(error => $"{error.Code}: {error.Summary}")));
    }

    [Theory]
    [InlineData("Id\tString\tThe ID.\nExample\nOther\tString\tOther.", "Id Other", 1)]
    [InlineData("Id\tString\tThe ID.\nContact Us\nOther\tString\tOther.", "Id Other", 1)]
    [InlineData("Token\tString\tThe token.", "Token", 0)]
    public void A_line_that_reads_like_a_title_or_a_footer_ends_no_table(string rows, string members, int listed)
    {
        string page = Page("There is no error code.\n");
        ImportedService output = PageReader.Read("page", page.Replace("Id\tString\tIt boils.", rows, StringComparison.Ordinal));
        ImportedService input = PageReader.Read("page", page.Replace("Name\tYes\tString\tIt boils.", rows.Replace("\tString", "\tNo\tString", StringComparison.Ordinal), StringComparison.Ordinal));

        Assert.Equal((members, listed), (string.Join(' ', output.Service.Actions[0].Response.Select(member => member.Name)), output.Notes.Count(note => note.IsGap)));
        Assert.Equal((members, listed), (string.Join(' ', input.Service.Actions[0].Request.Select(member => member.Name)), input.Notes.Count(note => note.IsGap)));
    }

    [Theory]
    [InlineData("Mini app icon", true)]
    [InlineData("Named The name.", false)]
    [Long]
    public async Task A_type_between_blanks_that_nothing_shows_is_listed_until_something_tells_of_it(string rest, bool isListed)
    {
        using TemporaryFolder folder = new();
        string page = Page("There is no error code.\n")
            .Replace("Parameter Name\tRequired\tType\tDescription", "Parameter Name Required Type Description", StringComparison.Ordinal)
            .Replace("Name\tYes\tString\tIt boils.", "Name Yes " + rest, StringComparison.Ordinal)
            .Replace("{\"Name\": \"red\"}", isListed ? "{\"Name\": \"red\"}" : "{\"Name\": {\"First\": \"red\"}}", StringComparison.Ordinal);
        folder.Write(page, "page.txt");
        folder.Write("Data Types\nMini\nUsed by actions: BoilKettle.\nName Type Description\nFirst String Words.\n", "types.txt");

        CliResult alone = await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "alone");
        CliResult both = await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "types.txt", "--out", "both");

        Assert.Equal(isListed ? 3 : 0, alone.ExitCode);
        Assert.Equal(isListed, alone.Output.Contains("page.txt(9,1): the type Mini is not described on the page; fill in its members, or correct the row 'Name' where it has no such type", StringComparison.Ordinal));
        Assert.Equal((0, ""), (both.ExitCode, both.Error));
    }

    [Fact]
    public void A_page_that_is_there_twice_is_refused_where_it_begins_again()
    {
        string page = Page("There is no error code.\n");
        Assert.All(Layouts(page), layout =>
        {
            string twice = $"{layout}\n{layout}";
            int line = twice.AsSpan(0, twice.LastIndexOf("2. Input", StringComparison.Ordinal)).Count('\n') + 1;

            ImportException e = Assert.Throws<ImportException>(() => PageReader.Read("page", twice));

            Assert.Equal($"page({line},1): error: the section '2. Input Parameters' is here a second time. Save the page once, each action in a file of its own.", e.Message);
        });
    }

    [Theory]
    [InlineData("Password", "String", true)]
    [InlineData("Passwords", "Array of String", true)]
    [InlineData("Passcode", "Integer", true)]
    [InlineData("NeedPassword", "Boolean", false)]
    [InlineData("DbPass", "Account", false)]
    [InlineData("PasswordLength", "Integer", false)]
    public void A_text_or_number_that_is_a_secret_by_its_name_is_sensitive(string name, string type, bool isSensitive)
    {
        ExampleShapes guessed = new();
        string value = type switch { "String" => "\"a\"", "Array of String" => "[\"a\"]", "Integer" => "7", "Boolean" => "true", _ => "{}" };
        using JsonDocument shown = JsonDocument.Parse($$"""{ "Body": { "{{name}}": {{value}} } }""");
        guessed.Learn([new MemberModel { Name = "Body", Type = new TypeReference(ValueKind.Object, "Body") }], shown.RootElement);

        Assert.Equal(isSensitive, PageReader.ReadMember(new PageRow(1, name, true, type, "", false), isSent: true).Sensitive);
        Assert.Equal(isSensitive, Assert.Single(guessed.Types.Single(static found => found.Name == "Body").Members).Sensitive);
    }

    [Fact]
    [Long]
    public async Task A_type_that_nothing_showed_gets_its_members_from_a_later_page_s_example()
    {
        using TemporaryFolder folder = new();
        string bare = Page("There is no error code.\n").Replace("Name\tYes\tString", "Name\tYes\tMini", StringComparison.Ordinal);
        folder.Write(bare.Replace("{\"Name\": \"red\"}", "{}", StringComparison.Ordinal), "boil.txt");
        folder.Write(bare.Replace("BoilKettle", "CoolKettle", StringComparison.Ordinal).Replace("{\"Name\": \"red\"}", "{\"Name\": {\"First\": \"red\"}}", StringComparison.Ordinal), "cool.txt");

        CliResult first = await CliProcess.RunInAsync(folder.Path, "import", "boil.txt", "--out", "specs");
        CliResult second = await CliProcess.RunInAsync(folder.Path, "import", "cool.txt", "--out", "specs");
        CliResult shown = await CliProcess.RunInAsync(folder.Path, "show", "CoolKettle", "--specs", "specs");

        Assert.Equal(3, first.ExitCode);
        Assert.Contains("boil.txt(9,1): the type Mini is not described on the page; fill in its members, or correct the row 'Name' where it has no such type", first.Output, StringComparison.Ordinal);
        Assert.Contains("the type Mini was guessed from the example; check its members", second.Output, StringComparison.Ordinal);
        Assert.Contains("First", shown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Page", 5)]
    [InlineData("Types", 4)]
    [Long]
    public async Task A_page_with_a_cell_per_line_is_refused_with_its_place_and_the_remedy(string kind, int line)
    {
        using TemporaryFolder folder = new();
        string page = kind == "Page"
            ? string.Join('\n', Page("There is no error code.\n").Split('\n').Select(text => text.Replace('\t', '\n')))
            : "Data Types\nPotInfo\nUsed by actions: CreatePot.\nName\nType\nDescription\nPotId\nString\nIts id.\n";
        folder.Write(page, "page.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"page.txt({line + (kind == "Page" ? 1 : 0)},1): error: the cells of this table stand on lines of their own, so that nothing tells which of them make a row. Save the page as HTML or Markdown, copy it with tabs between the cells, or import the service's model (api.json).", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Theory]
    [InlineData("BoilKettle.", "Boil-Kettle.", "the row 'Action' does not give the value used for this action.")]
    [InlineData("BoilKettle.", "Boil Kettle.", "the row 'Action' does not give the value used for this action.")]
    [InlineData("2024-03-01.", "2024-03-011.", "the row 'Version' does not give the value used for this action.")]
    [InlineData("2024-03-01.", "2024-13-01.", "the row 'Version' does not give the value used for this action.")]
    public void The_action_and_its_version_are_read_as_a_whole_or_the_page_is_refused(string value, string damaged, string told)
    {
        ImportException error = Assert.Throws<ImportException>(() => PageReader.Read("page", Page("There is no error code.\n").Replace(": " + value, ": " + damaged, StringComparison.Ordinal)));

        Assert.Matches(@"^page\([78],1\): error: ", error.Message);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LimitExceeded.Kettles No more.", "12: the row 'LimitExceeded.Kettles No more.' could not be read")]
    [InlineData("<tr>LimitExceeded.Kettles <b>No</b> more.</tr>", "12: the row 'LimitExceeded.Kettles No more.' could not be read")]
    [InlineData("<div>LimitExceeded.Kettles</div> <!-- <tr> -->No more.", "12: the row 'LimitExceeded.Kettles' could not be read", "12: the row 'No more.' could not be read")]
    [InlineData("\n\nLimitExceeded.Kettles &lt;b&gt;\n", "14: the row 'LimitExceeded.Kettles <b>' could not be read")]
    [InlineData("<tr>LimitExceeded.Kettles<td>No more.</td></tr>", "12: the row 'No more.' could not be read", "12: the row 'LimitExceeded.Kettles' could not be read")]
    [InlineData("</table><tr><td><code>LimitExceeded.Kettles</code></td>\n<td>No more.</td></tr>", "12: the line 'LimitExceeded.Kettles No more.' stands where the header of a table belongs", "14: the row 'FailedOperation.Hot' could not be read")]
    [InlineData("</tbody></table></div><tr></tr>", "13: the line 'FailedOperation.Hot Hot.' stands where the header of a table belongs")]
    [InlineData("<td>LimitExceeded.Kettles</td><td>No more.</td>")]
    [InlineData("<tr><td>LimitExceeded.Kettles<td>No more.")]
    [InlineData("<td>LimitExceeded.Kettles</td>", "12: the row 'LimitExceeded.Kettles' could not be read")]
    [InlineData("&nbsp;<tr></tr><form><tr><td>LimitExceeded.Kettles<td><table><tr><td>No more.</table></form>")]
    public void A_row_of_a_saved_page_that_lost_its_tags_or_its_table_is_listed(string row, params string[] listed)
    {
        string page = $"{Saved(Page("")).ReplaceLineEndings("")}<h2>6. Error Code</h2>{new string('\n', 10)}<table><tr><th>Error Code</th><th>Description</th></tr><tr><td>InternalError</td><td>Broken.</td></tr>\n{row}\n<tr><td>FailedOperation.Hot</td><td>Hot.</td></tr></table></body></html>\nSaved by a browser.";

        foreach (string html in new[] { page, page.Replace("\n", "\r\n", StringComparison.Ordinal), '\uFEFF' + page, page.Replace("<td>", "<TD CLASS='x'>", StringComparison.Ordinal) })
        {
            ImportedService imported = PageReader.Read("page.html", html);

            Assert.Equal(listed, imported.Notes.Where(note => note.IsGap).Select(note => Regex.Match(note.Text, @"^page\.html\((\d+),1\): (.*?(?:could not be read|a table belongs))").Result("$1: $2")));
            Assert.Equal(listed.Length == 0, imported.Service.Actions[0].Errors.Any(error => error.Code == "LimitExceeded.Kettles"));
            Assert.Contains(imported.Service.Actions[0].Errors, error => error.Code == "InternalError");
        }
    }

    [Theory]
    [InlineData("<tr hidden><td>ResourceNotFound</td><td>None.</td></tr>", true)]
    [InlineData("<tr style='color: red; DISPLAY:none'><td>ResourceNotFound</td><td>None.</td></tr>", true)]
    [InlineData("<tr style='visibility: collapse'><td>ResourceNotFound</td><td>None.</td></tr>", true)]
    [InlineData("<tbody hidden><tr><td>ResourceNotFound</td><td>None.</td></tr></tbody><tbody>", true)]
    [InlineData("<tr><td style='display: none'>ResourceNotFound</td><td>None.</td></tr>", true)]
    [InlineData("<tr><td>ResourceNotFound</td><td>None. <i hidden>Never.</i></td></tr>", true)]
    [InlineData("<tr><td>ResourceNotFound</td><td>None.<i style='display:none'> </i><b style='display: inline'></b></td></tr>", false)]
    public void A_row_of_a_saved_page_that_a_browser_hides_is_not_read_and_is_listed(string row, bool isHidden)
    {
        ImportedService imported = PageReader.Read("page.html", Saved(Page("")) + $"<table><tr hidden><th>Error Code</th><th>Description</th></tr><tr><td>InternalError</td><td>Broken.</td></tr>{row}<tr><td>FailedOperation</td><td>No.</td></tr></table>");

        Assert.Equal((string[])["InternalError", .. isHidden ? Array.Empty<string>() : ["ResourceNotFound"], "FailedOperation"], imported.Service.Actions[0].Errors.Select(error => error.Code));
        Assert.Equal(isHidden ? ["the row 'ResourceNotFound' is hidden on the page, or a part of it is, and is not imported"] : [], imported.Notes.Where(note => note.IsGap).Select(note => note.Text.Split(": ", 2)[1]));
    }

    [Fact]
    public void What_a_saved_page_lists_has_the_line_of_the_file()
    {
        string html = string.Join('\n', Saved(Page("")).Replace("<td>Name</td>", "<td>Na-me</td>", StringComparison.Ordinal).Replace("<tr>", "\n<tr>", StringComparison.Ordinal)) + "<table>\n<tr><th>Error Code</th><th>Description</th></tr>\n<tr>InternalError Broken.</tr>\n<tr><td>Wrong.</td><td>x</td></tr></table>";
        string[] lines = html.Split('\n');

        Assert.Equal(
            [Array.FindIndex(lines, line => line.Contains("Na-me", StringComparison.Ordinal)) + 1, lines.Length - 1, lines.Length],
            PageReader.Read("page.html", html).Notes.Where(note => note.IsGap).Select(note => int.Parse(note.Text.Split('(', ',')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    [Long]
    public async Task No_page_takes_away_an_error_code_that_it_does_not_mention_or_whose_row_cannot_be_read()
    {
        using TemporaryFolder folder = new();
        string page = File.ReadAllText(TestData.Page("CurrentEnglish.txt"));
        string without = folder.Write(page.Replace("LimitExceeded.Kettles No more kettles fit on the stove.\n", "", StringComparison.Ordinal), "without.txt");
        string damaged = folder.Write(page.Replace("LimitExceeded.Kettles No", "LimitExceeded.Kett-les No", StringComparison.Ordinal), "damaged.txt");
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.File("specs"));

        CliResult first = await CliProcess.RunAsync("import", without, "--out", folder.File("specs"));
        CliResult second = await CliProcess.RunAsync("import", damaged, "--out", folder.File("specs"));

        Assert.Equal((0, 3), (first.ExitCode, second.ExitCode));
        foreach (CliResult result in new[] { first, second })
        {
            Assert.Contains("the page does not mention the error code LimitExceeded.Kettles; kept\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.DoesNotContain("removed", result.Output, StringComparison.Ordinal);
        }

        // It may be mentioned where it could not be read.
        Assert.Contains("note: CreateKettle: the page does not mention", first.Output, StringComparison.Ordinal);
        Assert.Contains("note: CreateKettle: what could be read of the page does not mention", second.Output, StringComparison.Ordinal);

        Assert.Contains("damaged.txt(76,1): the line 'LimitExceeded.Kett-les No more kettles fit on the stove.' could not be read as a row", second.Output, StringComparison.Ordinal);
        Assert.Contains("  LimitExceeded.Kettles: No more kettles fit on the stove.\n", folder.Read("specs", "tea", "2024-03-01", "actions", "CreateKettle.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task What_the_language_refuses_names_the_source_and_no_file_that_was_not_written()
    {
        using TemporaryFolder folder = new();
        folder.Write(Page("There is no error code.\n").Replace("tea.tencentcloudapi", "t--ea.tencentcloudapi", StringComparison.Ordinal), "page.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("page.txt: error APIGEN0016: 't--ea' cannot be the name of a service:", result.Error.Replace("apigen: ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(".yaml", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input Example\n", "", "nothing says where its request begins, which 'Input Example' (输入示例) does")]
    [InlineData("{\"Name\": \"red\"}", "{\"Name\": \"red\"", "its JSON is broken")]
    [InlineData("\"RequestId\": \"r\"}}", "\"RequestId\": ", "its JSON is broken")]
    public async Task An_example_that_cannot_be_read_is_listed_with_its_line_as_missing_each_time(string passage, string damaged, string why)
    {
        using TemporaryFolder folder = new();
        folder.Write(Page("There is no error code.\n").Replace(passage, damaged, StringComparison.Ordinal), "page.txt");

        CliResult first = await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");
        CliResult again = await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");

        Assert.Equal((3, 3), (first.ExitCode, again.ExitCode));
        Assert.All([first, again], result => Assert.Contains($"note: BoilKettle: page.txt(15,1): an example was left out ({why})\n", result.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("examples:", folder.Read("specs", "tea", "2024-03-01", "actions", "BoilKettle.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_the_page_does_not_state_any_more_is_kept_and_noted()
    {
        using TemporaryFolder folder = new();
        string page = Page("There is no error code.\n");
        folder.Write(page.Replace("It boils.\n2.", "It boils.\nA maximum of 5 requests can be initiated per second for this API.\n2.", StringComparison.Ordinal), "page.txt");
        await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");
        SortedDictionary<string, string> before = folder.Snapshot("*.yaml");
        folder.Write(page, "page.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");

        Assert.Equal((0, "note: BoilKettle: the page states no limit; the specs' 5/s is kept\n0 files written.\n"), (result.ExitCode, result.Output.ReplaceLineEndings("\n")));
        Assert.Equal(before, folder.Snapshot("*.yaml"));
        Assert.Contains("rateLimit: 5/s\n", folder.Read("specs", "tea", "2024-03-01", "actions", "BoilKettle.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_cannot_be_read_is_told_once_with_what_becomes_of_the_one_in_the_specs()
    {
        using TemporaryFolder folder = new();
        string page = Page("There is no error code.\n");
        folder.Write(page.Replace("It boils.\n2.", "It boils.\nA maximum of 5 requests can be initiated per second for this API.\n2.", StringComparison.Ordinal), "page.txt");
        await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");
        folder.Write(page.Replace("It boils.\n2.", "It boils.\nA maximum of five requests can be initiated per second for this API.\n2.", StringComparison.Ordinal), "page.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");

        Assert.Equal(
            (3, "note: BoilKettle: page.txt(5,1): the limit 'A maximum of five requests can be initiated per second for this API' could not be read as a number of requests per second, minute or hour and is not imported; the limit that the specs have stays\n0 files written.\n"),
            (result.ExitCode, result.Output.ReplaceLineEndings("\n")));
        Assert.Contains("rateLimit: 5/s\n", folder.Read("specs", "tea", "2024-03-01", "actions", "BoilKettle.yaml"), StringComparison.Ordinal);
    }

    private static string Page(string errors) => """
        BoilKettle
        1. API Description
        Domain name for API request: tea.tencentcloudapi.com.
        It boils.
        2. Input Parameters
        Parameter Name	Required	Type	Description
        Action	Yes	String	The value used for this API: BoilKettle.
        Version	Yes	String	The value used for this API: 2024-03-01.
        Name	Yes	String	It boils.
        3. Output Parameters
        Parameter Name	Type	Description
        Id	String	It boils.
        RequestId	String	The name.
        4. Example
        Example1 Boil
        Input Example
        {"Name": "red"}
        Output Example
        {"Response": {"Id": "a", "RequestId": "r"}}
        6. Error Code

        """ + errors;

    private static string[] Layouts(string page) => [page, Saved(page), "# " + page];

    private static string Saved(string page) => ("<html><body>" + string.Concat(page.Split('\n').Select(line => line.Contains('\t', StringComparison.Ordinal)
        ? "<table><tr>" + string.Concat(line.Split('\t').Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")) + "</tr></table>"
        : $"<p>{WebUtility.HtmlEncode(line)}</p>"))).Replace("</table><table>", "", StringComparison.Ordinal);

    private static IEnumerable<string> Errors(string page) => PageReader.Read("page.txt", page).Service.Actions[0].Errors.Select(error => $"{error.Code}: {error.Summary}");

    [Fact]
    public void An_example_query_of_many_thousand_segments_does_no_harm()
    {
        string query = "https://tea.tencentcloudapi.com/?Action=Ask&Name" + string.Concat(Enumerable.Repeat(".0", 150_000)) + "=x&Name=y";
        Assert.Equal("""{"Name":"y"}""", QueryExample.ToJson(query, [new MemberModel { Name = "Name", Type = new TypeReference(ValueKind.String) }], new Dictionary<string, TypeModel>()));
    }

    [Theory]
    [InlineData("A maximum of **20** requests can be initiated per second for this API.", "20/s")]
    [InlineData("A maximum of 20 requests can be initiated per second for this API.", "20/s")]
    [InlineData("A maximum of 1,200 requests can be initiated per minute for this API.", "1200/min")]
    [InlineData("Up to 200 calls are taken per 10 minutes.", "200/10min")]
    [InlineData("Default API request rate limit: 100 requests/sec.", "100/s")]
    [InlineData("API request rate limit: 1 request/15s.", "1/15s")]
    [InlineData("API request frequency limit: 20 times/second", "20/s")]
    [InlineData("默认接口请求频率限制：20次/秒。", "20/s")]
    [InlineData("接口请求频率限制：200次/10分钟", "200/10min")]
    [InlineData("默认接口请求频率限制：1次/15秒。", "1/15s")]
    [InlineData("预设：請求頻率限制：1200次/分鐘", "1200/min")]
    [InlineData("默认接口请求频率限制：20次/秒。接口请求频率限制：1000次/小时。", "20/s 1000/h")]
    [InlineData("默认接口请求频率限制:20次/秒。", "20/s")]
    [InlineData("（注意：这里的接口请求频率限制以另一侧为准：200次/10分钟）", "200/10min")]
    [InlineData("接口请求频率限制：每分钟最多60次。", "60/min")]
    [InlineData("接口请求频率限制：每10秒5次", "5/10s")]
    [InlineData("Default API request rate limit: 100 requests/second.", "100/s")]
    [InlineData("API request rate limit: 1200 requests per minute.", "1200/min")]
    [InlineData("The rate is limited to 50 QPS.", "50/s")]
    [InlineData("频率限制为 10QPS", "10/s")]
    [InlineData("A batch takes up to 100 instances.", "")]
    [InlineData("A maximum of 0 requests can be initiated per second.", "")]
    public void The_limit_is_read_from_each_form_of_the_sentence(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', RateLimitPhrase.Find(text)));

    [Theory]
    [InlineData("A maximum of 20 requests can be initiated per day for this API.", 1)]
    [InlineData("A maximum of 2O requests can be initiated per second for this API.", 1)]
    [InlineData("A maximum of twenty requests can be initiated per second.", 1)]
    [InlineData("A maximum of 2.5 requests can be initiated per second.", 1)]
    [InlineData("A maximum of requests can be initiated per second.", 1)]
    [InlineData("The rate limit of this API is five calls per second.", 1)]
    [InlineData("Default API request rate limit: 100 requests/day.", 1)]
    [InlineData("默认接口请求频率限制：20次/天。", 1)]
    [InlineData("默认接口请求频率限制：二十次/秒。", 1)]
    [InlineData("默认接口请求频率限制：20次/秒。接口请求频率限制：1000次/天。", 1)]
    [InlineData("A maximum of 20 requests can be initiated per second for this API.", 0)]
    [InlineData("默认接口请求频率限制：20次/秒。", 0)]
    [InlineData("A batch takes up to 100 instances. It sets the rate limit of a domain.", 0)]
    [InlineData("本接口用于修改频率限制规则。", 0)]
    public void A_sentence_on_the_limit_that_cannot_be_read_is_listed(string text, int count)
    {
        Assert.Equal(count, RateLimitPhrase.Unread(text).Count());
        foreach (string page in Layouts(Page("There is no error code.\n").Replace("It boils.\n2.", text + "\n2.", StringComparison.Ordinal)))
        {
            Assert.Equal(count, PageReader.Read("page.txt", page).Notes.Count(note => note.IsGap && note.Text.Contains(": the limit '", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("tea.intl.tencentcloudapi.com.", "tea")]
    [InlineData("https://tea.tencentcloudapi.com/", "tea")]
    [InlineData("tea .intl.tencentcloudapi.com.")]
    [InlineData("tea. intl.tencentcloudapi.com.")]
    [InlineData("tea,intl.tencentcloudapi.com.")]
    [InlineData(".intl.tencentcloudapi.com.")]
    [InlineData("intl.tencentcloudapi.com.")]
    [InlineData("TEA.intl.tencentcloudapi.com.")]
    [InlineData("te_a.intl.tencentcloudapi.com.")]
    [InlineData("tea.in tl.tencentcloudapi.com.")]
    [InlineData("te a.intl.tencentcloudapi.com.")]
    [InlineData("tea.intl.tencentcloudapi")]
    public void The_host_is_the_whole_word_or_the_page_is_refused(string host, string? service = null)
    {
        foreach (string sentence in new[] { "Domain name for API request: ", "接口请求域名：" })
        {
            foreach (string page in Layouts(Page("There is no error code.\n").Replace("Domain name for API request: tea.tencentcloudapi.com.", sentence + host, StringComparison.Ordinal)))
            {
                if (service is not null)
                {
                    Assert.Equal(service, PageReader.Read("page.txt", page).Service.Name);
                }
                else
                {
                    Assert.Contains("is no host of the vendor's", Assert.Throws<ImportException>(() => PageReader.Read("page.txt", page)).Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData("Input Example", "Input Example\nPOST / HTTP/1.1\nHost: pot.tencentcloudapi.com\n", "page.txt(18,1): the host 'pot.tencentcloudapi.com' of the example is another one than 'tea.tencentcloudapi.com'")]
    [InlineData("Input Example", "Input Example\nPOST / HTTP/1.1\nHost: tea.tencentcloudapi.com\n", "")]
    [InlineData("API: BoilKettle", "API: BiolKettle", "page.txt(7,1): the row 'Action' names BiolKettle, and the title on line 1 BoilKettle")]
    public void What_two_places_of_a_page_name_otherwise_is_listed(string text, string other, string told)
    {
        ImportedService imported = PageReader.Read("page.txt", Page("There is no error code.\n").Replace(text, other, StringComparison.Ordinal));

        Assert.StartsWith(told, string.Concat(imported.Notes.Where(note => note.IsGap).Select(note => note.Text)), StringComparison.Ordinal);
        Assert.Equal(told.Length > 0, imported.Notes.Any(note => note.IsGap));
    }

    [Theory]
    [InlineData("6. Error Code\n", "6. Error Code\nError Code\nDescription\nInternalError\nBroken.\n")]
    [InlineData("6. Error Code\n", "6. Error Code\nThe codes.\nError Code\n\nDescription\n\nInternalError\nBroken.\n")]
    public void A_table_of_error_codes_with_a_cell_per_line_is_refused(string text, string split) =>
        Assert.Contains("the cells of this table stand on lines of their own", Assert.Throws<ImportException>(() => PageReader.Read("page.txt", Page("").Replace(text, split, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("3. Output Parameters\nParameter Name\tType\tDescription", "3. Output Parameters\nParameter Name Tipe Description", 11)]
    [InlineData("6. Error Code\n", "6. Error Code\nThe codes.\nEror Code Description\nInternalError Broken.\n", 22)]
    [InlineData("6. Error Code\n", "6. Error Code\nThe codes.\nEror Code\tDescription\nInternalError\tBroken.\n", 22)]
    public void A_damaged_header_is_told_with_its_line_and_is_no_cut(string text, string damaged, int line)
    {
        ImportedService imported = PageReader.Read("page.txt", Page(text[0] == '6' ? "" : "There is no error code.\n").Replace("\t", text[0] == '6' ? "\t" : " ", StringComparison.Ordinal).Replace(text.Replace("\t", text[0] == '6' ? "\t" : " ", StringComparison.Ordinal), damaged, StringComparison.Ordinal));

        string[] gaps = [.. imported.Notes.Where(note => note.IsGap).Select(note => note.Text)];
        Assert.StartsWith(FormattableString.Invariant($"page.txt({line},1): the line '"), gaps[0], StringComparison.Ordinal);
        Assert.Contains("stands where the header of a table belongs, which says ", gaps[0], StringComparison.Ordinal);
        Assert.DoesNotContain(gaps, gap => gap.Contains("was cut", StringComparison.Ordinal));
    }

    [Fact]
    [Long]
    public async Task A_type_that_an_import_made_of_a_damaged_row_is_listed_by_each_page_and_each_import()
    {
        using TemporaryFolder folder = new();
        string page = Page("There is no error code.\n").Replace("\t", " ", StringComparison.Ordinal).Replace("Name Yes String It boils.", "Name Yes Team it boils", StringComparison.Ordinal);
        folder.Write(page, "a.txt");
        folder.Write(page.Replace("BoilKettle", "CoolKettle", StringComparison.Ordinal), "b.txt");

        CliResult first = await CliProcess.RunInAsync(folder.Path, "import", "a.txt", "b.txt", "--out", "specs");
        CliResult second = await CliProcess.RunInAsync(folder.Path, "import", "a.txt", "b.txt", "--out", "specs");

        foreach (CliResult result in new[] { first, second })
        {
            Assert.Equal(3, result.ExitCode);
            Assert.Contains("a.txt(9,1): the type Team is not described", result.Output, StringComparison.Ordinal);
            Assert.Contains("b.txt(9,1): the type Team is not described", result.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("utf-32", true, "page.txt is UTF-32, which is not read. Save it as UTF-8.")]
    [InlineData("utf-32", false, "page.txt is UTF-32, which is not read. Save it as UTF-8.")]
    [InlineData("utf-32BE", true, "page.txt is UTF-32, which is not read. Save it as UTF-8.")]
    [InlineData("utf-32BE", false, "page.txt is UTF-32, which is not read. Save it as UTF-8.")]
    [InlineData("utf-8", false, "page.txt is damaged or no text: line 9 has the character U+0000.")]
    [InlineData("utf-16", true, "page.txt is damaged or no text: line 9 has the character U+0000.")]
    public async Task What_is_no_text_is_refused_with_the_reason(string encoding, bool hasMark, string told)
    {
        using TemporaryFolder folder = new();
        Encoding form = Encoding.GetEncoding(encoding);
        string page = Page("There is no error code.\n").Replace("It boils.\n3.", encoding.StartsWith("utf-32", StringComparison.Ordinal) ? "It boils.\n3." : "It\0boils.\n3.", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(folder.File("page.txt"), [.. hasMark ? form.GetPreamble() : [], .. form.GetBytes(page)], TestContext.Current.CancellationToken);

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "page.txt", "--out", "specs");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("apigen: error: " + told, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_whose_lines_end_with_carriage_returns_alone_is_read_like_others()
    {
        foreach (string page in Layouts(Page("Error Code\tDescription\nInternalError\tBroken.\n")))
        {
            Assert.Equal(PageReader.Read("page", page).Service, PageReader.Read("page", page.Replace('\n', '\r')).Service);
        }
    }

    [Fact]
    [Long]
    public async Task Files_of_a_folder_that_are_no_pages_are_passed_over_and_told()
    {
        using TemporaryFolder folder = new();
        folder.Write("# How to\n", "pages", "README.md");
        folder.Write(Page("There is no error code.\n"), "pages", "a.txt");

        CliResult inside = await CliProcess.RunInAsync(folder.Path, "import", "pages", "--out", "specs");
        CliResult named = await CliProcess.RunInAsync(folder.Path, "import", "pages/README.md", "--out", "other");

        Assert.Equal((0, ""), (inside.ExitCode, inside.Error));
        Assert.Contains("README.md is passed over, since it is neither a model nor a documentation page", inside.Output, StringComparison.Ordinal);
        Assert.Equal(1, named.ExitCode);
        Assert.Contains("this is not the documentation page of an action", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_vendors_page_of_CreateMNP_says_what_the_committed_spec_says()
    {
        string? reference = Environment.GetEnvironmentVariable("APIGEN_REFERENCE");
        Assert.SkipWhen(reference is null, "APIGEN_REFERENCE does not name the folder with the vendor's pages.");
        string page = Path.Combine(reference!, "tcsas", "CreateMNP.page.txt");

        ImportedService imported = PageReader.Read(page, File.ReadAllText(page));

        ActionModel fromPage = imported.Service.Actions[0];
        ServiceModel committed = SpecLoader.LoadDirectory(TestData.Specs).Services.Single(service => service.Name == "tcsas");
        ActionModel spec = committed.Actions.Single(action => action.Name == "CreateMNP");
        string[] newer = ["I18nList", "AgeRatings"];
        ActionModel withoutNewer = spec with { Request = spec.Request.Where(member => !newer.Contains(member.Name)).ToEquatableArray() };
        ServiceModel left = committed with { Actions = new([withoutNewer]), Types = EquatableArray<TypeModel>.Empty };
        ServiceModel right = imported.Service with { Types = EquatableArray<TypeModel>.Empty };
        Assert.Empty(SpecComparison.Compare([left], [right]));
        Assert.Equal(spec.Errors.Select(error => error.Code), fromPage.Errors.Select(error => error.Code));
        Assert.Equal(spec.Examples, fromPage.Examples);
    }
}
