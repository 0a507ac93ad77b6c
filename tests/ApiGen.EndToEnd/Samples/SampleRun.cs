using System.Diagnostics;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Samples;

/// <summary>Samples as processes of their own, without the credentials that the machine may have, and where an office names a proxy, which nobody on this machine may need.</summary>
internal static class SampleRun
{
    // Nothing listens there.
    private const string Proxy = "http://127.0.0.1:9";

    private static readonly Dictionary<string, string?> Office = new()
    {
        ["HTTP_PROXY"] = Proxy,
        ["http_proxy"] = Proxy,
        ["HTTPS_PROXY"] = Proxy,
        ["ALL_PROXY"] = Proxy,
        ["NO_PROXY"] = null,
        ["no_proxy"] = null,
        ["TENCENTCLOUD_SECRET_ID"] = null,
        ["TENCENTCLOUD_SECRET_KEY"] = null,
        ["TENCENTCLOUD_TOKEN"] = null,
        ["TENCENTCLOUD_REGION"] = null,
    };

    /// <summary>Runs a sample to its end.</summary>
    public static Task<ProcessRun> RunAsync(string sample, IEnumerable<string> arguments, Dictionary<string, string?>? variables = null) => ProcessRun.RunAsync(
        "dotnet",
        [Repository.Output("samples/" + sample, "net10.0"), .. arguments],
        environment: Environment(variables),
        cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Starts a sample that is to be interrupted, or that runs until it is stopped.</summary>
    public static Process Start(string sample, IEnumerable<string> arguments, string folder, Dictionary<string, string?>? variables = null)
    {
        ProcessStartInfo start = new("dotnet", [Repository.Output("samples/" + sample, "net10.0"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in Environment(variables))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static Dictionary<string, string?> Environment(Dictionary<string, string?>? variables) =>
        Office.Concat(variables ?? []).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
}
