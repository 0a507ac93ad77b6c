using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Generator.Options;
using ApiGen.Generator.Selection;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Emission;

/// <summary>Plans the files of a service: one for the client, one per action, one per type.</summary>
internal sealed class ServicePlanner
{
    private readonly ServiceModel _service;
    private readonly EmitOptions _options;
    private readonly string _namespace;
    private readonly ServiceNames _names;
    private readonly ClassPlanner _classes;
    private readonly HintNames _hintNames;
    private readonly ValueTypes _valueTypes;
    private readonly Dictionary<string, TypeModel> _types;
    private readonly Dictionary<string, ClassEmitModel> _typeClasses;

    private ServicePlanner(SelectedService selected, HintNames hintNames)
    {
        _service = selected.Service;
        _options = selected.Options;
        _namespace = _options.Namespace.Length > 0 ? _options.Namespace : _service.Namespace;
        _names = new ServiceNames(_service);
        _valueTypes = new ValueTypes(type => $"global::{_namespace}.{_names.TypeName(type)}");
        _classes = new ClassPlanner(_namespace, _options, _valueTypes);
        _hintNames = hintNames;
        _types = _service.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        HashSet<string> inRequests = Reachability.From(_service.Actions.SelectMany(action => action.Request), _service.Types);
        _typeClasses = _service.Types.ToDictionary(type => type.Name, type => PlanTypeClass(type, inRequests.Contains(type.Name)), StringComparer.Ordinal);
    }

    /// <summary>Plans the files of all services.</summary>
    public static EmitPlan Plan(IEnumerable<SelectedService> services)
    {
        HintNames hintNames = new();
        List<ClientEmitModel> clients = [];
        List<ActionEmitModel> actions = [];
        List<TypeEmitModel> types = [];
        foreach (SelectedService selected in services)
        {
            ServicePlanner planner = new(selected, hintNames);
            clients.Add(planner.PlanClient());
            actions.AddRange(selected.Service.Actions.Select(planner.PlanAction));
            types.AddRange(planner.PlanTypes());
        }

        return new EmitPlan(clients.ToEquatableArray(), actions.ToEquatableArray(), types.ToEquatableArray());
    }

    private ClientEmitModel PlanClient() => new()
    {
        HintName = _hintNames.Take(_namespace, _names.Client),
        RegistrationHintName = _hintNames.Take(_namespace, _names.Registration),
        Source = _service.Source,
        Namespace = _namespace,
        Accessibility = _options.Accessibility,
        Service = CSharpText.LiteralContent(_service.Name),
        Version = CSharpText.LiteralContent(_service.Version),
        Endpoint = CSharpText.LiteralContent(_service.Endpoint),
        Summary = CSharpText.Documentation(_service.Summary, $"Calls the actions of {_service.Name}, version {_service.Version}."),
        ClientName = _names.Client,
        InterfaceName = _names.Interface,
        RegistrationName = _names.Registration,
    };

    private ActionEmitModel PlanAction(ActionModel action)
    {
        ActionNames names = _names[action];
        string errorEnum = action.Errors.IsEmpty ? "" : names.ErrorCode;
        string typeArguments = $"{names.Request}, {names.Response}" + (errorEnum.Length > 0 ? ", " + errorEnum : "");
        string parser = "Parse" + names.ErrorCode;
        string actionField = CSharpText.Identifier(action.Name) + "Action";
        PagingEmitter? paging = action.Paging is null ? null : new PagingEmitter(action, action.Paging, type => _typeClasses[type], _types);
        ClassEmitModel request = PlanRequest(action, names, paging);
        ClassEmitModel response = _classes.Plan(
            names.Response,
            ClassRole.Response,
            inRequests: false,
            CSharpText.XmlText($"The answer of {action.Name}."),
            action.Response);
        return new ActionEmitModel
        {
            HintName = _hintNames.Take(_namespace, action.Name),
            Source = action.Source,
            Namespace = _namespace,
            Accessibility = _options.Accessibility,
            Action = CSharpText.LiteralContent(action.Name),
            Summary = CSharpText.Documentation(action.Summary, $"Calls the action {action.Name}."),
            Remarks = ActionRemarks(action).Select(CSharpText.XmlText).ToEquatableArray(),
            ClientName = _names.Client,
            InterfaceName = _names.Interface,
            MethodName = names.Method,
            ActionField = actionField,
            ActionType = $"{RuntimeNames.Root}ApiAction<{typeArguments}>",
            ActionArguments = errorEnum.Length > 0 ? ", " + parser : "",
            ActionSettings = ActionSettings(action).ToEquatableArray(),
            Attributes = ActionAttributes(action, errorEnum).ToEquatableArray(),
            Request = request,
            Response = response,
            ErrorEnumName = errorEnum,
            ErrorParserName = parser,
            ErrorCodes = ErrorCodes(action).ToEquatableArray(),
            ExtraMethods = ExtraMethods(action, names, actionField, request, response, paging).ToEquatableArray(),
        };
    }

