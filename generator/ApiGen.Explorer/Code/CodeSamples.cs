using System.Text;
using System.Text.Json;
using ApiGen.Explorer.Signing;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Explorer.Code;

/// <summary>
/// Writes one call for other programs. What is signed here is signed with the embedded gateway's pair, which is valid nowhere else: the credentials of the
/// real service never leave the process.
/// </summary>
internal static class CodeSamples
{
    /// <summary>The call in every form.</summary>
    /// <param name="service">The service.</param>
    /// <param name="names">Its names in C#.</param>
    /// <param name="action">The action.</param>
    /// <param name="members">The request's members as the generated client writes them.</param>
    /// <param name="fits">Whether the request fits the spec; C# has no form for one that does not, and <c>apigen call</c> refuses it.</param>
    /// <param name="region">The region; null for none.</param>
    /// <param name="target">Where the calls go.</param>
    /// <param name="gateway">The embedded gateway, for what is signed.</param>
    /// <param name="signed">The signed request.</param>
    public static IReadOnlyList<CodeSample> Of(
        ServiceModel service, ServiceNames names, ActionModel action, byte[] members, bool fits, string? region, CodeTarget target, Uri gateway, SignedRequest signed)
    {
        using JsonDocument request = JsonDocument.Parse(members, new JsonDocumentOptions { MaxDepth = 256 });
        RawBodyText? raw = action.RequestBody == RequestBodyKind.OctetStream ? RawBodyText.Of(signed.Body) : null;
        string expires = action.Unsigned ? "It goes to the embedded gateway." : "It goes to the embedded gateway, with a signature of the gateway's own pair that holds for five minutes.";
        string place = CSharpCode.IsBundled(service) ? "" : SpecPlace.Of(service).Note;
        string token = action.Request.Any(static member => member.Name == "ClientToken") ? "The client adds a ClientToken of its own unless the request has one." : "";
        return
        [
            fits
                ? new CodeSample("C#", new CSharpCode(service, names).Of(action, request.RootElement, region, target, raw?.InCode), Note($"{target.Credential.Note} {token}".Trim(), raw?.InCode))
                : new CodeSample("C#", "", "C# is shown when the request fits the spec."),
            !CSharpCode.IsBundled(service) && MsBuildValue.Fault(SpecPlace.Of(service)) is { } projectFault
                ? new CodeSample("Project file", "", $"Not shown: {projectFault}.")
                : new CodeSample("Project file", CSharpCode.ProjectItem(service, action), place),
            fits
                ? new CodeSample("apigen", Apigen(service, action, members, region, target, raw), Note($"{target.Credential.Note} {place}".Trim(), raw?.InArgument))
                : new CodeSample("apigen", "", "apigen call is shown when the request fits the spec: it sends no other."),
            signed.HeaderFault is { } fault
                ? new CodeSample("curl", "", $"Not shown: {fault}.")
                : new CodeSample("curl", Curl(signed, gateway, raw), Note(expires, raw?.InCode)),
            HttpFileFault(signed, raw) is { } httpFault
                ? new CodeSample("HTTP file", "", $"Not shown: {httpFault}.")
                : new CodeSample("HTTP file", HttpFile(action, signed, gateway, raw), Note($"{expires} {ProxyOf(gateway)} {MarksIn(signed, raw)}".Trim(), raw?.InHttpFile)),
        ];

        string Note(string note, string? inline) => raw is null || inline is not null ? note : $"The raw body is read from the file body.bin: write it there first. {note}".TrimEnd();
    }

    private static string Apigen(ServiceModel service, ActionModel action, byte[] members, string? region, CodeTarget target, RawBodyText? raw)
    {
        List<string> words = ["apigen", "call", ShellText.Quote(service.Name), ShellText.Quote(action.Name), "--api-version", ShellText.Quote(service.Version)];
        if (region is not null)
        {
            words.AddRange(["--region", ShellText.Quote(region)]);
        }

        // A terminal that cannot show a character leaves this one in its place, so the tool takes it for a mistake unless it is written as an escape.
        words.AddRange(["--json", ShellText.Quote(Encoding.UTF8.GetString(members).Replace("\uFFFD", "\\ufffd", StringComparison.Ordinal))]);
        if (raw is not null)
        {
            words.AddRange(["--body", raw.InArgument is { } text ? ShellText.Quote(text) : "@body.bin"]);
        }

        if (target.Gateway is not null)
        {
            words.AddRange(["--endpoint", ShellText.Quote(target.Gateway.ToString())]);
        }

        words.AddRange(target.Credential.Arguments.Select(ShellText.Quote));

        if (!CSharpCode.IsBundled(service))
        {
            words.AddRange(["--specs", ShellText.Quote(SpecPlace.Of(service) is { Path.Length: > 0 } place ? place.Path : ".")]);
        }

        return string.Join(' ', words) + "\n";
    }

    private static string Curl(SignedRequest signed, Uri gateway, RawBodyText? raw)
    {
        // A proxy of the environment (http_proxy) is on another machine, or cannot know this one's loopback.
        StringBuilder text = new("curl " + (gateway.IsLoopback ? $"--noproxy {ShellText.Quote(gateway.DnsSafeHost)} " : "") + ShellText.Quote(gateway.ToString()));
        foreach ((string name, string value) in signed.Headers)
        {
            text.Append(" \\\n  -H ").Append(ShellText.Quote($"{name}: {value}"));
        }

        // Of data-raw an @ at the start is no file.
        return text.Append(raw is { InCode: null } ? " \\\n  --data-binary @body.bin" : " \\\n  --data-raw " + ShellText.Quote(raw?.InCode ?? Encoding.UTF8.GetString(signed.Body))).Append('\n').ToString();
    }

    // Editors put variables in the place of what stands in double braces.
    private static string? HttpFileFault(SignedRequest signed, RawBodyText? raw) =>
        signed.HeaderFault is { } fault ? fault
        : signed.Headers.Any(static header => HasVariable(header.Value)) || (raw is null && HasVariable(Encoding.UTF8.GetString(signed.Body))) ? "an HTTP file takes {{ for the beginning of a variable"
        : null;

    // An HTTP file names no proxy, and none that is not to be used.
    private static string ProxyOf(Uri gateway) => $"Where the editor sends by a proxy (its settings, http_proxy), except {gateway.DnsSafeHost} from it: the proxy would get the request with its signature.";

    // An HTTP file has no escapes; a raw body with marks is read from a file, and no header has any.
    private static string MarksIn(SignedRequest signed, RawBodyText? raw) => raw is null && TextMarks.First(Encoding.UTF8.GetString(signed.Body)) is { } mark
        ? $"The body has marks that cannot be seen or turn what follows, such as {mark}, so it reads otherwise than what is sent." : "";

    private static bool HasVariable(string text) => text.Contains("{{", StringComparison.Ordinal);

    private static string HttpFile(ActionModel action, SignedRequest signed, Uri gateway, RawBodyText? raw)
    {
        StringBuilder text = new($"### {action.Name}\nPOST {gateway}\n");
        foreach ((string name, string value) in signed.Headers)
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        return text.Append('\n').Append(raw is { InHttpFile: null } ? "< ./body.bin" : raw?.InHttpFile ?? Encoding.UTF8.GetString(signed.Body)).Append('\n').ToString();
    }
}
