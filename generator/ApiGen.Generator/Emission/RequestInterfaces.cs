using ApiGen.Generator.Naming;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Emission;

/// <summary>Finds what a request is beside a bag of parameters, and prints what the runtime needs to know of it.</summary>
internal static class RequestInterfaces
{
    private const string ClientToken = "ClientToken";
    private const string Body = "Body";

    /// <summary>The interfaces that the request of the action implements.</summary>
    public static IEnumerable<ExtraInterface> Of(ActionModel action)
    {
        if (action.Request.Any(member => member.Name == ClientToken && member.Type.Kind == ValueKind.String))
        {
            yield return ClientTokenRequest();
        }

        if (action.RequestBody == RequestBodyKind.OctetStream)
        {
            yield return OctetStreamRequest(action);
        }
    }

    private static ExtraInterface ClientTokenRequest()
    {
        string name = RuntimeNames.Json + "IClientTokenRequest";
        return new ExtraInterface(
            name,
            property => [$"string? {name}.ClientToken {{ get => {property(ClientToken)}; set => {property(ClientToken)} = value!; }}"]);
    }

    private static ExtraInterface OctetStreamRequest(ActionModel action)
    {
        const string bytes = "global::System.ReadOnlyMemory<byte>";
        string name = RuntimeNames.Json + "IOctetStreamRequest";
        string body = action.Request.Any(member => member.Name == Body) ? "BodyContent" : Body;
        return new ExtraInterface(
            name,
            property =>
            [
                $"/// <summary>The raw bytes to send; the other members travel as headers.</summary>\n    public {bytes} {body} {{ get; set; }}",
                $"{bytes} {name}.Body => {body};",
                $"void {name}.WriteHeaders(in {RuntimeNames.Json}OctetStreamHeaders headers)\n    {{\n"
                    + string.Concat(action.Request.Select(member => $"        headers.Add({CSharpText.Literal(member.Name)}, {property(member.Name)});\n"))
                    + "    }",
            ]);
    }
}
