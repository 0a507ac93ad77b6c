using System.Runtime.InteropServices;
using ApiGen.Emulator;
using ApiGen.Runtime;
using TencentCloud.Tcsas;
using Worker;

const string Usage = """
    Usage: Worker [list.csv] [--endpoint URL]

    Creates the mini programs of the list, each once, however often it is stopped and started again. Ctrl+C stops it after the calls
    under way, Ctrl+C again at once. What was done stands in list.csv.journal.

    It calls the service with TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and TENCENTCLOUD_REGION. Without them it calls a gateway on
    this machine: the one at --endpoint ("apigen serve" starts one), or one that it starts for itself.
    """;

string list;
Uri? endpoint = null;
switch (args)
{
    case []:
        list = Path.Combine(AppContext.BaseDirectory, "miniprograms.csv");
        break;
    case [string path] when !path.StartsWith('-'):
        list = path;
        break;
    case [string path, "--endpoint", string url] when !path.StartsWith('-') && Uri.TryCreate(url, UriKind.Absolute, out endpoint):
        list = path;
        break;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

// The first Ctrl+C, or the SIGTERM of a container, begins nothing new; the second ends the calls under way.
using CancellationTokenSource stopping = new();
using CancellationTokenSource aborted = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

ApiEmulator? gateway = null;
try
{
    IReadOnlyList<CreateMNPRequest> requests = MiniProgramList.Read(list);
    using Journal journal = new(list + ".journal");

    bool isLive = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TENCENTCLOUD_SECRET_ID"));
    if (!isLive && endpoint is null)
    {
        gateway = await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"));
        endpoint = gateway.Endpoint;
    }

    using TcsasClient client = new(
        isLive ? new EnvironmentCredentialProvider() : new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey),
        region: Environment.GetEnvironmentVariable("TENCENTCLOUD_REGION") ?? "ap-singapore",
        new ApiClientOptions { Endpoint = endpoint });

    int before = requests.Count(request => journal.IsCreated(request.MNPName!));
    Console.WriteLine($"{requests.Count} mini programs, {before} of them created before; calling {endpoint?.ToString() ?? "the service"}");
    Progress progress = new(requests.Count, before, Console.Out, isTerminal: !Console.IsOutputRedirected);
    int failures = await new Creation(client, journal, progress).RunAsync(requests, stopping.Token, aborted.Token);
    Console.WriteLine($"{requests.Count(request => journal.IsCreated(request.MNPName!))} of {requests.Count} mini programs are there.");
    return failures == 0 ? 0 : 1;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped. Start it again to go on.");
    return 130;
}
catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
{
    Console.Error.WriteLine($"{list}: {exception.Message}");
    return 2;
}
finally
{
    if (gateway is not null)
    {
        await gateway.DisposeAsync();
    }
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    if (stopping.IsCancellationRequested)
    {
        aborted.Cancel();
        return;
    }

    stopping.Cancel();
    Console.Error.WriteLine("Stopping after the calls under way; Ctrl+C again stops at once.");
}
