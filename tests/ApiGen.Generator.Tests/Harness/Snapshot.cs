using System.Runtime.CompilerServices;
using Xunit;

namespace ApiGen.Generator.Tests.Harness;

/// <summary>
/// Compares text with a file beside the test, in Verify's file convention: <c>Name.verified.cs</c> is what is expected,
/// <c>Name.received.cs</c> appears beside it when something else came out. To accept it, rename the file.
/// </summary>
internal static class Snapshot
{
    public static void Match(string received, string name, [CallerFilePath] string testFile = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        string verifiedPath = Path.Combine(folder, name + ".verified.cs");
        string receivedPath = Path.Combine(folder, name + ".received.cs");
        string expected = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath).ReplaceLineEndings("\n") : "";
        if (expected == received)
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedPath, received);
        Assert.Fail($"'{name}' differs from its snapshot. Compare {Path.GetFileName(receivedPath)} with {Path.GetFileName(verifiedPath)} in the folder Snapshots and rename it if it is right.");
    }
}
