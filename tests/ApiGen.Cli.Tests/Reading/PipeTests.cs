using System.Diagnostics;

namespace ApiGen.Cli.Tests.Reading;

/// <summary>What bears a file's name and is none is refused: pipes, which a read would wait for, and links that lead nowhere. Waiting for a person ends with a signal.</summary>
public sealed class PipeTests
{
    private const string Tea = "service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n";

    [Theory]
    [InlineData("check", "specs")]
    [InlineData("check", "specs/pipe.yaml")]
    [InlineData("list", "-s", "specs")]
    [InlineData("generate", "specs", "--out", "out")]
    [InlineData("import", "specs/pipe.yaml", "--out", "out")]
    [InlineData("call", "tcsas", "CreateMNP", "--json", "@specs/link")]
    public async Task A_pipe_is_refused_by_name(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("specs"));
        using (Process make = Process.Start("mkfifo", [folder.File("specs", "pipe.yaml")]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.CreateSymbolicLink(folder.File("specs", "link"), "pipe.yaml");
        if (arguments[0] == "call")
        {
            arguments = [.. arguments, "--specs", TestData.Specs];
        }

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("specs/(pipe.yaml|link)' is a pipe or a device", result.Error + result.Output);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--body")]
    public async Task A_standard_input_that_was_closed_is_told_and_not_waited_for(string option)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not tell what was open at the start.");
        using TemporaryFolder folder = new();
        folder.Write(Tea.Replace("Boil: {}", option == "--body" ? "Boil: { requestBody: octet-stream }" : "Boil: {}", StringComparison.Ordinal), "specs", "tea.yaml");
        ProcessStartInfo start = new("sh", ["-c", "exec dotnet \"$@\" <&-", "sh", Path.Combine(AppContext.BaseDirectory, "apigen.dll"), "call", "tea", "Boil", option, "-", "--endpoint", "http://127.0.0.1:9"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        CliResult result = await CliProcess.FinishAsync(Process.Start(start)!);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("standard input is closed", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("App.csproj", "check", "App.csproj")]
    [InlineData("App.csproj", "check")]
    [InlineData("App.csproj", "list")]
    [InlineData("App.csproj", "add", "tea", "--from", "clone", "--project", "App.csproj")]
    [InlineData("clone/tccli/services/tea/tea_client.py", "add", "tea", "--from", "clone")]
    [InlineData("limits.json", "import", "model", "--out", "out", "--limits", "limits.json")]
    [InlineData("actions.txt", "generate", "specs", "--out", "out", "--actions-file", "actions.txt")]
    public async Task A_pipe_in_another_place_is_refused_too(string pipe, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        using TemporaryFolder folder = new();
        folder.Write(Tea, arguments[0] == "generate" ? "specs" : "other", "tea.yaml");
        folder.Write(File.ReadAllText(Path.Combine(TestData.Model, "api.json")), "model", "api.json");
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(pipe))!);
        using (Process make = Process.Start("mkfifo", [folder.File(pipe)]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        if (arguments.Contains("--project"))
        {
            folder.Write(File.ReadAllText(Path.Combine(TestData.Model, "api.json")), "clone", "tccli", "services", "tea", "v20240301", "api.json");
            folder.Write("AVAILABLE_VERSION_LIST = [\"v20240301\"]", "clone", "tccli", "services", "tea", "tea_client.py");
        }

        CliResult result = await CliProcess.RunInAsync(folder.Path, arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches($"{Path.GetFileName(pipe)}' is a pipe or a device", result.Error);
    }

    [Theory]
    [InlineData("@specs", "'specs' is a folder, and only files are read")]
    [InlineData("@/dev/null", "'/dev/null' is a pipe or a device")]
    public async Task A_folder_or_a_device_in_place_of_a_file_is_named_as_what_it_is(string json, string message)
    {
        using TemporaryFolder folder = new();
        folder.Write(Tea, "specs", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "call", "tea", "Boil", "--json", json);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_gateway_refuses_a_pipe_in_a_folder_of_specs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        using TemporaryFolder folder = new();
        folder.Write(Tea, "tea.yaml");
        using (Process make = Process.Start("mkfifo", [folder.File("pipe.yaml")]))
        {
            make.WaitForExit();
        }

        Assert.Contains("pipe.yaml' is a pipe or a device", Assert.Throws<InvalidDataException>(() => ApiGen.Emulator.SpecFolder.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_a_mistake_among_the_others()
    {
        using TemporaryFolder folder = new();
        folder.Write(Tea.Replace("Boil", "Bo-il", StringComparison.Ordinal), "specs", "tea.yaml");
        folder.Write("x", "specs", "sub", "note.txt");
        File.CreateSymbolicLink(folder.File("specs", "gone.yaml"), "../away/gone.yaml");
        File.CreateSymbolicLink(folder.File("specs", "a.yaml"), "b.yaml");
        File.CreateSymbolicLink(folder.File("specs", "b.yaml"), "a.yaml");
        File.CreateSymbolicLink(folder.File("specs", "sub", "folder"), "nowhere");
        File.CreateSymbolicLink(folder.File("specs", "sub", ".#lock"), "somebody@host:1");
        File.CreateSymbolicLink(folder.File("specs", "sub", "note.md"), "nowhere");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "specs");
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "specs");
        CliResult alone = await CliProcess.RunInAsync(folder.Path, "check", "specs/gone.yaml");

        string[] lines = check.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith("specs/a.yaml(1,1): error APIGEN0035: The file cannot be read: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("specs/b.yaml(1,1): error APIGEN0035: The file cannot be read: ", lines[1], StringComparison.Ordinal);
        Assert.All(lines[..2], line => Assert.EndsWith(".yaml', which leads back to itself.", line, StringComparison.Ordinal));
        Assert.StartsWith("specs/gone.yaml(1,1): error APIGEN0035: The file cannot be read: ", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("gone.yaml' is a link to '../away/gone.yaml', which is not there.", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("specs/sub/folder(1,1): error APIGEN0035: The file cannot be read: ", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("specs/tea.yaml(", lines[4], StringComparison.Ordinal);
        Assert.EndsWith("5 errors, 0 warnings.\n", check.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), (check.ExitCode, list.ExitCode, alone.ExitCode));
        Assert.Contains("APIGEN0035", list.Error, StringComparison.Ordinal);
        Assert.Contains("specs/gone.yaml' is a link to '../away/gone.yaml', which is not there.", alone.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Of_a_project_too_what_cannot_be_read_is_a_mistake_among_the_others()
    {
        using TemporaryFolder folder = new();
        folder.Write(Tea.Replace("Boil", "Bo-il", StringComparison.Ordinal), "specs", "tea.yaml");
        File.CreateSymbolicLink(folder.File("specs", "gone.yaml"), "nowhere");
        File.CreateSymbolicLink(folder.File("actions.txt"), "nowhere");
        folder.Write(ProjectFile.With("<ApiSpec Include=\"specs/*.yaml\" /><ApiService Include=\"sts\" ActionsFile=\"actions.txt\" />"), "App.csproj");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        CliResult generate = await CliProcess.RunInAsync(folder.Path, "generate", ".", "--out", "code");
        CliResult specs = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code");

        Assert.Equal((1, 1, 1), (check.ExitCode, generate.ExitCode, specs.ExitCode));
        Assert.Contains(": 3 errors, ", check.Output, StringComparison.Ordinal);
        Assert.All([check.Output, generate.Error, specs.Error], told => Assert.Matches(@"(?m)^.*specs/gone\.yaml\(1,1\): error APIGEN0035: The file cannot be read: '.*gone\.yaml' is a link to 'nowhere', which is not there\.", told));
        Assert.All([check.Output, generate.Error, specs.Error], told => Assert.Matches(@"(?m)^.*specs/tea\.yaml\(\d+,\d+\): error APIGEN", told));
        Assert.All([check.Output, generate.Error], told => Assert.Matches(@"(?m)^.*actions\.txt\(1,1\): error APIGEN0035: ", told));
    }

    [Fact]
    public async Task A_line_end_in_a_files_name_begins_no_line_in_what_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        using TemporaryFolder folder = new();
        folder.Write("service: [\n", "specs", "a\nspecs/fine.yaml(1,1): error APIGEN0001: forged\n.yaml");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "specs");
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "specs");

        Assert.All((check.Output + list.Error).Split('\n'), line => Assert.DoesNotMatch("^specs/fine", line));
        Assert.StartsWith("specs/a\\u000Aspecs/fine.yaml(1,1): error APIGEN0001: forged\\u000A.yaml(", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_files_and_links_to_files_are_read()
    {
        using TemporaryFolder folder = new();
        folder.Write("", "specs", "empty.yaml");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "other", "tea.yaml");
        File.CreateSymbolicLink(folder.File("specs", "tea.yaml"), folder.File("other", "tea.yaml"));

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "specs");

        Assert.StartsWith("specs/empty.yaml(1,1): error APIGEN0010", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 files, 1 service, 1 action: 1 error, 0 warnings.\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signal_ends_the_wait_for_standard_input(bool endsInput)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Process process = CliProcess.Start(AppContext.BaseDirectory, "call", "tcsas", "CreateMNP", "--json", "-", "--specs", TestData.Specs);

        // More than a pipe holds: once all of it is gone, the tool has begun to read.
        await process.StandardInput.WriteAsync(new string(' ', 1_000_000).AsMemory(), TestContext.Current.CancellationToken);
        CliProcess.Signal(process, "TERM");
        if (endsInput)
        {
            // As where the signal ends the program before it in the pipeline as well.
            process.StandardInput.Close();
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith("apigen: interrupted; the call took no effect.\n", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
