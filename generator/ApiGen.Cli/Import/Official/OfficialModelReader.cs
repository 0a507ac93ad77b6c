using System.Text.RegularExpressions;
using ApiGen.Explorer;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Import.Official;

/// <summary>Reads an official model (<c>api.json</c>) with the files beside it into a service.</summary>
/// <remarks>
/// The grammar: <c>actions</c> name each action's request and response object; <c>objects</c> hold members with <c>type</c>
/// (string, int, float, bool, list, object) and <c>member</c> (the element or object name). Requiredness is <c>required</c> on the
/// way in, and <c>output_required</c> with <c>value_allowed_null</c> on the way out.
/// </remarks>
internal sealed partial class OfficialModelReader
{
    private const string RequestId = "RequestId";

    private readonly OfficialModelOptions _options;
    private readonly JsonSourceValue _objects;
    private readonly HashSet<string> _wrappers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private readonly List<ImportNote> _notes = [];
    private IReadOnlyDictionary<string, string> _typeNames = new Dictionary<string, string>();

    private OfficialModelReader(JsonSourceValue model, OfficialModelOptions options)
    {
        _options = options;
        _objects = model.Object("objects");
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="ImportException">The model is damaged, or not an official model.</exception>
    public static ImportedService Read(JsonSourceValue model, ErrorCatalog errors, ExampleCatalog examples, OfficialModelOptions options)
    {
        model.AsObject("An official model");
        return new OfficialModelReader(model, options).ReadService(model, errors, examples);
    }

    private ImportedService ReadService(JsonSourceValue model, ErrorCatalog errors, ExampleCatalog examples)
    {
        JsonSourceValue metadata = model.Object("metadata");
        string name = metadata.String("serviceShortName");
        string version = metadata.String("apiVersion");
        RequireForm(metadata.Find("serviceShortName")!, ServiceName(), "the service's short name, such as 'tcsas'");
        if (!NameCheck.IsVersion(version))
        {
            throw metadata.Find("apiVersion")!.Error($"'{version}' is not the version as a date, such as '2025-01-06'.");
        }

        IReadOnlyDictionary<string, JsonSourceValue> actions = model.Object("actions").Members;
        FindUses(actions);
        string[] objects = [.. _objects.Members.Keys.Where(key => !_wrappers.Contains(key))];
        _typeNames = OfficialTypeNames.Choose(objects, actions.Keys, ActionFacts.PascalName(name) + "Client");
        _notes.AddRange(objects.Where(key => _typeNames[key] != key).Select(key => new ImportNote(name, $"the object '{key}' is called {_typeNames[key]} in the specs, because its own name cannot be used", _typeNames[key])));
        TypeModel[] types = [.. objects.Select(key => (Key: key, Value: _objects.Members[key])).Select(pair => ReadType(pair.Key, pair.Value)).OrderBy(type => type.Name, StringComparer.Ordinal)];
        Dictionary<string, TypeModel> typesByName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        ServiceModel service = new()
        {
            Name = name,
            Version = version,
            Namespace = _options.Namespace ?? "TencentCloud." + ActionFacts.PascalName(name),
            Endpoint = _options.Endpoint(name),
            ClientName = ActionFacts.PascalName(name) + "Client",
            Summary = DocumentText.Plain(metadata.OptionalString("summary")),
            Types = types.ToEquatableArray(),
        };
        _notes.AddRange(examples.Unknown(actions.Keys).Select(action => new ImportNote(name, $"there are examples of the action '{action}', which the model does not have")));
        List<ActionModel> read = [];
        foreach ((string actionName, JsonSourceValue source) in actions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            read.Add(AddExamples(ReadAction(service, actionName, source, errors, typesByName), examples, types));
        }

        return new ImportedService(service with { Actions = read.ToEquatableArray() }, ActionFacts.PlatformRateLimit, false, _notes);
    }

    private ActionModel ReadAction(ServiceModel service, string name, JsonSourceValue source, ErrorCatalog errors, Dictionary<string, TypeModel> types)
    {
        if (!ActionName().IsMatch(name))
        {
            throw source.Error($"'{name}' cannot name an action: use ASCII letters, digits and underscores, beginning with a letter. The name goes over the wire, so correct the model only when it is wrong there.");
        }

        MemberModel[] request = ReadWrapper(source, "input", isRequest: true);
        MemberModel[] response = ReadWrapper(source, "output", isRequest: false);
        EquatableArray<RateWindow> limits = _options.RateLimits.Find(service.Name, service.Version, name);
        string summary = DocumentText.Plain(source.OptionalString("document"));
        return new ActionModel
        {
            Name = name,
            Summary = summary.Length > 0 ? summary : DocumentText.Plain(source.OptionalString("name")),
            Region = _options.Region,
            RateLimits = limits,
            RateLimitAssumed = limits.IsEmpty,
            Idempotent = ActionFacts.IsRead(name),
            Unsigned = ActionFacts.IsUnsigned(service.Name, name),
            Deprecated = source.OptionalString("status") == "deprecated" ? "" : null,
            RequestBody = ActionFacts.RequestBody(service.Name, name),
            ResponseBody = ActionFacts.ResponseBody(service.Name, name),
            Paging = ActionFacts.IsRead(name) ? PagingDetector.Detect(request, response, types) : null,
            Request = request.ToEquatableArray(),
            Response = response.ToEquatableArray(),
            Errors = errors.Of(name).ToEquatableArray(),
        };
    }

    private ActionModel AddExamples(ActionModel action, ExampleCatalog examples, TypeModel[] types)
    {
        ExampleSelection selection = examples.Select(action, types);
        _notes.AddRange(selection.Notes);
        return action with { Examples = selection.Examples.ToEquatableArray() };
    }

    /// <summary>Separates request and response objects from types, and finds the types that requests reach.</summary>
    private void FindUses(IReadOnlyDictionary<string, JsonSourceValue> actions)
    {
        Stack<string> open = new();
        foreach ((string name, JsonSourceValue action) in actions)
        {
            action.AsObject($"Action '{name}'");
            if (action.OptionalString("input") is { } input)
            {
                open.Push(input);
                _wrappers.Add(input);
            }

            if (action.OptionalString("output") is { } output)
            {
                _wrappers.Add(output);
            }
        }

        // The model's own "usage" label is wrong for some types, so reachability decides.
        while (open.TryPop(out string? name))
        {
            if (_sent.Add(name) && _objects.Find(name) is { } type)
            {
                foreach (string member in Items(name, type).Select(item => item.AsObject($"A member of '{name}'").OptionalString("member")).OfType<string>())
                {
                    open.Push(member);
                }
            }
        }
    }

    private MemberModel[] ReadWrapper(JsonSourceValue action, string key, bool isRequest)
    {
        // An action without parameters may name no object for them.
        if (action.Find(key) is not { } reference)
        {
            return [];
        }

        JsonSourceValue source = _objects.Find(reference.Text)
            ?? throw reference.Error($"the model has no object '{reference.Text}'. Get the model again, or add the object.");
        return [.. ReadMembers(reference.Text, source, isRequest).Where(member => isRequest || member.Name != RequestId)];
    }

    private TypeModel ReadType(string name, JsonSourceValue source)
    {
        return new TypeModel
        {
            Name = _typeNames[name],
            Summary = DocumentText.Plain(source.AsObject($"Object '{name}'").OptionalString("document")),
            Members = ReadMembers(name, source, _sent.Contains(name)).ToEquatableArray(),
        };
    }

    private List<MemberModel> ReadMembers(string owner, JsonSourceValue source, bool isSent)
    {
        List<MemberModel> members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonSourceValue item in Items(owner, source))
        {
            MemberModel member = ReadMember(item.AsObject($"A member of '{owner}'"), isSent);
            if (!names.Add(member.Name))
            {
                throw item.Error($"'{owner}' has two members named '{member.Name}'. Remove one of the two.");
            }

            members.Add(member);
        }

        return members;
    }

