using System.CommandLine;
using System.Diagnostics;
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
    [InlineData("<specs>", "check", "")]
    [InlineData("<specs>", "serve", "")]
    [InlineData("<old>", "diff", "", "specs")]
    [InlineData("--specs", "list", "-s", "")]
    [InlineData("--out", "import", "m", "--out", "")]
    [InlineData("--limits", "import", "m", "--out", "o", "--limits", "")]
    [InlineData("--specs", "update", "--specs", "")]
    [InlineData("--out", "add", "cvm", "--out", "")]
    [InlineData("--project", "add", "cvm", "--project", "")]
    [InlineData("--json", "call", "tcsas", "CreateMNP", "--json", "@")]
    [InlineData("--body", "call", "tcsas", "CreateMNP", "--body", "@")]
    public async Task An_empty_value_is_told_with_the_name_of_its_option(string name, params string[] arguments)
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"apigen: error: the value of {name} ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--namespace: 'a b' is no namespace of C#: 'a b': write letters", "import", "p", "--out", "o", "--namespace", "a b")]
    [InlineData("--namespace: 'A.class' is no namespace of C#: 'class': it is a keyword of C#. Write names joined by dots", "add", "cvm", "--namespace", "A.class")]
    [InlineData("--api-version: '2024-03' is no version; give the date", "add", "cvm", "--api-version", "2024-03")]
    [InlineData("--region: 'x' is none of Optional, Required, None.", "import", "p", "--out", "o", "--region", "x")]
    [InlineData("--visibility: 'x' is none of public, internal.", "generate", "--out", "o", "--visibility", "x")]
    [InlineData("--port: 'x' is no whole number from ", "explore", "--port", "x")]
    public async Task A_value_that_an_option_cannot_have_is_told_with_the_name_of_the_option(string told, params string[] arguments)
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("apigen: error: " + told, result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Snapshot());
    }

    [Theory]
    [InlineData("Give one, or leave it out.", "list", "--service", "")]
    [InlineData("Give one, or leave it out.", "list", "")]
    [InlineData("Give one.", "show", "")]
    [InlineData("Give one.", "generate", "--out", "")]
    public async Task An_empty_value_can_be_left_out_where_none_is_needed(string remedy, params string[] arguments)
    {
        CliResult result = await CliProcess.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith(" is empty. " + remedy, result.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Of_several_versions_of_a_service_each_is_named_and_can_be_shown_alone()
    {
        using TemporaryFolder folder = new();
        foreach (string version in new[] { "2023-01-01", "2024-03-01" })
        {
            folder.Write($"service: tea\nversion: {version}\nnamespace: Tea{version[..4]}\nendpoint: tea.example.com\nactions: {{ Boil: {{}} }}\n", "specs", version, "tea.yaml");
        }

        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "specs");
        CliResult show = await CliProcess.RunInAsync(folder.Path, "show", "Boil", "--api-version", "2023-01-01", "--specs", "specs");
        CliResult none = await CliProcess.RunInAsync(folder.Path, "show", "Boil", "--api-version", "2022-01-01", "--specs", "specs");

        Assert.Equal("tea 2023-01-01 Boil\ntea 2024-03-01 Boil\n", list.Output.ReplaceLineEndings("\n"));
        Assert.StartsWith("tea 2023-01-01 Boil\n", show.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("2024-03-01", show.Output, StringComparison.Ordinal);
        Assert.StartsWith("apigen: error: there are no specs of version '2022-01-01'. There are: tea 2023-01-01, tea 2024-03-01.", none.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'--warning-as-errors'. Did you mean '--warnings-as-errors'?", "check", "--warning-as-errors")]
    [InlineData("'--prot'. Did you mean '--port'?", "serve", "--prot")]
    [InlineData("'--servce'. Did you mean '--service'?", "list", "--servce", "tcsas")]
    [InlineData("'--output'.", "diff", "--output=x")]
    [InlineData("'-x'.", "list", "-x")]
    [InlineData("'--any-credentials'. Did you mean '--any-credential'?", "serve", "--any-credentials", "other")]
    [InlineData("'--prot'. Did you mean '--port'?", "serve", "--prot", "1", "specs")]
    [InlineData("'--no-brwser'. Did you mean '--no-browser'?", "explore", "other", "--no-brwser")]
    [InlineData("'--ot'. Did you mean '--out'?", "generate", "specs", "--ot", "G")]
    [InlineData("'--ot'. Did you mean '--out'?", "import", "--ot=specs", "model")]
    [InlineData("'--regon'. Did you mean '--region'?", "call", "tcsas", "CreateMNP", "--regon", "x")]
    [InlineData("'--timeot'. Did you mean '--timeout'?", "call", "tcsas", "-p", "-x=1", "--timeot", "0")]
    [InlineData("'--srvice'. Did you mean '--service'?", "show", "CreateMNP", "--srvice", "tcsas")]
    [InlineData("'--form'. Did you mean '--from'?", "add", "tcsas", "--form", "x")]
    public async Task A_misspelt_option_is_no_file_and_no_word(string expected, params string[] arguments)
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("apigen: error: there is no option " + expected, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n'), line => line.Contains("error:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_two_hyphens_stands_a_file_whatever_its_name()
    {
        using TemporaryFolder folder = new();
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "--tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "--", "--tea.yaml");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("nothing was changed", "check", "specs")]
    [InlineData("nothing was changed", "list", "--specs", "specs")]
    [InlineData("nothing was changed", "show", "Boil", "--specs", "specs")]
    [InlineData("nothing was changed", "diff", "specs", "specs")]
    [InlineData("nothing was changed", "generate", "specs", "--out", "out")]
    [InlineData("nothing was changed", "import", "model", "--out", "out")]
    [InlineData("the call took no effect", "call", "tea", "Boil", "--specs", "specs", "--endpoint", "http://127.0.0.1:9")]
    public async Task A_signal_at_the_very_start_ends_every_command_with_130_and_no_output(string outcome, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "specs", "tea.yaml");
        folder.Write(File.ReadAllText(Path.Combine(TestData.Model, "api.json")), "model", "api.json");
        SortedDictionary<string, string> before = folder.Snapshot();
        using StringWriter output = new();
        using StringWriter error = new();
        string[] placed = [.. arguments.Select(argument => argument is "specs" or "model" or "out" ? folder.File(argument) : argument)];

        int code = await ApiGenCommand.Create().Parse(placed, ApiGenCommand.Parsing).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, new CancellationToken(canceled: true));

        Assert.Equal((130, "", $"apigen: stopping.\napigen: interrupted; {outcome}.\n"), (code, output.ToString(), error.ToString().ReplaceLineEndings("\n")));
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_signal_that_comes_when_the_work_is_done_is_told_as_such_with_the_exit_code_of_the_work()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource stop = new();
        await using StoppingWriter output = new(stop);
        using StringWriter error = new();

        int code = await ApiGenCommand.Create().Parse(["import", TestData.Model, "--out", folder.Path], ApiGenCommand.Parsing).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, stop.Token);

        Assert.Equal((0, "apigen: stopping.\napigen: the work was done before it could be stopped.\n"), (code, error.ToString().ReplaceLineEndings("\n")));
        Assert.True(File.Exists(folder.File("tea", "2024-03-01", "service.yaml")));
    }

    [Theory]
    [InlineData(true, "apigen: error: the build has not ended. Nothing was written.\n")]
    [InlineData(false, "apigen: error: the build has not ended.\n")]
    public async Task What_has_not_ended_in_time_is_a_failure_like_others(bool writes, string told)
    {
        Command command = new("work");
        command.Runs((_, _) => throw new TimeoutException("the build has not ended."), writes: writes);
        using StringWriter error = new();

        int code = await new RootCommand { command, CommandRunner.Verbose }.Parse(["work"]).InvokeAsync(new InvocationConfiguration { Error = error }, TestContext.Current.CancellationToken);

        Assert.Equal((1, told), (code, error.ToString().ReplaceLineEndings("\n")));
    }

    public static TheoryData<string, string> Texts =>
    [
        .. ApiGenCommand.Create().Subcommands.SelectMany(command => command.Arguments.Cast<Symbol>().Concat(command.Options)
            .Where(symbol => (symbol is Argument argument ? argument.ValueType : ((Option)symbol).ValueType) is var type && (type == typeof(string) || type == typeof(string[])))
            .Select(symbol => new TheoryDataRow<string, string>(command.Name, symbol.Name))),
    ];

    // What the platform makes of bytes that are not UTF-8 would be another place, another file, or another word.
    [Theory]
    [MemberData(nameof(Texts))]
    public async Task An_argument_that_has_not_arrived_whole_is_refused_by_every_command(string name, string symbol)
    {
        Command command = ApiGenCommand.Create().Subcommands.Single(command => command.Name == name);
        string[] arguments =
        [
            name,
            .. command.Arguments.Where(argument => argument.Name == symbol || argument.Arity.MinimumNumberOfValues > 0).Select(argument => argument.Name == symbol ? "sp\uFFFDcs" : "x"),
            .. command.Options.Where(option => option.Name == symbol || option.Required).SelectMany(option => new[] { option.Name, option.Name == symbol ? "sp\uFFFDcs" : "x" }),
        ];
        ParseResult parsed = ApiGenCommand.Create().Parse(arguments, ApiGenCommand.Parsing);
        using StringWriter error = new();

        // Words, dates and names of C# have forms of their own.
        if (parsed.Errors.Count == 0)
        {
            Assert.Equal(1, await parsed.InvokeAsync(new InvocationConfiguration { Error = error }, TestContext.Current.CancellationToken));
            Assert.StartsWith($"apigen: error: {(symbol[0] == '-' ? symbol : $"<{symbol}>")} holds U+FFFD or half of a character, as arguments do that are not in UTF-8; nothing was ", error.ToString(), StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(parsed.Errors, fault => fault.Message.Contains('\uFFFD', StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("exec dotnet \"$@\" --out \"$name\"", "apigen: error: --out holds U+FFFD")]
    [InlineData("mkdir \"$name\" && cd \"$name\" && exec dotnet \"$@\" --out specs", "apigen: error: the current folder, '")]
    public async Task Bytes_that_are_not_UTF_8_lead_to_no_other_place(string script, string told)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere names are text.");
        using TemporaryFolder folder = new();
        ProcessStartInfo start = new("sh", ["-c", "name=\"$(printf 'sp\\351cs')\" && " + script, "sh", Path.Combine(AppContext.BaseDirectory, "apigen.dll"), "import", TestData.Model])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        CliResult result = await CliProcess.FinishAsync(Process.Start(start)!);
        bool isElsewhere = Directory.Exists(folder.File("sp\uFFFDcs"));

        // The platform cannot delete what has such a name.
        using Process remove = Process.Start("sh", ["-c", "rm -rf \"$1\"/sp*", "sh", folder.Path]);
        await remove.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, "", false), (result.ExitCode, result.Output, isElsewhere));
        Assert.StartsWith(told, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "specs", "--format", "SARIF")]
    [InlineData("diff", "specs", "specs", "-f", "Json")]
    [InlineData("generate", "specs", "--out", "out", "--visibility", "Internal", "--required-members", "KEYWORD")]
    [InlineData("completion", "Zsh")]
    [Long]
    public async Task A_choice_takes_any_case_of_letters(params string[] arguments)
    {
        using TemporaryFolder folder = new();
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "specs", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(arguments[0] switch { "check" => "\"2.1.0\"", "diff" => "[", "generate" => "Tea.Boil.g.cs", _ => "_apigen_complete" }, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no command 'inport'. Did you mean 'import'?\n'apigen --help'", "inport")]
    [InlineData("there is no command '--verson'. Did you mean '--version'?\n'apigen --help'", "--verson")]
    [InlineData("no command is given.\n'apigen --help'")]
    [InlineData("Required argument 'action' missing for command: 'call'.\n'apigen call --help'", "call", "tcsas")]
    [InlineData("Option '--out' is required.\n'apigen import --help'", "import", "x")]
    [InlineData("--timeout: '0' is no number of seconds from 0.001 to 86400.\n'apigen call --help'", "call", "tcsas", "CreateMNP", "--timeout", "0")]
    [InlineData("--timeout: 'NaN' is no number of seconds from 0.001 to 86400.\n'apigen call --help'", "call", "tcsas", "CreateMNP", "--timeout", "NaN")]
    [InlineData("--port: '90000' is no whole number from 0 to 65535.\n'apigen serve --help'", "serve", "--port", "90000")]
    public async Task Wrong_usage_is_told_on_standard_error_alone(string message, params string[] arguments)
    {
        CliResult result = await CliProcess.RunAsync(arguments);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("apigen: error: " + message + " shows how it is used.", result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", "model", "--out", "file")]
    [InlineData("import", "model", "--out", "file/inner")]
    [InlineData("generate", "specs", "--out", "file")]
    [InlineData("add", "tea", "--from", "clone", "--out", "file")]
    [InlineData("update", "--specs", "file")]
    public async Task A_file_in_place_of_a_folder_is_named_and_stays(params string[] arguments)
    {
        using TemporaryFolder folder = new();
        folder.Write("mine", "file");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "specs", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        Assert.Equal((1, "mine"), (result.ExitCode, folder.Read("file")));
        Assert.Matches("^apigen: error: 'file' is a file. Name a folder.|^apigen: error: 'file/inner' cannot be a folder: '.*file' is a file.", result.Error);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/inner")]
    [Long]
    public async Task Links_that_lead_to_each_other_are_no_folder(string output)
    {
        using TemporaryFolder folder = new();
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "specs", "tea.yaml");
        Directory.CreateSymbolicLink(folder.File("a"), "b");
        Directory.CreateSymbolicLink(folder.File("b"), "a");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", output);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^apigen: error: '.*a' is a link to 'b', which leads back to itself. Make that folder, or name another.", result.Error);
    }

    [Fact]
    [Long]
    public async Task A_link_that_leads_nowhere_is_no_folder_and_no_file()
    {
        using TemporaryFolder folder = new();
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "specs", "tea.yaml");
        Directory.CreateSymbolicLink(folder.File("link"), "nowhere");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "link");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^apigen: error: '.*link' is a link to 'nowhere', which is not there. Make that folder, or name another.", result.Error);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("link/inner")]
    [Long]
    public async Task A_folder_is_written_through_a_link(string named)
    {
        using TemporaryFolder folder = new();
        folder.Write("", "real", "here");
        Directory.CreateSymbolicLink(folder.File("link"), "real");

        CliResult imported = await CliProcess.RunInAsync(folder.Path, "import", TestData.Model, "--out", named);
        CliResult generated = await CliProcess.RunInAsync(folder.Path, "generate", named, "--out", named + "/code");

        Assert.Equal((0, ""), (imported.ExitCode, imported.Error));
        Assert.Equal((0, ""), (generated.ExitCode, generated.Error));
        string written = Path.Combine(folder.Path, named.Replace("link", "real", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(written, "tea", "2024-03-01", "service.yaml")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(written, "code"), "*.g.cs"));
    }

    [Theory]
    [InlineData("/proc/x")]
    [InlineData("/proc/x/y")]
    [InlineData("/sys/kernel/x")]
    [Long]
    public async Task A_folder_that_cannot_be_made_is_named(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere there are no such places.");

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", name);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches($"^apigen: error: the folder '{name[..name.LastIndexOf('x')]}x' cannot be made: .+[^.]\\. Nothing was written\\.\n$", result.Error.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(0, "list")]
    [InlineData(0, "serve", "specs", "--quiet")]
    [InlineData(1, "check", "nothing")]
    [InlineData(1, "diff", "a", "b")]
    [InlineData(1, "call", "tcsas", "Nope")]
    [InlineData(1, "inport")]
    [InlineData(1, "list", "--nope")]
    [Long]
    public async Task A_standard_error_that_cannot_be_written_changes_no_end(int code, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere there is no file that is always full.");
        using TemporaryFolder folder = new();
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "specs", "part", "tea.yaml");
        if (arguments is ["list"])
        {
            folder.Write("- nothing", ".git");
            Directory.Delete(folder.File("specs"), recursive: true);
        }

        foreach (string nowhere in new[] { "2>/dev/full", "2>&-" })
        {
            ProcessStartInfo start = new("sh", ["-c", "exec dotnet \"$@\" " + nowhere, "sh", Path.Combine(AppContext.BaseDirectory, "apigen.dll"), .. arguments])
            {
                WorkingDirectory = folder.Path,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            Process process = Process.Start(start)!;
            if (arguments[0] == "serve")
            {
                await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
                CliProcess.Signal(process, "TERM");
            }

            CliResult result = await CliProcess.FinishAsync(process);

            Assert.Equal((code, ""), (result.ExitCode, result.Error));
            Assert.Equal(arguments is ["list"], result.Output.Contains("CreateMNP", StringComparison.Ordinal));
        }
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
