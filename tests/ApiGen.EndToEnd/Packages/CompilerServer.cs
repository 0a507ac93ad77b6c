using System.Diagnostics;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>A server of the SDK's compiler that belongs to this run alone: it is warm for all builds of the run and ends with it.</summary>
internal sealed class CompilerServer : IDisposable
{
    private readonly Process _process;

    private CompilerServer(string id, Process process)
    {
        Id = id;
        _process = process;
    }

    /// <summary>What builds set as <c>SharedCompilationId</c> to use it.</summary>
    public string Id { get; }

    public static async Task<CompilerServer> StartAsync()
    {
        string project = Path.Combine(Repository.Root, "tests", "ApiGen.EndToEnd", "ApiGen.EndToEnd.csproj");
        ProcessRun folder = await ProcessRun.RunAsync("dotnet", ["msbuild", project, "-getProperty:RoslynTargetsPath"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(folder.ExitCode == 0, folder.Everything);
        string id = "apigen-" + Guid.NewGuid().ToString("N")[..8];
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(folder.Output[0], "bincore", "VBCSCompiler.dll"), "-pipename:" + id])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new CompilerServer(id, Process.Start(start)!);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
