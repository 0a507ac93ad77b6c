using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Explorer.Code;

/// <summary>Writes a call of the generated client as a program.</summary>
/// <param name="service">The service.</param>
/// <param name="names">The names that the generator gives.</param>
internal sealed class CSharpCode(ServiceModel service, ServiceNames names)
{
    // The packages of one build have one version; behind the plus sign stands the commit, which is no part of it.
    private static readonly string PackageVersion =
        typeof(CSharpCode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly Dictionary<string, TypeModel> _types = service.Types.ToDictionary(static type => type.Name, StringComparer.Ordinal);

    /// <summary>The program.</summary>
    /// <param name="action">The action.</param>
    /// <param name="request">The request, which fits the spec.</param>
    /// <param name="region">The region; null for none.</param>
    /// <param name="target">Where it calls.</param>
    /// <param name="raw">The raw body, for an action that takes one; null when it is read from the file <c>body.bin</c>.</param>
    public string Of(ActionModel action, JsonElement request, string? region, CodeTarget target, string? raw = null)
    {
        ActionNames named = names[action];
        StringBuilder text = new();
        text.Append("using ApiGen.Runtime;\nusing ").Append(service.Namespace).Append(";\n\n");
        text.Append(Client(region, target));
        text.Append(named.Request).Append(" request = ");
        Object(text, named.Request, action.Request, request, 0);
        if (action.RequestBody == RequestBodyKind.OctetStream)
        {
            text.Append(";\nrequest.").Append(BodyProperty(action, named)).Append(" = ").Append(raw is null ? "await File.ReadAllBytesAsync(\"body.bin\")" : Literal(raw) + "u8.ToArray()");
        }

        text.Append(";\n");
        return text.Append(Send(action, named)).ToString();
    }

    /// <summary>The item that gives a project the action.</summary>
    public static string ProjectItem(ServiceModel service, ActionModel action) => IsBundled(service)
        ? $"<PackageReference Include=\"ApiGen\" Version=\"{PackageVersion}\" />\n<ApiService Include=\"{MsBuildValue.Quote(service.Name)}\" Actions=\"{MsBuildValue.Quote(action.Name)}\" />"
        : $"<PackageReference Include=\"ApiGen\" Version=\"{PackageVersion}\" />\n<ApiSpec Include=\"{Pattern(SpecPlace.Of(service))}\" Actions=\"{MsBuildValue.Quote(action.Name)}\" />";

    /// <summary>Whether the service comes with ApiGen.</summary>
    public static bool IsBundled(ServiceModel service) => BundledSpecs.TextOf(service.Source) is not null;

    private string Client(string? region, CodeTarget target)
    {
        string regionPart = region is null ? "" : $",\n    region: {Literal(region)}";
        string options = target.Gateway is null ? "" : $",\n    options: new ApiClientOptions {{ Endpoint = new Uri({Literal(target.Gateway.ToString())}) }}";
        return $"using {names.Client} client = new(\n    {target.Credential.CSharp}{regionPart}{options});\n";
    }

    private static string Send(ActionModel action, ActionNames named)
    {
        if (action.ResponseBody == ResponseBodyKind.EventStream)
        {
            return $"await foreach (ServerSentEvent<{named.Response}> item in client.{named.StreamMethod}(request))\n{{\n    Console.WriteLine(item.Data.ToJson());\n}}\n";
        }

        return $"{named.Response} response = await client.{named.Method}(request);\nConsole.WriteLine(response.ToJson());\n";
    }

    // As the generator settles it: after the members, whose names go first.
    private static string BodyProperty(ActionModel action, ActionNames named)
    {
        NameScope scope = new MemberNames(action.Request, named.Request, isResponse: false).Scope;
        return scope.Take("Body", "BodyContent");
    }

    private void Object(StringBuilder text, string className, EquatableArray<MemberModel> members, JsonElement value, int depth)
    {
        MemberNames properties = new(members, className, isResponse: false);
        ILookup<string, JsonElement> given = value.EnumerateObject().ToLookup(static member => member.Name, static member => member.Value, StringComparer.Ordinal);
        MemberModel[] set = [.. members.Where(member => given[member.Name].Any(static found => found.ValueKind != JsonValueKind.Null))];
        text.Append(depth == 0 ? "new()" : $"new {className}");
        if (set.Length == 0)
        {
            text.Append(depth == 0 ? "" : "()");
            return;
        }

        string indent = new(' ', 4 * depth);
        text.Append('\n').Append(indent).Append("{\n");
        foreach (MemberModel member in set)
        {
            JsonElement content = given[member.Name].First();
            text.Append(indent).Append("    ").Append(properties[member.Name]).Append(" =");
            text.Append(content.ValueKind == JsonValueKind.Array && content.GetArrayLength() > 0 ? "\n" + indent + "    " : " ");
            Value(text, content, member.Type, depth + 1);
            text.Append(",\n");
        }

        text.Append(indent).Append('}');
    }

    private void Value(StringBuilder text, JsonElement value, TypeReference type, int depth)
    {
        switch (type.Kind)
        {
            case ValueKind.String:
                text.Append(Literal(value.GetString()!));
                break;
            case ValueKind.Int64 or ValueKind.UInt64:
                text.Append(Whole(ExactNumber.Whole(value.GetRawText())!.Value, type.Kind));
                break;
            case ValueKind.Double:
                text.Append(value.GetDouble().ToString("R", CultureInfo.InvariantCulture)).Append('d');
                break;
            case ValueKind.Bool:
                text.Append(value.GetBoolean() ? "true" : "false");
                break;
            case ValueKind.Object:
                Object(text, names.TypeName(type.Name!), _types[type.Name!].Members, value, depth);
                break;
            default:
                List(text, value, type.Element!, depth);
                break;
        }
    }

    private void List(StringBuilder text, JsonElement value, TypeReference element, int depth)
    {
        if (value.GetArrayLength() == 0)
        {
            text.Append("[]");
            return;
        }

        string indent = new(' ', 4 * depth);
        text.Append("[\n");
        foreach (JsonElement item in value.EnumerateArray())
        {
            text.Append(indent).Append("    ");
            Value(text, item, element, depth + 1);
            text.Append(",\n");
        }

        text.Append(indent).Append(']');
    }

    // The least int64 has no literal of its own.
    private static string Whole(decimal number, ValueKind kind) =>
        number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture) + (kind == ValueKind.UInt64 ? "UL" : "L");

    private static string Literal(string text) => CSharpLiteral.Of(text);

    private static string Pattern(SpecPlace place) => MsBuildValue.Quote(place.Path) + (place.IsFile ? "" : "**/*.yaml");
}
