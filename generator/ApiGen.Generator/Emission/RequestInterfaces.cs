using ApiGen.Generator.Naming;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

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
            property => [$"string? {name}.ClientToken {{ get => {property[ClientToken]}; set => {property[ClientToken]} = value!; }}"]);
    }

    private static ExtraInterface OctetStreamRequest(ActionModel action)
    {
        string name = RuntimeNames.Json + "IOctetStreamRequest";
        return new ExtraInterface(
            name,
            property => OctetStreamMembers(action, property, property.Scope.Take(Body, "BodyContent")));
    }

    private static IEnumerable<string> OctetStreamMembers(ActionModel action, MemberNames property, string body)
    {
        const string bytes = "global::System.ReadOnlyMemory<byte>";
        string name = RuntimeNames.Json + "IOctetStreamRequest";
        return
            [
                $"/// <summary>The raw bytes to send; the other members travel as headers.</summary>\n    public {bytes} {body} {{ get; set; }}",
                $"{bytes} {name}.Body => {body};",
                $"void {name}.WriteHeaders(in {RuntimeNames.Json}OctetStreamHeaders headers)\n    {{\n"
                    + string.Concat(action.Request.Select(member => $"        headers.Add({CSharpText.Literal(member.Name)}, {property[member.Name]});\n"))
                    + "    }",
            ];
    }
}
