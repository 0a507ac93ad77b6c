using System.Diagnostics;
using System.Text;

namespace ApiGen.Cli.Tests.Reading;

/// <summary>Specs that are not UTF-8 do not pass anywhere.</summary>
public sealed class EncodingTests
{
    private const string Tea = "service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nsummary: Thé\nactions: { Boil: {} }\n";

    public static TheoryData<string> Others => ["iso-8859-1", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Others))]
    [Long]
    public async Task A_spec_that_is_not_UTF_8_is_an_error_of_every_command(string encoding)
    {
        using TemporaryFolder folder = Encoded(encoding);

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "specs");
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list");
        CliResult serve = await CliProcess.RunInAsync(folder.Path, "serve", "specs");

        Assert.Equal((1, 1, 1), (check.ExitCode, list.ExitCode, serve.ExitCode));
        Assert.Contains("error APIGEN0034", check.Output, StringComparison.Ordinal);
        Assert.Contains("error APIGEN0034", list.Error, StringComparison.Ordinal);
        Assert.Contains("error APIGEN0034", serve.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Others))]
    [Long]
    public async Task An_import_makes_no_second_copy_of_a_service_that_cannot_be_read(string encoding)
    {
        using TemporaryFolder folder = Encoded(encoding);

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", TestData.Model, "--out", "specs");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("specs/all.yaml(1,1): error", result.Error, StringComparison.Ordinal);
        Assert.Equal([folder.File("specs", "all.yaml")], Directory.GetFiles(folder.File("specs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    [Long]
    public async Task A_committed_spec_that_is_not_UTF_8_is_an_error()
    {
        using TemporaryFolder folder = Encoded("iso-8859-1");
        foreach (string[] arguments in new string[][] { ["init", "-q"], ["add", "."], ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-qm", "Begin"] })
        {
            using Process git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder.Path })!;
            await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        folder.Write(Tea, "specs", "all.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "diff", "HEAD");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("HEAD:specs/all.yaml(5,", result.Error, StringComparison.Ordinal);
        Assert.Contains("APIGEN0034", result.Error, StringComparison.Ordinal);
    }

    private static TemporaryFolder Encoded(string encoding)
    {
        TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("specs"));
        File.WriteAllBytes(folder.File("specs", "all.yaml"), Encoding.GetEncoding(encoding).GetBytes(Tea));
        return folder;
    }
}
