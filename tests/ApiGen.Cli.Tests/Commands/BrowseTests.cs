namespace ApiGen.Cli.Tests.Commands;

public sealed class BrowseTests
{
    [Theory]
    [InlineData("list")]
    [InlineData("show", "CreateMNP")]
    public async Task A_service_without_specs_is_told_with_those_that_there_are(params string[] command)
    {
        CliResult result = await CliProcess.RunAsync([.. command, "--service", "tae", "--specs", TestData.Specs]);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^apigen: error: there are no specs of 'tae'\\. There are: .*tcsas", result.Error);
    }

    [Fact]
    public async Task Actions_are_found_by_words_in_name_and_summary()
    {
        CliResult result = await CliProcess.RunAsync("list", "createmnp", "mini program", "--specs", TestData.Specs);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("tcsas CreateMNP ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CreateTeam", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_words_every_action_of_a_service_is_listed()
    {
        CliResult result = await CliProcess.RunAsync("list", "--service", "tcsas", "--specs", TestData.Specs);

        Assert.Equal(151, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task An_action_is_shown_with_parameters_errors_limit_and_example()
    {
        CliResult result = await CliProcess.RunAsync("show", "createmnp", "--specs", TestData.Specs);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("  Limit       20/s\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("  MNPType       string, required. ", result.Output, StringComparison.Ordinal);
        Assert.Contains("    Lang        string. ", result.Output, StringComparison.Ordinal);
        Assert.Contains("  InvalidParameterValue.InvalidMNPName ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"MNPType\": \"Life Service->144_Lilliputian Services\"", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list", "--service", "STS")]
    [InlineData("show", "AssumeRole", "--service", "Sts")]
    public async Task A_service_s_name_may_have_any_case(params string[] arguments)
    {
        CliResult result = await CliProcess.RunAsync([.. arguments, "--specs", TestData.Specs]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.DoesNotContain("tcsas", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_action_brings_suggestions()
    {
        CliResult result = await CliProcess.RunAsync("show", "CreateMPN", "--specs", TestData.Specs);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("there is no action 'CreateMPN'. Did you mean CreateMNP, CreateMNG", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_of_specs_the_ones_that_come_with_the_tool_are_used()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "show", "CreateMNP");

        Assert.StartsWith("tcsas 2025-01-06 CreateMNP\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add")]
    [InlineData("update")]
    [InlineData("import")]
    [InlineData("check")]
    [InlineData("diff")]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("call")]
    [InlineData("serve")]
    [InlineData("explore")]
    [InlineData("completion")]
    public async Task The_help_of_each_command_ends_with_examples(string command)
    {
        CliResult result = await CliProcess.RunAsync(command, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"\nExamples:\n  ", result.Output, StringComparison.Ordinal);
        Assert.Contains($"apigen {command}", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "complete -o bashdefault -o default -F _apigen_complete apigen")]
    [InlineData("zsh", "compdef _apigen_complete apigen")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task A_completion_script_is_printed_for_each_shell(string shell, string expected)
    {
        CliResult result = await CliProcess.RunAsync("completion", shell);

        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_shell_completes_actions()
    {
        string line = $"apigen show --specs {TestData.Specs} CreateMNPA";

        CliResult result = await CliProcess.RunAsync($"[suggest:{line.Length}]", line);

        Assert.Equal("CreateMNPApproval\nCreateMNPAppSecret\n", result.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task An_unknown_command_is_an_error_with_the_usage()
    {
        CliResult result = await CliProcess.RunAsync("inport");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("inport", result.Error, StringComparison.Ordinal);
    }
}