    private ClassEmitModel PlanRequest(ActionModel action, ActionNames names, PagingEmitter? paging)
    {
        List<ExtraInterface> extras = [.. RequestInterfaces.Of(action)];
        if (paging is not null)
        {
            extras.Add(paging.RequestMember(names.Request));
        }

        return _classes.Plan(
            names.Request,
            ClassRole.Request,
            inRequests: true,
            CSharpText.XmlText($"The parameters of {action.Name}."),
            action.Request,
            [.. extras]);
    }

    private IEnumerable<ClientMethodEmitModel> ExtraMethods(
        ActionModel action,
        ActionNames names,
        string actionField,
        ClassEmitModel request,
        ClassEmitModel response,
        PagingEmitter? paging)
    {
        string stem = CSharpText.Identifier(action.Name);
        if (paging is not null)
        {
            yield return paging.Method(_names.Methods.Take(stem + "ItemsAsync"), names.Method, request, response, _valueTypes);
        }

        if (action.ResponseBody == ResponseBodyKind.EventStream)
        {
            yield return ClientMethods.Stream(action, names, _names.Methods.Take(stem + "StreamAsync"), actionField);
        }
    }

    private IEnumerable<TypeEmitModel> PlanTypes() => _service.Types.Select(type =>
    {
        ClassEmitModel model = _typeClasses[type.Name];
        return new TypeEmitModel(_hintNames.Take(_namespace, "Types." + model.Name), type.Source, _namespace, model);
    });

    private ClassEmitModel PlanTypeClass(TypeModel type, bool inRequests) => _classes.Plan(
        _names.TypeName(type.Name),
        ClassRole.Data,
        inRequests,
        CSharpText.Documentation(type.Summary, $"The type {type.Name}."),
        type.Members);

    private static IEnumerable<ErrorCodeEmitModel> ErrorCodes(ActionModel action)
    {
        NameScope scope = new(StringComparer.Ordinal, ErrorCodeNames.Unknown);
        foreach (ErrorModel error in action.Errors)
        {
            yield return new ErrorCodeEmitModel(
                ErrorCodeNames.Name(error.Code, scope),
                CSharpText.LiteralContent(error.Code),
                CSharpText.Documentation(error.Summary, $"The code {error.Code}."));
        }
    }

    private IEnumerable<string> ActionSettings(ActionModel action)
    {
        yield return $"Region = {RuntimeNames.Root}ApiRegionRequirement.{action.Region}";
        if (!action.RateLimits.IsEmpty)
        {
            string limits = string.Join(", ", action.RateLimits.Select(window => FormattableString.Invariant(
                $"{RuntimeNames.Root}ApiRateLimit.PerSeconds({window.Limit}, {window.Seconds})")));
            yield return $"RateLimits = new {RuntimeNames.Root}ApiRateLimit[] {{ {limits} }}";
        }

        if (action.Idempotent)
        {
            yield return "IsIdempotent = true";
        }

        if (action.Unsigned)
        {
            yield return "IsUnsigned = true";
        }

        string[] sensitive = [.. SensitiveMembers(action)];
        if (sensitive.Length > 0)
        {
            yield return $"SensitiveMembers = new string[] {{ {string.Join(", ", sensitive.Select(CSharpText.Literal))} }}";
        }
    }

    private IEnumerable<string> SensitiveMembers(ActionModel action)
    {
        IEnumerable<MemberModel> own = action.Request.Concat(action.Response);
        return Reachability.From(own, _service.Types)
            .SelectMany(type => _types[type].Members)
            .Concat(own)
            .Where(member => member.Sensitive)
            .Select(member => member.Name)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal);
    }

    private static IEnumerable<string> ActionAttributes(ActionModel action, string errorEnum)
    {
        string codes = errorEnum.Length > 0 ? $", ErrorCodes = typeof({errorEnum})" : "";
        yield return $"{RuntimeNames.Annotations}ApiAction({CSharpText.Literal(action.Name)}{codes})";
        if (action.Deprecated is not null)
        {
            yield return $"{RuntimeNames.Annotations}ApiDeprecated({CSharpText.Literal(action.Deprecated)})";
        }

        if (action.Disabled is not null)
        {
            yield return $"{RuntimeNames.Annotations}ApiDisabled({CSharpText.Literal(action.Disabled)})";
        }
    }

    private static IEnumerable<string> ActionRemarks(ActionModel action)
    {
        if (action.Deprecated is not null)
        {
            yield return "Deprecated. " + action.Deprecated;
        }

        if (action.Disabled is not null)
        {
            yield return "The service no longer offers this action. " + action.Disabled;
        }

        if (!action.RateLimits.IsEmpty)
        {
            string limits = string.Join(" and ", action.RateLimits);
            yield return action.RateLimitAssumed
                ? $"Request limit: {limits} (the service's default; none is documented for the action)."
                : $"Request limit: {limits}.";
        }

        if (action.Documentation is not null)
        {
            yield return "Documentation: " + action.Documentation;
        }
    }
}
