using ApiGen.Runtime;
using TencentCloud.Tcsas;

namespace QuickStart;

/// <summary>One call to the real service, with the credentials of the environment.</summary>
internal static class LiveRun
{
    private static readonly string[] Variables = ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_REGION"];

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        string[] missing = [.. Variables.Where(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))];
        if (missing.Length > 0)
        {
            Console.Error.WriteLine($"--live needs {string.Join(", ", missing)} in the environment. Nothing was sent.");
            Console.Error.WriteLine("Keys are made in the console under Access Management; the region is one that tcsas supports, such as ap-singapore.");
            return 2;
        }

        try
        {
            using TcsasClient client = new(new EnvironmentCredentialProvider(), Environment.GetEnvironmentVariable("TENCENTCLOUD_REGION"));
            CreateMNPResponse created = await client.CreateMNPAsync(MiniProgram.Request(), cancellationToken);
            Console.WriteLine($"ResourceId: {created.Data.ResourceId}");
            Console.WriteLine($"RequestId: {created.RequestId}");
            return 0;
        }
        catch (Exception exception) when (exception is ApiException or ArgumentException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
