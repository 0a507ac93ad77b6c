using System.Globalization;
using System.Text;
using System.Text.Json;
using ApiGen.Cli.Import;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Writing;

/// <summary>Writes a service as spec files. The same service always gives the same text.</summary>
internal static class SpecFileWriter
{
    /// <summary>The longest line that a member or an example value takes before it is spread over several.</summary>
    public const int Width = 140;

    /// <summary>The indentation of an example's first members, which always stand on lines of their own.</summary>
    public const int ExampleIndent = 6;

    /// <summary>The service's file.</summary>
    public static string Service(ImportedService imported)
    {
        ServiceModel service = imported.Service;
        StringBuilder text = new(SchemaLine("../../"));
        Line(text, "service", service.Name);
        Line(text, "version", service.Version, isText: false);
        Line(text, "namespace", service.Namespace);
        if (service.ClientName != ActionFacts.PascalName(service.Name) + "Client")
        {
            Line(text, "client", service.ClientName);
        }

        Line(text, "endpoint", service.Endpoint);
        Summary(text, service.Summary, 0);
        if (service.Documentation is { } documentation)
        {
            Line(text, "documentation", documentation);
        }

        if (imported.DefaultRateLimit is { } limit)
        {
            text.Append("# Assumed for the actions whose own limit is not documented.\n");
            Line(text, "rateLimit", limit.ToString(), isText: false);
        }

        return text.ToString();
    }

    /// <summary>The file of all types; null when there are none.</summary>
    public static string? Types(ServiceModel service)
    {
        if (service.Types.IsEmpty)
        {
            return null;
        }

        StringBuilder text = new(SchemaLine("../../"));
        text.Append("types:\n");
        foreach (TypeModel type in service.Types)
        {
            text.Append(Type(type));
        }

        return text.ToString();
    }

    /// <summary>A type's entry in the file of types.</summary>
    public static string Type(TypeModel type)
    {
        StringBuilder text = new();
        text.Append("  ").Append(YamlScalar.Write(type.Name, isFlow: false)).Append(":\n");
        Summary(text, type.Summary, 4);
        text.Append(type.Members.IsEmpty ? "    members: {}\n" : "    members:\n");
        foreach (MemberModel member in type.Members)
        {
            text.Append(MemberText.Of(member, 6));
        }

        return text.ToString();
    }

    /// <summary>The file of one action.</summary>
    public static string Action(ActionModel action)
    {
        StringBuilder text = new(SchemaLine("../../../"));
        Line(text, "action", action.Name);
        Summary(text, action.Summary, 0);
        if (action.Documentation is { } documentation)
        {
            Line(text, "documentation", documentation);
        }

        Traits(text, action);
        Members(text, "request", action.Request);
        Members(text, "response", action.Response);
        if (!action.Errors.IsEmpty)
        {
            text.Append("errors:\n");
            foreach (ErrorModel error in action.Errors)
            {
                text.Append(Error(error));
            }
        }

        if (!action.Examples.IsEmpty)
        {
            text.Append("examples:\n");
            foreach (ExampleModel example in action.Examples)
            {
                text.Append(Example(example));
            }
        }

        return text.ToString();
    }

    /// <summary>An error code's line.</summary>
    public static string Error(ErrorModel error) =>
        "  " + YamlScalar.Write(error.Code, isFlow: false) + ": " + YamlScalar.Write(error.Summary, isFlow: false) + "\n";

    /// <summary>An example's lines.</summary>
    public static string Example(ExampleModel example)
    {
        StringBuilder text = new();
        string lead = "  - ";
        if (example.Title.Length > 0)
        {
            text.Append(lead).Append("title: ").Append(YamlScalar.Write(example.Title, isFlow: false)).Append('\n');
            lead = "    ";
        }

        Body(text, lead + "request:", example.Request);
        if (example.Response is { } response)
        {
            Body(text, "    response:", response);
        }

        return text.ToString();
    }

