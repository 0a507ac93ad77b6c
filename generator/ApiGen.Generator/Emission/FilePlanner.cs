using System.Runtime.CompilerServices;
using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Emission;

/// <summary>Plans what a file holds: the file of one action, or of one declared type. Safe for use from several threads.</summary>
internal sealed class FilePlanner
{
    // The tables below are made once for all files of a service; they go when the pipeline lets go of the frame.
    private static readonly ConditionalWeakTable<ServiceFrame, FilePlanner> Planners = new();

    private readonly ServiceFrame _frame;
    private readonly Dictionary<string, TypeModel> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeDraft> _typeDrafts = new(StringComparer.Ordinal);
    private readonly ValueTypes _valueTypes;
    private readonly ClassPlanner _classes;

    private FilePlanner(ServiceFrame frame)
    {
        _frame = frame;
        foreach (TypeDraft draft in frame.Types)
        {
            _types.Add(draft.Type.Name, draft.Type);
            _typeDrafts.Add(draft.Type.Name, draft);
        }

        _valueTypes = new ValueTypes(type => $"global::{frame.Namespace}.{_typeDrafts[type].Name}");
        _classes = new ClassPlanner(frame.Namespace, frame.Options, _valueTypes);
    }

    /// <summary>The planner for the files of a service.</summary>
    public static FilePlanner For(ServiceFrame frame) => Planners.GetValue(frame, static key => new FilePlanner(key));

    /// <summary>Plans the file of a declared type.</summary>
    public TypeEmitModel Plan(TypeDraft draft) => new(draft.HintName, draft.Type.Source, _frame.Namespace, PlanClass(draft));

    /// <summary>Plans the file of an action.</summary>
    public ActionEmitModel Plan(ActionDraft draft)
    {
        ActionModel action = draft.Action;
        ActionNames names = draft.Names;
        string errorEnum = action.Errors.IsEmpty ? "" : names.ErrorCode;
        ClassEmitModel request = _classes.Plan(
            names.Request,
            ClassRole.Request,
            inRequests: true,
            CSharpText.XmlText($"The parameters of {action.Name}."),
            action.Request,
            action);
        ClassEmitModel response = _classes.Plan(
            names.Response,
            ClassRole.Response,
            inRequests: false,
            CSharpText.XmlText($"The response of {action.Name}."),
            action.Response);
        return new ActionEmitModel
        {
            HintName = draft.HintName,
            Source = action.Source,
            Namespace = _frame.Namespace,
            Accessibility = _frame.Options.Accessibility,
            Action = CSharpText.LiteralContent(action.Name),
            Summary = CSharpText.Documentation(action.Summary, $"Calls the action {action.Name}."),
            Remarks = ActionRemarks(action).Select(CSharpText.XmlText).ToEquatableArray(),
            ClientName = _frame.ClientName,
            InterfaceName = _frame.InterfaceName,
            CallsName = _frame.CallsName,
            MethodName = names.Method,
            ActionField = names.Description,
            Region = action.Region,
            RateLimits = action.RateLimits,
            IsIdempotent = action.Idempotent,
            IsUnsigned = action.Unsigned,
            SensitiveMembers = SensitiveMembers.Of(action, _types).Select(CSharpText.Literal).ToEquatableArray(),
            Attributes = ActionAttributes(action, errorEnum).ToEquatableArray(),
            Request = request,
            Response = response,
            ErrorEnumName = errorEnum,
            ErrorParserName = names.Parser,
            ErrorCodes = ErrorCodes(action).ToEquatableArray(),
            ExtraMethods = ExtraMethods(draft, request, response).ToEquatableArray(),
        };
    }

    private IEnumerable<ClientMethodEmitModel> ExtraMethods(ActionDraft draft, ClassEmitModel request, ClassEmitModel response)
    {
        ActionModel action = draft.Action;
        if (action.Paging is not null)
        {
            yield return new PagingPlanner(action, action.Paging, type => PlanClass(_typeDrafts[type]), _types)
                .Method(draft.Names.ItemsMethod, request, response, _valueTypes);
        }

        if (draft.Names.StreamMethod.Length > 0)
        {
            yield return new ClientMethodEmitModel(
                CSharpText.XmlText($"Calls {action.Name} and gives its response event by event, as the service sends them."),
                draft.Names.StreamMethod,
                $"{RuntimeNames.Root}ServerSentEvent<{response.Name}>",
                Paging: null);
        }
    }

    private ClassEmitModel PlanClass(TypeDraft draft) => _classes.Plan(
        draft.Name,
        ClassRole.Data,
        draft.InRequests,
        CSharpText.Documentation(draft.Type.Summary, $"The type {draft.Type.Name}."),
        draft.Type.Members);

    private static IEnumerable<ErrorCodeEmitModel> ErrorCodes(ActionModel action)
    {
        IReadOnlyDictionary<string, string> names = ErrorCodeNames.Of(action.Errors);
        foreach (ErrorModel error in action.Errors)
        {
            yield return new ErrorCodeEmitModel(
                names[error.Code],
                CSharpText.LiteralContent(error.Code),
                CSharpText.Documentation(error.Summary, $"The code {error.Code}."));
        }
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
