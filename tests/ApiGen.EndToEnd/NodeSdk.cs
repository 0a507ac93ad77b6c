using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd;

/// <summary>The vendor's SDK for Node.js, run in a process of its own by <c>node/call.js</c>.</summary>
internal static class NodeSdk
{
    private const string Package = "tencentcloud-sdk-nodejs-intl-en";

    /// <summary>Why the SDK cannot be used here; null when it can.</summary>
    public static string? Unavailable { get; } = FindFault();

    /// <summary>What <c>call.js</c> changes of a signed call, and the code with which it is refused.</summary>
    public static IReadOnlyDictionary<string, string> Tampers { get; } = new Dictionary<string, string>
    {
        ["body"] = "AuthFailure.SignatureFailure",
        ["timestamp"] = "AuthFailure.SignatureFailure",
        ["host"] = "AuthFailure.SignatureFailure",
        ["contentType"] = "AuthFailure.SignatureFailure",
        ["noTimestamp"] = "MissingParameter",
        ["noAuthorization"] = "AuthFailure.InvalidAuthorization",
        ["expired"] = "AuthFailure.SignatureExpire",
        ["malformed"] = "AuthFailure.InvalidAuthorization",
        ["algorithm"] = "AuthFailure.InvalidAuthorization",
        ["date"] = "AuthFailure.SignatureFailure",
        ["service"] = "AuthFailure.SignatureFailure",
        ["terminator"] = "AuthFailure.InvalidAuthorization",
        ["unsorted"] = "AuthFailure.InvalidAuthorization",
        ["twice"] = "AuthFailure.InvalidAuthorization",
        ["unsigned"] = "AuthFailure.InvalidAuthorization",
        ["unsent"] = "AuthFailure.SignatureFailure",
        ["signature"] = "AuthFailure.SignatureFailure",
    };

    private static string Folder => Path.Combine(Repository.Root, "tests", "ApiGen.EndToEnd", "node");

    /// <summary>Sends one call and gives what <c>call.js</c> printed: <c>response</c>, or <c>code</c> and <c>message</c>.</summary>
    public static async Task<JsonElement> CallAsync(JsonObject input, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("node", ["call.js", input.ToJsonString()])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return JsonElement.Parse(await output);
    }

    private static string? FindFault()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", Package)))
        {
            return $"{Package} is not installed: run `npm install` in tests/ApiGen.EndToEnd/node.";
        }

        try
        {
            using Process? process = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true });
            process?.WaitForExit();
            return process?.ExitCode == 0 ? null : "node does not run.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "node is not on the PATH.";
        }
    }
}
