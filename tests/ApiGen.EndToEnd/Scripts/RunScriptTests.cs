using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Scripts;

/// <summary>The script of the build server, with programs in the place of the SDK and the system's that only say that they were called.</summary>
public sealed class RunScriptTests : IDisposable
{
    private const string Made = "mkdir -p artifacts/reference/site && touch artifacts/reference/site/index.html";

    // What the scripts call besides the SDK. Nothing else of the machine is in view, so that what .ci/run would install is missing.
    private static readonly string[] Tools = ["bash", "dirname", "grep", "mkdir", "mktemp", "rm", "tail", "tee", "timeout", "touch"];

    private readonly string _folder = Directory.CreateTempSubdirectory("apigen-run-").FullName;

    private string Root => Path.Combine(_folder, "repository");

    private string Calls => Path.Combine(_folder, "calls");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Long]
    public async Task It_passes_where_the_tests_pass_and_the_reference_is_made()
    {
        ProcessRun run = await RunAsync(docfx: Made);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal("3 passed, 0 failed, 0 skipped", run.Output[^1]);
        Assert.Contains("dotnet docfx .ci/reference.json --warningsAsErrors", await File.ReadAllLinesAsync(Calls, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_passes_where_the_tools_cannot_be_installed_and_says_that_no_reference_was_made()
    {
        ProcessRun run = await RunAsync(docfx: "exit 1", restore: "echo 'no such source'; exit 1");

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("no such source", run.Errors, StringComparison.Ordinal);
        Assert.Contains("the reference of the API is not made", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 'warning: InvalidCref: Nobody.Nowhere'; exit 3", "warning: InvalidCref: Nobody.Nowhere")]
    [InlineData("exit 0", "No page index.html was made.")]
    public async Task It_fails_where_the_reference_cannot_be_made_and_says_why(string docfx, string told)
    {
        // What an earlier run left does not count.
        Directory.CreateDirectory(Path.Combine(Root, "artifacts", "reference", "site"));
        await File.WriteAllTextAsync(Path.Combine(Root, "artifacts", "reference", "site", "index.html"), "", TestContext.Current.CancellationToken);

        ProcessRun run = await RunAsync(docfx);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "apt-get update -qq", "env DEBIAN_FRONTEND=noninteractive apt-get install ")]
    [InlineData(1000, "sudo apt-get update -qq", "sudo env DEBIAN_FRONTEND=noninteractive apt-get install ")]
    public async Task What_is_missing_is_installed_as_the_superuser(int user, string update, string install)
    {
        ProcessRun run = await RunAsync(Made, user);

        string[] calls = [.. (await File.ReadAllLinesAsync(Calls, TestContext.Current.CancellationToken)).Where(call => call.Contains("apt-get", StringComparison.Ordinal))];
        Assert.True(calls.Length == 2, run.Everything);
        Assert.Equal(update, calls[0]);
        Assert.StartsWith(install, calls[1], StringComparison.Ordinal);
        Assert.Contains("redis-server", calls[1], StringComparison.Ordinal);
    }

    private async Task<ProcessRun> RunAsync(string docfx, int user = 0, string restore = "")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is one of bash.");
        string programs = Path.Combine(_folder, "programs");
        Directory.CreateDirectory(programs);
        Directory.CreateDirectory(Path.Combine(Root, ".ci"));
        foreach (string script in new[] { "run", "reference" })
        {
            File.Copy(Path.Combine(Repository.Root, ".ci", script), Path.Combine(Root, ".ci", script));
        }

        foreach (string tool in Tools)
        {
            string path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, tool)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(programs, tool), path);
        }

        Program(programs, "id", $"echo {user}");
        Program(programs, "sudo", "");
        Program(programs, "env", "");
        Program(programs, "apt-get", "");
        Program(programs, "dotnet", $"""
            case "$1" in
              test) printf '  total: 3\n  failed: 0\n  succeeded: 3\n  skipped: 0\n' ;;
              tool) {(restore.Length > 0 ? restore : ":")} ;;
              docfx) {docfx} ;;
            esac
            """);

        return await ProcessRun.RunAsync(
            Path.Combine(programs, "bash"), [Path.Combine(Root, ".ci", "run")], Root, new Dictionary<string, string?> { ["PATH"] = programs, ["APIGEN_FULL"] = null }, TestContext.Current.CancellationToken);
    }

    private void Program(string folder, string name, string code)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!{Path.Combine(folder, "bash")}\necho \"{name} $*\" >>\"{Calls}\"\n{code}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
