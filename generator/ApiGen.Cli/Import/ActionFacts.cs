using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>Facts about actions that the official model does not carry.</summary>
public static class ActionFacts
{
    /// <summary>The platform's usual limit, taken for every action whose own is not documented.</summary>
    public static RateWindow PlatformRateLimit { get; } = new(20, 1);

    // An action that begins with one of these words reads and changes nothing, so repeating it is harmless.
    private static readonly string[] ReadPrefixes = ["Describe", "List", "Get", "Query", "Check"];

    // The model has no mark for bodies that are not JSON; these are the ones that the vendor's SDKs treat apart.
    private static readonly HashSet<(string Service, string Action)> OctetStreamRequests = [("cls", "UploadLog")];

    private static readonly HashSet<(string Service, string Action)> EventStreamResponses =
    [
        ("cls", "ChatCompletions"),
        ("es", "ParseDocument"),
        ("hunyuan", "ChatTranslations"),
        ("lkeap", "ChatCompletions"),
        ("lkeap", "ReconstructDocumentSSE"),
        ("trtc", "TextToSpeechSSE"),
    ];

    // These two give out credentials, so the caller has none to sign with; the vendor's SDKs send them unsigned.
    private static readonly HashSet<(string Service, string Action)> UnsignedActions =
        [("sts", "AssumeRoleWithSAML"), ("sts", "AssumeRoleWithWebIdentity")];

    /// <summary>Whether the action's name says that it only reads.</summary>
    public static bool IsRead(string action) => Array.Exists(
        ReadPrefixes,
        prefix => action.StartsWith(prefix, StringComparison.Ordinal) && (action.Length == prefix.Length || !char.IsLower(action[prefix.Length])));

    /// <summary>How the action's request travels.</summary>
    public static RequestBodyKind RequestBody(string service, string action) =>
        OctetStreamRequests.Contains((service, action)) ? RequestBodyKind.OctetStream : RequestBodyKind.Json;

    /// <summary>How the action's response travels.</summary>
    public static ResponseBodyKind ResponseBody(string service, string action) =>
        EventStreamResponses.Contains((service, action)) ? ResponseBodyKind.EventStream : ResponseBodyKind.Json;

    /// <summary>Whether the action is called without a signature.</summary>
    public static bool IsUnsigned(string service, string action) => UnsignedActions.Contains((service, action));

    /// <summary>The access host that the vendor's international pages name for a service.</summary>
    public static string Endpoint(string service) => service + ".intl.tencentcloudapi.com";

    /// <summary>The C# name of a service: <c>tcsas</c> becomes <c>Tcsas</c>, <c>dns-pod</c> becomes <c>DnsPod</c>.</summary>
    public static string PascalName(string service) => string.Concat(
        service.Split(['-', '_', '.', ' '], StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
