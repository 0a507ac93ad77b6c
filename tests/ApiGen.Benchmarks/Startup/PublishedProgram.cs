using System.Diagnostics;

namespace ApiGen.Benchmarks.Startup;

/// <summary>One of the two programs, published.</summary>
internal sealed class PublishedProgram
{
    private readonly string _path;

    private PublishedProgram(string path) => _path = path;

    /// <summary>The size of the executable.</summary>
    internal long Size => new FileInfo(_path).Length;

    /// <summary>Publishes a program with the SDK that is on the path.</summary>
    /// <param name="name"><c>Generated</c> or <c>ByHand</c>.</param>
    /// <param name="native">Whether to native code, or to the intermediate language for the just-in-time compiler.</param>
    internal static PublishedProgram Publish(string name, bool native)
    {
        string project = Path.Combine(RepositoryRoot(), "tests", "ApiGen.Benchmarks", "Startup", "Programs", name, $"{name}.csproj");
        string folder = Path.Combine(AppContext.BaseDirectory, "programs", native ? "native" : "managed", name);
        Run("dotnet", "publish", project, "-c", "Release", "-o", folder, "-v", "quiet", "-nologo", "-nodeReuse:false", $"-p:NativeProgram={(native ? "true" : "false")}");
        return new PublishedProgram(Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name));
    }

    /// <summary>Runs the program to its end.</summary>
    /// <returns>The CPU time that it took, system included, and the time of day.</returns>
    internal (double CpuMilliseconds, double Milliseconds) Start(Uri service)
    {
        TimeSpan before = ChildTime.Total;
        long start = Stopwatch.GetTimestamp();
        Run(_path, service.ToString());
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return ((ChildTime.Total - before).TotalMilliseconds, time);
    }

    private static void Run(string file, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} failed:\n{output}");
        }
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ApiGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The start of programs is measured inside of the repository only.");
    }
}