    private static IReadOnlyList<JsonSourceValue> Items(string owner, JsonSourceValue source) =>
        source.AsObject($"Object '{owner}'").Find("members") is null ? [] : source.Array("members").Items;

    private MemberModel ReadMember(JsonSourceValue source, bool isSent)
    {
        string name = source.String("name");
        RequireIdentifier(source.Find("name")!, name);
        string? document = source.OptionalString("document");
        bool isNullable = source.OptionalBoolean("value_allowed_null") ?? false;
        isNullable |= source.Find("value_allowed_null") is not null && DocumentText.SaysNullIsPossible(document);
        bool isAlwaysSent = source.OptionalBoolean("output_required") ?? source.OptionalBoolean("required") ?? false;
        (TypeReference type, string? format) = ReadMemberType(source);
        return new MemberModel
        {
            Name = name,
            Type = type,
            Required = isSent ? source.OptionalBoolean("required") ?? false : isAlwaysSent && !isNullable && !DocumentText.SaysNullIsPossible(document),
            Nullable = isNullable,
            Summary = DocumentText.Plain(document),
            Format = format,
            Disabled = source.OptionalBoolean("disabled") == true ? "" : null,
            Sensitive = SensitiveNames.IsSecret(name, type),
        };
    }

    private (TypeReference Type, string? Format) ReadMemberType(JsonSourceValue source)
    {
        string kind = source.String("type");
        if (kind is "list" or "object")
        {
            JsonSourceValue element = source.Find("member") ?? throw source.Error($"'member' is missing; it names the {(kind == "list" ? "elements of the list" : "object")}.");
            string elementName = source.String("member");
            if (kind == "object")
            {
                return (ObjectReference(element, elementName), null);
            }

            (TypeReference item, string? format) = Element(element, elementName);
            return (new TypeReference(ValueKind.List, Element: item), format);
        }

        if (Scalar(kind) is not { } scalar)
        {
            string remedy = kind == "map" ? "describe it as a list of an object with key and value, or as a string that holds JSON" : "use string, int, float, bool, list or object";
            throw source.Find("type")!.Error($"'{kind}' is no type that is known: {remedy}.");
        }

        return source.OptionalString("member") is { } name
            ? Scalar(name) ?? throw source.Find("member")!.Error($"'{name}' is no kind of scalar that is known: use string, int64, uint64, float, bool, datetime, datetime_iso, date or binary.")
            : scalar;
    }

