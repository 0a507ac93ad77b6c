using System.Diagnostics;
using System.Globalization;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Samples;

/// <summary>The sample that works through a list: whatever interrupts it, each mini program is created once.</summary>
public sealed class WorkerTests : IDisposable
{
    private const int Wanted = 24;

    private const string Header = "name,type,introduction,description,icon,platform,team";

    private readonly string _folder = Directory.CreateTempSubdirectory("apigen-worker-").FullName;

    private string List => Path.Combine(_folder, "list.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Long]
    public async Task Without_credentials_it_works_through_its_list_on_a_gateway_of_its_own()
    {
        Write(["One", "\"Two, with a comma\"", "\"Three \"\"3\"\"\""]);

        ProcessRun run = await SampleRun.RunAsync("Worker", [List]);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal("3 of 3 mini programs are there.", run.Output[^1]);
        Assert.Equal(["One", "Three \"3\"", "Two, with a comma"], Journal().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Long]
    public async Task Killed_while_calls_are_under_way_it_goes_on_without_creating_any_twice()
    {
        await using MiniProgramService service = await MiniProgramService.StartAsync(responses: 7);
        Write(Names());
        using (Process worker = Start(service))
        {
            await service.Held;
            worker.Kill();
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // As if the disk had been cut off, too.
        File.AppendAllText(List + ".journal", "{\"Name\":\"Mini prog");
        int created = service.Names.Count;
        Assert.InRange(created, 8, Wanted - 1);
        service.Release();

        ProcessRun second = await SampleRun.RunAsync("Worker", [List, "--endpoint", service.Endpoint.ToString()]);

        Assert.True(second.ExitCode == 0, second.Everything);
        Assert.Equal(Names(), service.Names.Order(StringComparer.Ordinal));
        Assert.All(Journal(), created => Assert.Equal("id of " + created.Key, created.Value));
        Assert.Equal(Names(), Journal().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Long]
    public async Task Told_to_stop_it_waits_for_the_calls_under_way_and_begins_no_more()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no signal to one process.");
        await using MiniProgramService service = await MiniProgramService.StartAsync(responses: 7);
        Write(Names());
        using Process worker = Start(service);
        await service.Held;

        await ProcessRun.RunAsync("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)], cancellationToken: TestContext.Current.CancellationToken);

        string? told = await worker.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Stopping after the calls under way", told, StringComparison.Ordinal);
        service.Release();
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, worker.ExitCode);
        Assert.InRange(service.Names.Count, 8, Wanted - 1);
        Assert.All(Journal(), created => Assert.Equal("id of " + created.Key, created.Value));
        Assert.Equal(service.Names.Order(StringComparer.Ordinal), Journal().Keys.Order(StringComparer.Ordinal));

        ProcessRun second = await SampleRun.RunAsync("Worker", [List, "--endpoint", service.Endpoint.ToString()]);

        Assert.True(second.ExitCode == 0, second.Everything);
        Assert.Equal(Names(), service.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Long]
    public async Task Run_again_when_all_is_done_it_calls_nothing()
    {
        await using MiniProgramService service = await MiniProgramService.StartAsync(responses: int.MaxValue);
        Write(["One", "Two"]);

        ProcessRun first = await SampleRun.RunAsync("Worker", [List, "--endpoint", service.Endpoint.ToString()]);
        ProcessRun second = await SampleRun.RunAsync("Worker", [List, "--endpoint", service.Endpoint.ToString()]);

        Assert.True(first.ExitCode == 0, first.Everything);
        Assert.Equal($"2 mini programs, 2 of them created before; calling {service.Endpoint}", second.Output[0]);
        Assert.Equal(2, service.Names.Count);
    }

    [Theory]
    [InlineData("One,t,i,d,https://127.0.0.1/i,p,\nOne,t,i,d,https://127.0.0.1/i,p,", "line 3: 'One' is in the list already.")]
    [InlineData("One,t,i,d,https://127.0.0.1/i,p", "line 2: 6 fields instead of 7")]
    [InlineData("One,t,,d,https://127.0.0.1/i,p,", "line 2: no introduction.")]
    [InlineData("One,\"t,i,d,https://127.0.0.1/i,p,", "line 2: a quote is not closed.")]
    public async Task A_mistake_in_the_list_is_told_by_its_line_before_anything_is_called(string rows, string told)
    {
        File.WriteAllText(List, $"{Header}\n{rows}\n");

        ProcessRun run = await SampleRun.RunAsync("Worker", [List]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(List + ".journal"));
    }

    private static IEnumerable<string> Names() => Enumerable.Range(1, Wanted).Select(number => $"Mini program {number:00}");

    private Process Start(MiniProgramService service) => SampleRun.Start("Worker", [List, "--endpoint", service.Endpoint.ToString()], _folder);

    private void Write(IEnumerable<string> names) => File.WriteAllText(
        List, string.Join('\n', [Header, .. names.Select(name => $"{name},Life Service,introduction,description,https://127.0.0.1/icon.png,T02245JR9111721GKOI,")]));

    /// <summary>The names in the journal with what it says of each last, read without the sample's own code.</summary>
    private Dictionary<string, string?> Journal()
    {
        Dictionary<string, string?> ids = [];
        foreach (string line in File.ReadLines(List + ".journal"))
        {
            using System.Text.Json.JsonDocument entry = System.Text.Json.JsonDocument.Parse(line);
            ids[entry.RootElement.GetProperty("Name").GetString()!] = entry.RootElement.GetProperty("Id").GetString();
        }

        return ids;
    }
}
