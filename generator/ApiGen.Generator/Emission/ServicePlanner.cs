using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Generator.Options;
using ApiGen.Generator.Selection;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Emission;

/// <summary>
/// Settles what depends on a service as a whole: which files there are, and all names. What each file holds is planned file by
/// file (<see cref="FilePlanner"/>), so that an edited action costs the planning of that action alone.
/// </summary>
internal sealed class ServicePlanner
{
    private readonly ServiceModel _service;
    private readonly EmitOptions _options;
    private readonly string _namespace;
    private readonly ServiceNames _names;
    private readonly HintNames _hintNames;
    private readonly int _index;

    private ServicePlanner(SelectedService selected, IEnumerable<string> namespaces, int index, HintNames hintNames)
    {
        _service = selected.Service;
        _options = selected.Options;
        _namespace = _service.Namespace;
        _names = new ServiceNames(_service, namespaces);
        _hintNames = hintNames;
        _index = index;
    }

    /// <summary>Plans the files of all services.</summary>
    public static EmitPlan Plan(IEnumerable<SelectedService> services)
    {
        HintNames hintNames = new();
        SelectedService[] all = [.. services];
        string[] namespaces = [.. all.Select(static selected => selected.Service.Namespace)];
        List<ServiceFrame> frames = [];
        List<ClientEmitModel> clients = [];
        List<ActionDraft> actions = [];
        List<TypeDraft> types = [];
        foreach (SelectedService selected in all)
        {
            ServicePlanner planner = new(selected, namespaces, frames.Count, hintNames);
            clients.Add(planner.PlanClient());
            actions.AddRange(selected.Service.Actions.Select(planner.DraftAction));
            EquatableArray<TypeDraft> serviceTypes = planner.DraftTypes().ToEquatableArray();
            types.AddRange(serviceTypes);
            frames.Add(new ServiceFrame(planner._namespace, planner._options, planner._names.Client, planner._names.Interface, planner._names.Calls, serviceTypes));
        }

        return new EmitPlan(frames.ToEquatableArray(), clients.ToEquatableArray(), actions.ToEquatableArray(), types.ToEquatableArray());
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
        ActionNames = CSharpText.LiteralContent(string.Join(" ", _service.Actions.Select(static action => action.Name))),
        ActionLimits = CSharpText.LiteralContent(string.Join(" ", _service.Actions.Where(static action => !action.RateLimits.IsEmpty).Select(LimitsOf))),
        IdempotentActions = CSharpText.LiteralContent(string.Join(" ", _service.Actions.Where(static action => action.Idempotent).Select(static action => action.Name))),
        RequiresRegion = !_service.Actions.IsEmpty && _service.Actions.All(action => action.Region == RegionRequirement.Required),
        Summary = CSharpText.Documentation(_service.Summary, $"Calls the actions of {_service.Name}, version {_service.Version}."),
        ClientName = _names.Client,
        InterfaceName = _names.Interface,
        RegistrationName = _names.Registration,
        CallsName = _names.Calls,
        PipelineProperty = _names.Pipeline,
    };

    private static string LimitsOf(ActionModel action) =>
        FormattableString.Invariant($"{action.Name}={string.Join(",", action.RateLimits.Select(static window => FormattableString.Invariant($"{window.Limit}/{window.Seconds}s")))}");

    private ActionDraft DraftAction(ActionModel action)
    {
        string hintName = _hintNames.Take(_namespace, action.Name);
        return new ActionDraft(_index, hintName, _names[action], action);
    }

    private IEnumerable<TypeDraft> DraftTypes()
    {
        HashSet<string> inRequests = TypeReach.OfRequests(_service);
        return _service.Types.Select(type =>
        {
            string name = _names.TypeName(type.Name);
            return new TypeDraft(_index, _hintNames.Take(_namespace, "Types." + name), name, inRequests.Contains(type.Name), type);
        });
    }
}
