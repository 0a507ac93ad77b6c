using System.CommandLine;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Tests.Commands;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("check", "specs", "--format", "3")]
    [InlineData("diff", "a", "b", "--format", "2")]
    [InlineData("import", "a", "--out", "b", "--region", "1")]
    [InlineData("call", "tcsas", "CreateMNP", "--credential", "3")]
    [InlineData("call", "tcsas", "CreateMNP", "--credential", "Any,Profile")]
    [InlineData("completion", "1")]
    public async Task A_choice_takes_names_only_and_tells_them(params string[] arguments)
    {
        CliResult result = await CliProcess.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"'{arguments[^1]}'", result.Error, StringComparison.Ordinal);
        Assert.Contains(arguments[^2] switch
        {
            "--format" when arguments[0] == "check" => "sarif",
            "--format" => "markdown",
            "--region" => "Required",
            "--credential" => "Kubernetes",
            _ => "zsh",
        }, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unexpected_error_is_one_line_with_a_hint_and_exit_code_70(bool isVerbose)
    {
        Command command = new("work");
        command.Runs((_, _) => throw new InvalidOperationException("first line\nsecond line"));
        using StringWriter error = new();

        int code = await new RootCommand { command, CommandRunner.Verbose }
            .Parse(isVerbose ? ["work", "--verbose"] : ["work"])
            .InvokeAsync(new InvocationConfiguration { Error = error }, TestContext.Current.CancellationToken);

        Assert.Equal(70, code);
        string[] lines = error.ToString().TrimEnd().Split('\n');
        Assert.StartsWith("apigen: error: unexpected InvalidOperationException: first line", lines[0], StringComparison.Ordinal);
        Assert.Equal(isVerbose, lines.Length > 1);
        Assert.Equal(!isVerbose, lines[0].Contains("--verbose", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("import", "x")]
    [InlineData("call", "tcsas")]
    [InlineData("inport")]
    public async Task Wrong_usage_gives_exit_code_1(params string[] arguments)
    {
        using TemporaryFolder folder = new();
        folder.Write("service: [\n", "specs", "a.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        Assert.Equal(1, result.ExitCode);
    }
}
