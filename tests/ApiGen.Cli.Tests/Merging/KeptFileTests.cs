using System.Text;
using System.Text.RegularExpressions;

namespace ApiGen.Cli.Tests.Merging;

public sealed class KeptFileTests
{
    [Fact]
    [Long]
    public async Task A_file_keeps_its_mode_and_a_link_stays_a_link_when_the_vendor_changes_something()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes, and links need a right.");
            return;
        }

        using TemporaryFolder folder = await ImportedAsync();
        string place = Action(folder);
        string elsewhere = folder.Write(File.ReadAllText(place), "elsewhere", "CreateKettle.txt");
        File.SetUnixFileMode(elsewhere, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.Delete(place);
        File.CreateSymbolicLink(place, Path.Combine("..", "..", "..", "elsewhere", "CreateKettle.txt"));

        CliResult result = await ImportAsync(folder, model => model.Replace("\"Litres\"", "\"Gallons\"", StringComparison.Ordinal));

        Assert.Equal("", result.Error);
        Assert.NotNull(new FileInfo(place).LinkTarget);
        Assert.Contains("Gallons", File.ReadAllText(elsewhere), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(elsewhere));
    }

    [Theory]
    [InlineData("\"Litres\"", "\"Gallons\"", "CreateKettle.yaml")]
    [InlineData("\"CreateKettle\"", "\"MakeKettle\"", "CreateKettle.yaml")]
    [Long]
    public async Task A_file_that_is_read_only_is_neither_changed_nor_deleted_and_then_nothing_is(string from, string to, string named)
    {
        using TemporaryFolder folder = await ImportedAsync();
        FileAttributes before = File.GetAttributes(Action(folder));
        SortedDictionary<string, string> texts = folder.Snapshot();
        File.SetAttributes(Action(folder), before | FileAttributes.ReadOnly);

        CliResult same = await ImportAsync(folder, model => model);
        CliResult changed = await ImportAsync(folder, model => model.Replace(from, to, StringComparison.Ordinal));
        bool isReadOnly = File.GetAttributes(Action(folder)).HasFlag(FileAttributes.ReadOnly);
        File.SetAttributes(Action(folder), before);

        Assert.Equal((0, 1), (same.ExitCode, changed.ExitCode));
        Assert.Contains(named + ": to be changed, but read-only, so nothing was written.", changed.Error, StringComparison.Ordinal);
        Assert.True(isReadOnly);
        Assert.Equal(texts, folder.Snapshot());
    }

    [Fact]
    [Long]
    public async Task What_is_new_in_JSON_that_tabs_indent_is_indented_by_tabs()
    {
        using TemporaryFolder folder = new();
        string place = folder.Write("{\n\t\"service\": \"tea\",\n\t\"version\": \"2024-03-01\",\n\t\"namespace\": \"TencentCloud.Tea\",\n\t\"endpoint\": \"tea.example.com\",\n\t\"actions\": {\n\t\t\"CreateKettle\": {\n\t\t\t\"request\": {\n\t\t\t\t\"Name\": { \"type\": \"string\" }\n\t\t\t}\n\t\t}\n\t}\n}\n", "tea.yaml");

        CliResult result = await ImportAsync(folder, model => model);

        Assert.Equal("", result.Error);
        string[] lines = File.ReadAllText(place).Split('\n');
        Assert.All(lines, line => Assert.False(line.StartsWith(' '), line));
        Assert.Contains(lines, line => line.StartsWith("\t\"types\": {", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("\t\t\"BoilAll\": {", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("\t\t\t\t\"Spouts\": {", StringComparison.Ordinal));
    }

    [Fact]
    [Long]
    public async Task Of_a_file_with_several_kinds_of_line_ends_each_line_that_stays_keeps_its_own()
    {
        using TemporaryFolder folder = await ImportedAsync();
        string[] lines = File.ReadAllText(Action(folder)).TrimEnd('\n').Split('\n');
        string text = string.Concat(lines.Select((line, index) => line + (index % 3 == 0 ? "\r\n" : index % 3 == 1 ? "\n" : "\r")));
        File.WriteAllText(Action(folder), text);

        CliResult same = await ImportAsync(folder, model => model);
        string kept = File.ReadAllText(Action(folder));
        CliResult changed = await ImportAsync(folder, model => model.Replace("\"Litres\"", "\"Gallons\"", StringComparison.Ordinal));

        Assert.Equal(("", ""), (same.Error, changed.Error));
        Assert.Equal(text, kept);
        string edited = File.ReadAllText(Action(folder));
        string[] gone = [.. Pieces(text).Except(Pieces(edited))];
        Assert.NotEmpty(gone);
        Assert.All(gone, line => Assert.Contains("Litres", line, StringComparison.Ordinal));
        Assert.All(Pieces(edited).Except(Pieces(text)), line => Assert.Contains("Gallons", line, StringComparison.Ordinal));

        static IEnumerable<string> Pieces(string whole) => Regex.Matches(whole, "[^\r\n]*(\r\n|\r|\n|$)").Select(piece => piece.Value);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("latin1")]
    [Long]
    public async Task A_file_that_is_not_UTF_8_is_an_error_and_nothing_is_written(string encoding)
    {
        using TemporaryFolder folder = await ImportedAsync();
        File.WriteAllText(Action(folder), File.ReadAllText(Action(folder)) + "# Teekännchen\n", Encoding.GetEncoding(encoding));
        byte[] before = File.ReadAllBytes(Action(folder));
        SortedDictionary<string, string> others = folder.Snapshot();

        CliResult result = await ImportAsync(folder, model => model.Replace("\"Litres\"", "\"Gallons\"", StringComparison.Ordinal));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("CreateKettle.yaml(1,1): error: this file is not UTF-8", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Action(folder)));
        Assert.Equal(others, folder.Snapshot());
    }

    [Fact]
    [Long]
    public async Task A_service_in_another_layout_is_merged_where_it_is()
    {
        using TemporaryFolder folder = await ImportedAsync();
        Directory.Move(folder.File("tea", "2024-03-01"), folder.File("drinks"));
        Directory.Delete(folder.File("tea"));

        CliResult result = await ImportAsync(folder, model => model.Replace("BoilAll", "CoolAll", StringComparison.Ordinal).Replace("\"Litres\"", "\"Gallons\"", StringComparison.Ordinal));

        Assert.Equal("", result.Error);
        Assert.False(Directory.Exists(folder.File("tea")));
        Assert.True(File.Exists(folder.File("drinks", "actions", "CoolAll.yaml")));
        Assert.Contains("Gallons", folder.Read("drinks", "actions", "CreateKettle.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_region_written_by_hand_and_a_deleted_example_stay_as_they_are_and_a_format_goes_with_its_type()
    {
        using TemporaryFolder folder = await ImportedAsync();
        string text = File.ReadAllText(Action(folder));
        string edited = text[..text.IndexOf("examples:", StringComparison.Ordinal)].Replace("request:\n", "region: optional\nrequest:\n", StringComparison.Ordinal);
        File.WriteAllText(Action(folder), edited);
        string types = folder.File("tea", "2024-03-01", "types.yaml");

        CliResult result = await ImportAsync(folder, model => model.Replace("\"type\": \"string\", \"member\": \"date\"", "\"type\": \"int\", \"member\": \"int64\"", StringComparison.Ordinal), "--region", "Required", "--namespace", "Other.Tea");

        Assert.Equal("", result.Error);
        Assert.Equal(edited, File.ReadAllText(Action(folder)));
        Assert.Contains("Born: { type: int64, summary: Birthday. }", File.ReadAllText(types), StringComparison.Ordinal);
        Assert.Contains("note: tea 2024-03-01: --namespace Other.Tea has no effect", result.Output, StringComparison.Ordinal);
        Assert.Contains("note: tea 2024-03-01: --region Required has no effect on 1 of 3 actions", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2024-03-01\"", "\"2024-02-31\"", "is not the version as a date")]
    [InlineData("\"tea\"", "\"t--a\"", "is not the service's short name")]
    [InlineData("\"BoilAll\"", "\"BöilAll\"", "cannot name an action")]
    [InlineData("\"name\": \"Litres\"", "\"name\": \"Litres\\n\"", "cannot name a member")]
    public async Task A_model_that_the_language_cannot_express_is_refused_with_its_place_and_nothing_is_written(string from, string to, string expected)
    {
        using TemporaryFolder folder = new();

        CliResult result = await ImportAsync(folder, model => model.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"api\.json\(\d+,\d+\): error: ", result.Error);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Snapshot());
    }

    private static string Action(TemporaryFolder folder) => folder.File("tea", "2024-03-01", "actions", "CreateKettle.yaml");

    private static async Task<TemporaryFolder> ImportedAsync()
    {
        TemporaryFolder folder = new();
        await ImportAsync(folder, model => model);
        return folder;
    }

    private static async Task<CliResult> ImportAsync(TemporaryFolder folder, Func<string, string> change, params string[] options)
    {
        using TemporaryFolder model = new();
        model.Write(change(File.ReadAllText(Path.Combine(TestData.Model, "api.json"))), "api.json");
        foreach (string file in new[] { "errors.json", "examples.json" })
        {
            File.Copy(Path.Combine(TestData.Model, file), model.File(file));
        }

        return await CliProcess.RunAsync(["import", model.Path, "--out", folder.Path, .. options]);
    }
}
