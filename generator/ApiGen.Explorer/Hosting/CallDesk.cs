using System.Globalization;
using System.Text;
using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.Emulator.Gateway;
using ApiGen.Explorer.Calling;
using ApiGen.Explorer.Code;
using ApiGen.Explorer.Signing;
using ApiGen.Runtime;
using ApiGen.Specs.Model;
using Microsoft.AspNetCore.Http;

namespace ApiGen.Explorer.Hosting;

/// <summary>Responds to what the form of an action asks for.</summary>
internal sealed class CallDesk(ExplorerSite site)
{
    /// <summary>The most calls that are sent at once.</summary>
    public const int MostCalls = 200;

    private const string UnknownAction = "The explorer knows no such action. If it was started anew with other specs, begin at its first page.";

    private static readonly TencentCloudCredential Example = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);
    private static readonly EmulatorCredential GatewayPair = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);

    /// <summary>What the form is made of.</summary>
    public async Task FormAsync(HttpContext context)
    {
        (ServiceModel Service, ActionModel Action)? found = Find(context.Request.Query["service"], context.Request.Query["version"], context.Request.Query["action"]);
        if (found is not { } place)
        {
            await RequestGuard.RefuseAsync(context, StatusCodes.Status404NotFound, UnknownAction).ConfigureAwait(false);
            return;
        }

        ExplorerGateway gateway = await site.GatewayAsync().ConfigureAwait(false);
        await PageJson.WriteAsync(context, CallForm.Of(place.Service, place.Action, site.CanCallServices, gateway.Emulator.Endpoint, KnownRegions.All)).ConfigureAwait(false);
    }

    /// <summary>What is known of a call before it is sent.</summary>
    public async Task PreviewAsync(HttpContext context)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } asked)
        {
            return;
        }

        (PageRequest page, ServiceModel service, ActionModel action, byte[] raw, ServiceTools tools, RequestReading reading) = asked;
        if (reading.Value is not { ValueKind: JsonValueKind.Object } value)
        {
            await PageJson.WriteAsync(context, new CallPreview(reading.Fault ?? "The request is a JSON object.", RegionFault(page, action), reading.Problems, 0, [], [])).ConfigureAwait(false);
            return;
        }

        ExplorerGateway gateway = await site.GatewayAsync().ConfigureAwait(false);
        byte[] members = tools.Body.Write(value, action);
        string? region = RegionOf(page, action);
        SignedRequest signed = SignedRequest.Of(service, action, members, raw, region, Example, Now());
        IReadOnlyList<CodeSample> samples = CodeSamples.Of(
            service, tools.Names, action, members, reading.IsRight && RegionFault(page, action) is null, region, new CodeTarget(page.IsReal ? null : gateway.Emulator.Endpoint, site.Options.SampleCredential), gateway.Emulator.Endpoint, signed);
        await PageJson.WriteAsync(context, new CallPreview(null, RegionFault(page, action), reading.Problems, signed.Body.Length, samples, Steps(signed))).ConfigureAwait(false);
    }

    /// <summary>Sends calls and tells line by line what becomes of them.</summary>
    public async Task CallAsync(HttpContext context)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } asked)
        {
            return;
        }

        (PageRequest page, ServiceModel service, ActionModel action, byte[] raw, ServiceTools tools, RequestReading reading) = asked;
        if (Refusal(page, action, reading) is { } refusal)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await PageJson.WriteAsync(context, new CallNews("refused") { Message = refusal }).ConfigureAwait(false);
            return;
        }

        ExplorerGateway gateway = await site.GatewayAsync().ConfigureAwait(false);
        using JsonDocument members = JsonDocument.Parse(tools.Body.Write(reading.Value!.Value, action), new JsonDocumentOptions { MaxDepth = 256 });
        CallOrder order = new(
            service, action, members.RootElement, raw, RegionOf(page, action), page.IsReal ? CallTarget.Service : CallTarget.Gateway, page.Count, page.IsThrottled);
        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        await foreach (CallNews news in gateway.Caller.RunAsync(order, context.RequestAborted).ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, news, PageJson.Options, context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Explains why the signature of another program is refused.</summary>
    public async Task ExplainAsync(HttpContext context)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } asked)
        {
            return;
        }

        (PageRequest page, ServiceModel service, ActionModel action, byte[] raw, ServiceTools tools, RequestReading reading) = asked;
        long? timestamp = null;
        if (page.Timestamp.Trim() is { Length: > 0 } given)
        {
            timestamp = CallTimestamp.Parse(given);
            if (CallTimestamp.OfMilliseconds(given) is { } seconds)
            {
                await FaultAsync($"is in milliseconds; X-TC-Timestamp is in seconds, such as {CallTimestamp.Text(seconds)}").ConfigureAwait(false);
                return;
            }

            if (timestamp is null)
            {
                await FaultAsync($"is no number of seconds since 1970-01-01 UTC, such as {CallTimestamp.Text(Now())}").ConfigureAwait(false);
                return;
            }
        }

        byte[] body = action.RequestBody == RequestBodyKind.OctetStream ? raw
            : reading.Value is { ValueKind: JsonValueKind.Object } value ? tools.Body.Write(value, action)
            : Encoding.UTF8.GetBytes(page.Json);
        ExplorerGateway gateway = await site.GatewayAsync().ConfigureAwait(false);
        FailureExplainer explainer = new(service, action, body, page.Json, RegionOf(page, action), GatewayPair, gateway.Emulator.Endpoint.Authority);
        FailureExplanation explanation = explainer.Explain(page.Pasted, timestamp, Now());
        await PageJson.WriteAsync(context, FaultOf(action, reading) is { } unread ? explanation with { Verdict = $"The form is at fault: {unread} The body that is compared is its text as it stands. {explanation.Verdict}" } : explanation).ConfigureAwait(false);

        Task FaultAsync(string fault) => PageJson.WriteAsync(context, new FailureExplanation("", [], -1) { TimestampFault = fault });
    }

    /// <summary>Why the form has no body to compare with; null when it has one.</summary>
    private static string? FaultOf(ActionModel action, RequestReading reading) =>
        action.Unsigned || action.RequestBody == RequestBodyKind.OctetStream || reading.Value is { ValueKind: JsonValueKind.Object } ? null : reading.Fault ?? "The request is a JSON object.";

    private string? Refusal(PageRequest page, ActionModel action, RequestReading reading) =>
        reading.Value is not { ValueKind: JsonValueKind.Object } ? reading.Fault ?? "The request is a JSON object."
        : page.Count is < 1 or > MostCalls ? string.Create(CultureInfo.InvariantCulture, $"The number of calls is not from 1 to {MostCalls}; nothing was sent.")
        : RegionFault(page, action) is { } fault ? $"The region {fault}; nothing was sent."
        : !page.IsReal ? null
        : !site.CanCallServices ? "There are no credentials for the real service: only the embedded gateway can be called."
        : !reading.IsRight ? "The request does not fit the spec; nothing was sent to the real service."
        : !action.Idempotent && !page.IsConfirmed ? "The action is not idempotent: sending it to the real service has to be confirmed."
        : null;

    private async Task<Asked?> ReadAsync(HttpContext context)
    {
        if (await PageJson.ReadAsync<PageRequest>(context).ConfigureAwait(false) is not { } page)
        {
            return null;
        }

        byte[] raw = new byte[page.Raw.Length];
        if (Find(page.Service, page.Version, page.Action) is not var (service, action) || !Convert.TryFromBase64String(page.Raw, raw, out int length))
        {
            await RequestGuard.RefuseAsync(context, StatusCodes.Status404NotFound, UnknownAction).ConfigureAwait(false);
            return null;
        }

        ServiceTools tools = site.ToolsOf(service);
        return new Asked(page, service, action, raw[..length], tools, RequestReading.Of(page.Json, action, tools.Conformance, tools.Formats));
    }

    private (ServiceModel Service, ActionModel Action)? Find(string? name, string? version, string? action) =>
        site.Service(name, version) is { } service && service.Actions.FirstOrDefault(candidate => candidate.Name == action) is { } found ? (service, found) : null;

    private long Now() => site.Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();

    private static string? RegionOf(PageRequest page, ActionModel action) => action.Region == RegionRequirement.None || string.IsNullOrWhiteSpace(page.Region) ? null : page.Region.Trim();

    /// <summary>What is wrong with the region, worded as for members.</summary>
    private static string? RegionFault(PageRequest page, ActionModel action) => RegionOf(page, action) switch
    {
        null => action.Region == RegionRequirement.Required ? "is required" : null,
        { } region when region.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') => null,
        _ => "consists of small letters, digits and hyphens, such as ap-singapore",
    };

    private static IReadOnlyList<CallPreview.Step> Steps(SignedRequest signed)
    {
        if (signed.Explanation is not { } explanation)
        {
            return [];
        }

        return
        [
            new("Hashed payload", explanation.HashedPayload, "The SHA-256 of the body, in lower-case digits."),
            new("Canonical request", explanation.CanonicalRequest, "Method, path, query, the signed headers, their names, and the hashed payload, a line each."),
            new("Hash of the canonical request", explanation.CanonicalRequestHash, "Its SHA-256."),
            new("String to sign", explanation.StringToSign, "Algorithm, timestamp, scope (the UTC date of the timestamp, the service), and that hash."),
            new("Derived keys, as fingerprints", string.Join('\n', explanation.KeyFingerprints.Select(static key => $"{key.Key}  {key.Value}")), "HMAC-SHA256 of the date under TC3 and the secret key, of the service under that, of tc3_request under that. Shown is the beginning of each key's SHA-256."),
            new("Authorization header", explanation.Authorization, "The HMAC-SHA256 of the string to sign under SecretSigning is the signature."),
        ];
    }

    /// <summary>What a page asked for, with all that was found.</summary>
    private sealed record Asked(PageRequest Page, ServiceModel Service, ActionModel Action, byte[] Raw, ServiceTools Tools, RequestReading Reading);
}
