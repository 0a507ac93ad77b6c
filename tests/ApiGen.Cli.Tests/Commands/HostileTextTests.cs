using System.Text.Json;

namespace ApiGen.Cli.Tests.Commands;

/// <summary>What a spec says begins no line of its own in what the tool prints, and directs no terminal.</summary>
public sealed class HostileTextTests
{
    private const string Hostile = "x\\n\\e[31mRED\\a\\r\\u202Efile(1,1): error APIGEN9999: faked";

    private const string Header = "service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions:\n";

    private static readonly string Spec = Header + $$"""
          Brew:
            summary: "{{Hostile}}"
            deprecated: "{{Hostile}}"
            request:
              A: { type: string, summary: "{{Hostile}}", values: ["{{Hostile}}"] }
            errors: { FailedOperation: "{{Hostile}}" }
            examples: [{ request: { A: "{{Hostile}}" }, response: {} }]

        """;

    [Theory]
    [InlineData(0, "list", "--specs", "specs")]
    [InlineData(0, "list", "FailedOperation", "--specs", "specs")]
    [InlineData(0, "show", "Brew", "--specs", "specs")]
    [InlineData(2, "diff", "specs", "later")]
    [InlineData(2, "diff", "specs", "later", "--format", "markdown")]
    [InlineData(2, "diff", "specs", "later", "--format", "json")]
    [InlineData(1, "check", "wrong")]
    [InlineData(1, "check", "wrong", "--format", "sarif")]
    [InlineData(1, "list", "--specs", "wrong")]
    [InlineData(1, "call", "tea", "Brew", "-p", "A=y", "--region", "r", "--endpoint", "http://127.0.0.1:9", "--credential", "example", "--specs", "specs")]
    public async Task Nothing_of_a_spec_begins_a_line_or_directs_a_terminal(int exitCode, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        folder.Write(Spec, "specs", "tea.yaml");
        folder.Write(Header + "  Brew: { request: { A: { type: string, values: [a] } } }\n", "later", "tea.yaml");
        folder.Write(Spec.Replace("values: [", $"pattern: '^a$', default: \"{Hostile}\", values: [", StringComparison.Ordinal), "wrong", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        string all = result.Output + result.Error;
        Assert.True(exitCode == result.ExitCode, all);
        Assert.DoesNotContain(all, c => (char.IsControl(c) && c != '\n' && !(c == '\r' && OperatingSystem.IsWindows())) || c == '\u202E');
        Assert.DoesNotContain(all.Split('\n'), line => line.TrimStart(' ').StartsWith("file(1,1)", StringComparison.Ordinal) || line.Contains("RED", StringComparison.Ordinal) && line.TrimStart(' ').StartsWith('\\'));
    }

    [Fact]
    public async Task An_example_that_is_shown_is_still_the_same_JSON()
    {
        using TemporaryFolder folder = new();
        folder.Write(Spec, "specs", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "show", "Brew", "--specs", "specs");

        using JsonDocument example = JsonDocument.Parse(result.Output[(result.Output.IndexOf("Example\n", StringComparison.Ordinal) + 8)..]);
        Assert.Equal("x\n\u001B[31mRED\a\r\u202Efile(1,1): error APIGEN9999: faked", example.RootElement.GetProperty("A").GetString());
    }

    [Fact]
    public async Task A_summary_of_several_lines_is_one_in_a_list()
    {
        using TemporaryFolder folder = new();
        folder.Write(Header + "  Brew:\n    summary: |\n      Brews tea.\n\n      Takes a while.\n", "specs", "tea.yaml");

        Assert.Equal("tea Brew  Brews tea. Takes a while.", (await CliProcess.RunInAsync(folder.Path, "list", "--specs", "specs")).Output.TrimEnd());
    }
}