    private (TypeReference Type, string? Format) Element(JsonSourceValue source, string name) =>
        Scalar(name) ?? (ObjectReference(source, name), null);

    private TypeReference ObjectReference(JsonSourceValue source, string name) =>
        _objects.Find(name) is null ? throw source.Error($"the model has no object '{name}'. Get the model again, or add the object.")
        : _wrappers.Contains(name) ? throw source.Error($"'{name}' is the request or response of an action and cannot be a value.")
        : new TypeReference(ValueKind.Object, _typeNames[name]);

    private static (TypeReference Type, string? Format)? Scalar(string name) => name switch
    {
        "string" => (new TypeReference(ValueKind.String), null),
        "datetime_iso" => (new TypeReference(ValueKind.String), "date-time"),
        "binary" => (new TypeReference(ValueKind.String), "base64"),
        "datetime" or "timestamp" => (new TypeReference(ValueKind.String), "datetime"),
        "date" => (new TypeReference(ValueKind.String), "date"),
        "int64" or "int32" or "int" or "integer" => (new TypeReference(ValueKind.Int64), null),
        "uint64" or "uint32" or "uint" => (new TypeReference(ValueKind.UInt64), null),
        "float" or "double" => (new TypeReference(ValueKind.Double), null),
        "bool" or "boolean" => (new TypeReference(ValueKind.Bool), null),
        _ => null,
    };

    private static void RequireIdentifier(JsonSourceValue place, string name)
    {
        if (!Identifier().IsMatch(name))
        {
            throw place.Error($"'{name}' cannot name a member: use letters, digits and underscores, beginning with a letter. The name goes over the wire, so correct the model only when it is wrong there.");
        }
    }

    private static void RequireForm(JsonSourceValue value, Regex form, string expected)
    {
        if (!form.IsMatch(value.Text))
        {
            throw value.Error($"'{value.Text}' is not {expected}.");
        }
    }

    [GeneratedRegex(@"\A[\p{L}_][\p{L}\p{Nd}_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceName();

    // The name of an action travels in a header.
    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ActionName();
}
