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

    /// <summary>What <c>call.js</c> changes of a signed call, the code with which it is refused, and a piece of the message.</summary>
    public static IReadOnlyList<(string Tamper, string Code, string Message)> Tampers { get; } =
    [
        ("body", "AuthFailure.SignatureFailure", "the canonical request as received hashes to "),
        ("timestamp", "AuthFailure.SignatureFailure", "the canonical request as received hashes to "),
        ("host", "AuthFailure.SignatureFailure", "the canonical request as received hashes to "),
        ("contentType", "AuthFailure.SignatureFailure", "the canonical request as received hashes to "),
        ("noTimestamp", "MissingParameter", "`Timestamp` (header X-TC-Timestamp)"),
        ("wordyTimestamp", "InvalidParameter", "X-TC-Timestamp is not a UNIX time in whole seconds"),
        ("noAuthorization", "AuthFailure.InvalidAuthorization", "The Authorization header is missing"),
        ("expired", "AuthFailure.SignatureExpire", "may differ by 300 seconds"),
        ("early", "AuthFailure.SignatureExpire", "may differ by 300 seconds"),
        ("malformed", "AuthFailure.InvalidAuthorization", "The Authorization header is malformed"),
        ("algorithm", "AuthFailure.InvalidAuthorization", "The Authorization header is malformed"),
        ("date", "AuthFailure.SignatureFailure", "the credential scope's date is not 2"),
        ("service", "AuthFailure.SignatureFailure", "the canonical request as received hashes to "),
        ("terminator", "AuthFailure.InvalidAuthorization", "The Authorization header is malformed"),
        ("unsorted", "AuthFailure.InvalidAuthorization", "sorted in ASCII order: `content-type` comes before `host`"),
        ("twice", "AuthFailure.InvalidAuthorization", "names `host` twice"),
        ("unsigned", "AuthFailure.InvalidAuthorization", "must include content-type and host"),
        ("capitals", "AuthFailure.InvalidAuthorization", "must include content-type and host, in lower case"),
        ("capital", "AuthFailure.InvalidAuthorization", "names in lower case with a semicolon between them, not `X-TC-Action`"),
        ("unsent", "AuthFailure.SignatureFailure", "names `x-absent`, which was not sent"),
        ("signature", "AuthFailure.SignatureFailure", "the canonical request as received hashes to "),
    ];

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