    /// <summary>A limit in the language's form: one window, or a list of them.</summary>
    public static string RateLimits(IReadOnlyList<RateWindow> limits) =>
        limits.Count == 1 ? limits[0].ToString() : "[" + string.Join(", ", limits) + "]";

    /// <summary>A paging entry on one line.</summary>
    public static string Paging(PagingModel paging)
    {
        List<string> parts = [];
        if (paging.Style != PagingStyle.Offset)
        {
            parts.Add("style: " + (paging.Style == PagingStyle.Token ? "token" : "page"));
        }

        parts.Add("position: " + paging.Position);
        AddPart(parts, "limit", paging.Limit);
        parts.Add("items: " + paging.Items);
        AddPart(parts, "total", paging.Total);
        AddPart(parts, "next", paging.Next);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"pageSize: {paging.PageSize}"));
        return "{ " + string.Join(", ", parts) + " }";
    }

    /// <summary>Appends a summary: on one line when it fits, otherwise folded.</summary>
    public static void Summary(StringBuilder text, string summary, int indent)
    {
        if (summary.Length == 0)
        {
            return;
        }

        string key = new string(' ', indent) + "summary:";
        string scalar = YamlScalar.Write(summary, isFlow: false);
        if (key.Length + 1 + scalar.Length <= Width || !FoldedText.CanFold(summary))
        {
            text.Append(key).Append(' ').Append(scalar).Append('\n');
            return;
        }

        text.Append(key).Append(" >-\n");
        FoldedText.Append(text, summary, indent + 2, Width);
    }

    private static void Traits(StringBuilder text, ActionModel action)
    {
        if (action.Region != RegionRequirement.Optional)
        {
            Line(text, "region", action.Region == RegionRequirement.Required ? "required" : "none");
        }

        if (!action.RateLimits.IsEmpty && !action.RateLimitAssumed)
        {
            Line(text, "rateLimit", RateLimits(action.RateLimits), isText: false);
        }

        Flag(text, "idempotent", action.Idempotent);
        Flag(text, "unsigned", action.Unsigned);
        Reason(text, "deprecated", action.Deprecated);
        Reason(text, "disabled", action.Disabled);
        if (action.RequestBody == RequestBodyKind.OctetStream)
        {
            Line(text, "requestBody", "octet-stream");
        }

        if (action.ResponseBody == ResponseBodyKind.EventStream)
        {
            Line(text, "responseBody", "event-stream");
        }

        if (action.Paging is { } paging)
        {
            Line(text, "paging", Paging(paging), isText: false);
        }
    }

    private static void Members(StringBuilder text, string key, EquatableArray<MemberModel> members)
    {
        if (members.Count == 0)
        {
            return;
        }

        text.Append(key).Append(":\n");
        foreach (MemberModel member in members)
        {
            text.Append(MemberText.Of(member, 2));
        }
    }

    private static void Body(StringBuilder text, string key, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        text.Append(key);
        YamlJson.Append(text, document.RootElement, ExampleIndent, key.Length);
    }

    private static void Line(StringBuilder text, string key, string value, bool isText = true) =>
        text.Append(key).Append(": ").Append(isText ? YamlScalar.Write(value, isFlow: false) : value).Append('\n');

    private static void Flag(StringBuilder text, string key, bool value)
    {
        if (value)
        {
            text.Append(key).Append(": true\n");
        }
    }

    private static void Reason(StringBuilder text, string key, string? reason)
    {
        if (reason is not null)
        {
            Line(text, key, reason.Length == 0 ? "true" : reason, isText: reason.Length > 0);
        }
    }

    private static void AddPart(List<string> parts, string key, string? value)
    {
        if (value is not null)
        {
            parts.Add(key + ": " + value);
        }
    }

    private static string SchemaLine(string up) => $"# yaml-language-server: $schema={up}apigen.schema.json\n";
}
