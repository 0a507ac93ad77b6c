using ApiGen.Runtime.Redis.Tests.Support;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>Runs the tests, or calls the gateway when a test started this program to do so.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (ClientProcess.Assignment is { } assignment)
        {
            return await ClientProcess.RunAsync(assignment);
        }

        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
