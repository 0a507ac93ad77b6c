using System.Text;
using System.Text.Json;
using ApiGen.Cli.Comparing;
using ApiGen.Cli.Fetching;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Pages;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Import;

/// <summary>As much as a page, a model and a fetched file can hold. What is not linear takes many minutes here.</summary>
public sealed class LargeSourceTests
{
    private const int Many = 200_000;

    [Theory]
    [InlineData("频率限制")]
    [InlineData("frequency limit: up to 7 calls ")]
    [InlineData("rate limit is 7 ")]
    [InlineData("频率限制 每 7 秒 7 ")]
    [InlineData("A中")]
    [InlineData("Kettle Yes ")]
    [InlineData("default ")]
    [InlineData("may also ")]
    public Task Words_that_begin_a_sentence_may_stand_on_a_line_without_end(string word) => Bounded.RunAsync(() =>
    {
        string page = Page("OlderEnglish.md");
        ActionModel action = Read(page.Replace("Lists the kettles", Repeat(word) + "Lists the kettles", StringComparison.Ordinal)).Service.Actions[0];

        Assert.Contains(new RateWindow(1200, 60), action.RateLimits);
        Assert.StartsWith(word.Trim(), action.Summary, StringComparison.Ordinal);

        ServiceModel described = Read(page.Replace("Page size.", Repeat(word) + "Page size.", StringComparison.Ordinal)).Service;
        Assert.StartsWith(word.Trim(), described.Actions[0].Request.Single(member => member.Name == "Limit").Summary, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("域名")]
    [InlineData("domain name ")]
    public Task What_names_the_host_may_stand_there_often(string word) => Bounded.RunAsync(() =>
        Assert.Equal("tea.tencentcloudapi.com", Read(Page("OlderEnglish.md").Replace("API domain name: tea", Repeat(word) + "\nAPI domain name: tea", StringComparison.Ordinal)).Service.Endpoint));

    [Fact]
    [Long]
    public Task Each_sentence_may_state_a_limit_of_its_own() => Bounded.RunAsync(() =>
    {
        string sentences = string.Concat(Enumerable.Range(1, Many).Select(i => $"rate limit is {i} calls per hour. "));

        Assert.Equal(Many, RateLimitPhrase.Find(sentences).Count);
    });

    [Fact]
    public Task Blanks_may_stand_anywhere() => Bounded.RunAsync(() =>
    {
        string page = Page("CurrentEnglish.txt");
        string blanks = Repeat(" ");
        page = page.Replace("Host: tea", $"Host: {blanks}tea", StringComparison.Ordinal)
            .Replace("Input Example", $"Input Example\nHost: other{blanks}.", StringComparison.Ordinal)
            .Replace("It is cold at first.", $"{blanks}It is cold: tea.tencentcloudapi.com{blanks}at first.", StringComparison.Ordinal)
            .Replace("CreateKettle.\n", $"CreateKettle.\nDetails: A{blanks}b{blanks}: CreateKettle.\n", StringComparison.Ordinal);

        Assert.Equal("CreateKettle", Read(page).Service.Actions[0].Name);
    });

    [Fact]
    [Long]
    public Task A_description_may_go_on_for_many_lines() => Bounded.RunAsync(() =>
    {
        string page = Page("CurrentEnglish.txt");
        int end = page.IndexOf('\n', page.IndexOf("LimitExceeded.Kettles", StringComparison.Ordinal)) + 1;
        ImportedService imported = Read(page.Insert(end, Repeat("more words, which go on and on for a while, as texts do.\n")));

        Assert.Contains("more words, which go on", imported.Service.Actions[0].Errors.Single(error => error.Code == "LimitExceeded.Kettles").Summary, StringComparison.Ordinal);
        Assert.Equal(Many, imported.Notes.Count(note => note.IsGap && note.Text.Contains("the line 'more words", StringComparison.Ordinal)));
    });

    [Theory]
    [InlineData("no ")]
    [InlineData("没有")]
    public Task What_says_that_there_is_no_code_may_begin_often(string word) => Bounded.RunAsync(() =>
        Assert.NotEmpty(Read(Page("OlderEnglish.md").Replace("Something broke.", Repeat(word), StringComparison.Ordinal)).Service.Actions[0].Errors));

    [Theory]
    [InlineData("Array of ", "")]
    [InlineData(".N", "x")]
    public Task A_cell_that_repeats_itself_is_listed_with_its_line(string part, string end) => Bounded.RunAsync(() =>
    {
        string cell = Repeat(part) + end;
        string row = part[0] == '.' ? $"| Ids{cell} | No | Array of String | IDs |" : $"| Ids | No | {cell}String | IDs |";
        ImportedService imported = Read(Page("OlderEnglish.md").Replace("| Offset |", row + "\n| Offset |", StringComparison.Ordinal));

        Assert.Contains(imported.Notes, note => note.IsGap && note.Text.StartsWith("page(19,1): the row 'Ids", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("<b><p>")]
    [InlineData("<p></p>")]
    [InlineData("<table><tr>")]
    [InlineData("<table></table>")]
    [InlineData("<td>x")]
    [InlineData("</table><td></td>")]
    [InlineData("<!--")]
    [Long]
    public Task A_saved_page_may_repeat_elements_before_its_text(string element) => Bounded.RunAsync(() =>
    {
        string page = Page("CurrentChinese.html");
        int body = page.IndexOf('>', page.IndexOf("<body", StringComparison.Ordinal)) + 1;
        string before = Repeat(element, 100_000) + (element == "<!--" ? "-->" : "</table>");

        Assert.True(PageReader.Is("page", page.Insert(body, before)));
    });

    [Theory]
    [InlineData("<div>")]
    [InlineData("<div hidden>")]
    public Task A_saved_page_that_nests_elements_without_end_is_refused_with_the_place(string element) => Bounded.RunAsync(() =>
    {
        const string start = "<!DOCTYPE html>\n<html><head></head><body>\n";

        Assert.False(PageReader.Is("page", start + Repeat(element, 200)));
        Assert.Matches(@"^page\(3,\d+\): error: elements are nested deeper than 512 levels here", Assert.Throws<ImportException>(() => PageReader.Is("page", start + Repeat(element, 100_000))).Message);
    });

    [Fact]
    [Long]
    public Task A_table_may_have_many_rows() => Bounded.RunAsync(() =>
    {
        string rows = string.Concat(Enumerable.Range(0, Many).Select(i => $"| Member{i} | Missing{i} | Says nothing |\n"));
        string page = $"# Data Types\n\n## Pot\n\nUsed by actions: MakePot.\n\n| Name | Type | Description |\n|---|---|---|\n| Id | String | Its id |\n{rows}";
        ServiceModel service = new() { Name = "tea", Version = "2024-03-01", Namespace = "Tea", Endpoint = "tea.example", ClientName = "TeaClient", Actions = new([new ActionModel { Name = "MakePot" }]) };
        ImportedService imported = DataTypesPage.Read("page", page, [service]);

        Assert.Equal("Id", Assert.Single(imported.Service.Types[0].Members).Name);
        Assert.Equal(Many, imported.Notes.Count(note => note.IsGap));
    });

    [Fact]
    [Long]
    public Task An_example_may_show_many_members() => Bounded.RunAsync(() =>
    {
        MemberModel[] members = [.. Enumerable.Range(0, Many).Select(i => new MemberModel { Name = $"M{i}", Type = new TypeReference(ValueKind.Int64) }), new MemberModel { Name = "Body", Type = new TypeReference(ValueKind.Object, "T") }];
        string numbers = string.Join(',', members.SkipLast(1).Select(member => $"\"{member.Name}\":1"));
        using JsonDocument shown = JsonDocument.Parse($"{{{numbers},\"Body\":{{{numbers}}}}}");
        ExampleShapes shapes = new();
        shapes.Learn(members, shown.RootElement);

        TypeModel type = Assert.Single(shapes.Types);
        Assert.Equal(Many, type.Members.Count);
        Assert.Empty(ExampleConformance.CheckRequest(shown.RootElement, new ActionModel { Name = "Act", Request = members.ToEquatableArray() }, [type]));
    });

    [Fact]
    public Task An_example_s_query_may_have_many_parameters_and_blanks() => Bounded.RunAsync(() =>
    {
        MemberModel[] members = [.. Enumerable.Range(0, Many).Select(i => new MemberModel { Name = $"M{i}", Type = new TypeReference(ValueKind.Int64) })];
        string query = $"https://tea.example/?Action=Ask{Repeat(" ")}." + string.Concat(members.Select(member => $"&{member.Name}=1"));

        Assert.EndsWith($"\"M{Many - 1}\":1}}", QueryExample.ToJson(query, members, new Dictionary<string, TypeModel>()), StringComparison.Ordinal);
    });

    [Fact]
    public Task A_document_may_begin_comments_without_end() => Bounded.RunAsync(() =>
    {
        Assert.StartsWith("<!-- <!-- <!--", DocumentText.Plain(Repeat("<!--<b>")), StringComparison.Ordinal);
        Assert.Equal("A kettle.", DocumentText.Plain("A " + Repeat("<!-- <b> -->") + "kettle."));
    });

    [Fact]
    public Task The_program_that_names_the_versions_may_hold_anything() => Bounded.RunAsync(() =>
    {
        using TemporaryFolder folder = new();
        folder.Write(Repeat("AVAILABLE_VERSION_LIST=[\n"), "tccli", "services", "tea", "tea_client.py");

        Assert.Empty(new ModelFetcher(new FolderFiles(folder.Path), new ModelSource(ModelEdition.International, folder.Path, null)).VersionsAsync("tea", CancellationToken.None).GetAwaiter().GetResult());
    });

    [Fact]
    [Long]
    public Task A_type_may_get_many_members() => Bounded.RunAsync(() =>
        Assert.Equal(2 * Many, SpecComparison.Compare([WithMembers("Old")], [WithMembers("New")]).Count));

    private static ServiceModel WithMembers(string prefix)
    {
        MemberModel[] members = [.. Enumerable.Range(0, Many).Select(i => new MemberModel { Name = $"{prefix}{i}", Type = new TypeReference(ValueKind.String) })];
        return new ServiceModel { Name = "tea", Version = "2024-03-01", Namespace = "Tea", Endpoint = "tea.example", ClientName = "TeaClient", Actions = new([new ActionModel { Name = "Act", Request = members.ToEquatableArray() }]) };
    }

    private static ImportedService Read(string page) => PageReader.Read("page", page);

    private static string Page(string name) => File.ReadAllText(TestData.Page(name));

    private static string Repeat(string text, int count = Many) => new StringBuilder().Insert(0, text, count).ToString();
}
