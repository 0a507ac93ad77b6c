using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads what a file says of its service: the declaration, or the reference to one.</summary>
internal static class ServiceReader
{
    /// <summary>The keys of a service.</summary>
    public static readonly string[] Keys =
        ["service", "version", "namespace", "client", "endpoint", "summary", "documentation", "rateLimit", "region", "types", "actions"];

    /// <summary>The keys that only a declaration has.</summary>
    public static readonly string[] DeclaringKeys = ["namespace", "endpoint", "client"];

    public static ServiceDeclaration Declaration(MapReader map)
    {
        ReadContext context = map.Context;
        LocatedText? name = Name(context, map.Require("service", "tcsas"));
        string? version = Version(context, map.Require("version", "2025-01-06"));
        LocatedText? space = Namespace(context, map.Require("namespace", "TencentCloud.Tcsas"));
        string? endpoint = Endpoint(context, map.Require("endpoint", "tcsas.intl.tencentcloudapi.com"));
        return new ServiceDeclaration
        {
            Name = name,
            Version = version,
            Namespace = space,
            Endpoint = endpoint,
            ClientName = Client(context, map.Find("client")),
            Summary = context.Prose(map.Find("summary")),
            Documentation = context.HttpsAddress(map.Find("documentation")),
            Region = context.Choice(map.Find("region"), ActionReader.Regions) ?? RegionRequirement.Optional,
            RateLimits = context.RateLimits(map.Find("rateLimit")) ?? EquatableArray<RateWindow>.Empty,
        };
    }

    /// <summary>The service that a file of actions or types names; null when it names none. A wrong one is reported.</summary>
    public static ServiceReference? Reference(MapReader map)
    {
        MappingEntry? service = map.Find("service");
        MappingEntry? version = map.Find("version");
        if (service is null && version is null)
        {
            return null;
        }

        LocatedText? name = Name(map.Context, service ?? map.Require("service", "tcsas"));
        string? date = Version(map.Context, version ?? map.Require("version", "2025-01-06"));
        return name is null || date is null ? null : new ServiceReference(name, date);
    }

    private static LocatedText? Name(ReadContext context, MappingEntry? entry) =>
        context.Text(entry) is { } text && IsName(context, text, Names.ServiceFault(text.Value), "a service") ? new LocatedText(text) : null;

    private static string? Client(ReadContext context, MappingEntry? entry) =>
        context.Text(entry) is { } text && IsName(context, text, Names.ClientFault(text.Value), "a client class") ? text.Value : null;

    private static bool IsName(ReadContext context, ScalarNode text, string? fault, string what)
    {
        if (fault is not null)
        {
            context.Report(SpecDiagnostics.InvalidName, text.Span, text.Value, what, fault);
        }

        return fault is null;
    }

    private static string? Version(ReadContext context, MappingEntry? entry)
    {
        if (context.Text(entry) is not { } text)
        {
            return null;
        }

        if (Names.IsVersion(text.Value))
        {
            return text.Value;
        }

        context.Report(SpecDiagnostics.InvalidVersion, text.Span, text.Value);
        return null;
    }

    private static LocatedText? Namespace(ReadContext context, MappingEntry? entry)
    {
        if (context.Text(entry) is not { } text)
        {
            return null;
        }

        if (Names.NamespaceFault(text.Value) is { } fault)
        {
            context.Report(SpecDiagnostics.InvalidNamespace, text.Span, text.Value, fault);
            return null;
        }

        return new LocatedText(text);
    }

    private static string? Endpoint(ReadContext context, MappingEntry? entry)
    {
        if (context.Text(entry) is not { } text)
        {
            return null;
        }

        if (Names.IsHost(text.Value))
        {
            return text.Value;
        }

        context.Report(SpecDiagnostics.InvalidEndpoint, text.Span, text.Value);
        return null;
    }
}
