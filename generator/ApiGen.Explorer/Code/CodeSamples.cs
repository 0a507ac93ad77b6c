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
    /// <param name="fits">Whether the request fits the spec; C# has no form for one that does not.</param>
    /// <param name="region">The region; null for none.</param>
    /// <param name="target">Where the calls go.</param>
    /// <param name="gateway">The embedded gateway, for what is signed.</param>
    /// <param name="signed">The signed request.</param>
    public static IReadOnlyList<CodeSample> Of(
        ServiceModel service, ServiceNames names, ActionModel action, byte[] members, bool fits, string? region, CodeTarget target, Uri gateway, SignedRequest signed)
    {
        using JsonDocument request = JsonDocument.Parse(members, new JsonDocumentOptions { MaxDepth = 256 });
        string expires = action.Unsigned ? "" : "The signature is the embedded gateway's and holds for five minutes.";
        return
        [
            fits
                ? new CodeSample("C#", new CSharpCode(service, names).Of(action, request.RootElement, region, target), action.Request.Any(static member => member.Name == "ClientToken") ? "The client adds a ClientToken of its own unless the request has one." : "")
                : new CodeSample("C#", "", "C# is shown when the request fits the spec."),
            new CodeSample("Project file", CSharpCode.ProjectItem(service, action), ""),
            new CodeSample("apigen", Apigen(service, action, members, region, target), ""),
            new CodeSample("curl", Curl(action, signed, gateway), expires),
            new CodeSample("HTTP file", HttpFile(action, signed, gateway), expires),
        ];
    }

    private static string Apigen(ServiceModel service, ActionModel action, byte[] members, string? region, CodeTarget target)
    {
        List<string> words = ["apigen", "call", ShellText.Quote(service.Name), ShellText.Quote(action.Name), "--api-version", ShellText.Quote(service.Version)];
        if (region is not null)
        {
            words.AddRange(["--region", ShellText.Quote(region)]);
        }

        words.AddRange(["--json", ShellText.Quote(Encoding.UTF8.GetString(members))]);
        if (action.RequestBody == RequestBodyKind.OctetStream)
        {
            words.AddRange(["--body", "@body.bin"]);
        }

        if (target.Gateway is not null)
        {
            words.AddRange(["--endpoint", ShellText.Quote(target.Gateway.ToString()), "--credential", "Example"]);
        }

        if (!CSharpCode.IsBundled(service))
        {
            words.AddRange(["--specs", ShellText.Quote(SpecPlace.Of(service) is { Path.Length: > 0 } place ? place.Path : ".")]);
        }

        return string.Join(' ', words) + "\n";
    }

    private static string Curl(ActionModel action, SignedRequest signed, Uri gateway)
    {
        StringBuilder text = new("curl " + ShellText.Quote(gateway.ToString()));
        foreach ((string name, string value) in signed.Headers)
        {
            text.Append(" \\\n  -H ").Append(ShellText.Quote($"{name}: {value}"));
        }

        text.Append(action.RequestBody == RequestBodyKind.OctetStream ? " \\\n  --data-binary @body.bin" : " \\\n  --data-binary " + ShellText.Quote(Encoding.UTF8.GetString(signed.Body)));
        return text.Append('\n').ToString();
    }

    private static string HttpFile(ActionModel action, SignedRequest signed, Uri gateway)
    {
        StringBuilder text = new($"### {action.Name}\nPOST {gateway}\n");
        foreach ((string name, string value) in signed.Headers)
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        return text.Append('\n').Append(action.RequestBody == RequestBodyKind.OctetStream ? "< ./body.bin" : Encoding.UTF8.GetString(signed.Body)).Append('\n').ToString();
    }
}
