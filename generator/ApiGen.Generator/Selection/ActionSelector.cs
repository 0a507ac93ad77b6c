using ApiGen.Generator.Diagnostics;
using ApiGen.Generator.Options;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Selection;

/// <summary>What a consumer selected, and what the project file says in vain.</summary>
/// <param name="Services">The services with something to generate.</param>
/// <param name="Diagnostics">What has no effect.</param>
/// <param name="Faults">What there is to say of lists of actions.</param>
internal sealed record Selected(EquatableArray<SelectedService> Services, EquatableArray<ProjectDiagnostic> Diagnostics, EquatableArray<SpecDiagnostic> Faults);

/// <summary>Applies the items of a project: a file that several name gets what any of them selects. Prunes the types that nothing selected reaches.</summary>
internal sealed class ActionSelector
{
    private readonly ProjectItems _items;
    private readonly EquatableArray<SpecDiagnostic> _faults;
    private readonly Dictionary<string, SelectionRule[]> _rules;

    /// <summary>Reads what the project says. It hangs on no spec, so that an edit of one does not read it again.</summary>
    public ActionSelector(ProjectItems items, IReadOnlyList<ActionList> lists)
    {
        _items = items;
        _faults = lists.SelectMany(static list => list.Faults()).ToEquatableArray();
        Dictionary<ProjectItem, SelectionRule> rules = items.Items.Distinct().ToDictionary(static item => item, item => new SelectionRule(item, lists));
        _rules = items.Files.ToDictionary(
            static file => file.Logical,
            file => items.Of(file).Distinct().Select(item => rules[item]).ToArray(),
            StringComparer.Ordinal);
    }

    /// <summary>Selects from the services by what the project says of each spec file.</summary>
    public Selected Select(EquatableArray<ServiceModel> services)
    {
        ProjectDiagnostic[] unmatched = [.. Unmatched(services)];
        return new Selected(
            services.Select(Select).OfType<SelectedService>().ToEquatableArray(),
            unmatched.Concat(Unselected(services, hasSlip: unmatched.Length > 0 || !_faults.IsEmpty)).Concat(services.SelectMany(Disagreements)).ToEquatableArray(),
            _faults);
    }

    private SelectedService? Select(ServiceModel service)
    {
        ActionModel[] actions = [.. service.Actions.Where(IsSelected)];
        return actions.Length == 0 ? null : new SelectedService(Prune(service, actions), Options(service));
    }

    private bool IsSelected(ActionModel action) => RulesOf(action.Source).Any(rule => rule.Selects(action.Name));

    private EmitOptions Options(ServiceModel service) => new(
        Internal: Chosen(service, ItemSetting.Visibility, static item => item.Visibility, _items.Visibility) == "internal",
        RequiredKeyword: Chosen(service, ItemSetting.RequiredMembers, static item => item.RequiredMembers, _items.RequiredMembers) == "keyword");

    private string? Chosen(ServiceModel service, ItemSetting setting, Func<ProjectItem, string> value, string project) =>
        ItemsOf(service).Select(item => setting.Find(value(item))).FirstOrDefault(static word => word is not null) ?? setting.Find(project);

    // A setting of any file of a service is one of the service; those of the declaring file come first.
    private IEnumerable<ProjectItem> ItemsOf(ServiceModel service) => service.Types.Select(static type => type.Source)
        .Concat(service.Actions.Select(static action => action.Source))
        .Prepend(service.Source)
        .Distinct(StringComparer.Ordinal)
        .SelectMany(RulesOf)
        .Select(static rule => rule.Item);

    private IEnumerable<ProjectDiagnostic> Disagreements(ServiceModel service) =>
        from setting in new (string Name, Func<ProjectItem, string> Value)[]
        {
            ("Namespace", static item => item.Namespace),
            ("Visibility", static item => item.Visibility.ToLowerInvariant()),
            ("RequiredMembers", static item => item.RequiredMembers.ToLowerInvariant()),
        }
        let items = ItemsOf(service).Where(item => setting.Value(item).Length > 0).GroupBy(setting.Value, StringComparer.Ordinal).ToArray()
        where items.Length > 1
        select ProjectDiagnostic.Of(
            GeneratorDiagnostics.ItemsDisagree,
            ProjectPlace.Of(items[1].First(), setting.Name, items[1].Key),
            $"{service.Name} {service.Version}",
            setting.Name,
            string.Join("' and '", items.Select(static one => one.Key)));

    private SelectionRule[] RulesOf(string source) => _rules.TryGetValue(source, out SelectionRule[]? rules) ? rules : [];

    private static ServiceModel Prune(ServiceModel service, ActionModel[] actions)
    {
        HashSet<string> reached = TypeReach.From(actions.SelectMany(action => action.Request.Concat(action.Response)), service.Types);
        return service with
        {
            // Examples play no part in the code; without them an edited example prints nothing anew.
            Actions = actions.Select(action => action with { Examples = EquatableArray<ExampleModel>.Empty }).ToEquatableArray(),
            Types = service.Types.Where(type => reached.Contains(type.Name)).ToEquatableArray(),
        };
    }

    /// <summary>The patterns that match no action. The files of one wildcard are one item to the one who wrote it.</summary>
    private IEnumerable<ProjectDiagnostic> Unmatched(EquatableArray<ServiceModel> services)
    {
        if (!_rules.Values.Any(static rules => rules.Any(static rule => rule.HasPatterns)))
        {
            yield break;
        }

        ILookup<ProjectItem, (SelectionRule Rule, string Action)> byItem = services
            .SelectMany(static service => service.Actions)
            .SelectMany(action => RulesOf(action.Source).Select(rule => (rule, action.Name)))
            .ToLookup(static pair => Written(pair.rule.Item));
        foreach (SelectionRule rule in _rules.Values.SelectMany(static rules => rules).GroupBy(static rule => Written(rule.Item)).Select(static group => group.First()))
        {
            string[] names = [.. byItem[Written(rule.Item)].Select(static pair => pair.Action).Distinct(StringComparer.Ordinal)];
            foreach ((NamePattern pattern, SpecLocation? place) in rule.Unmatched(names))
            {
                string hint = NearestName.HintOfPattern(pattern.Glob, names, "");
                string list = place is null ? "Actions" : FormattableString.Invariant($"line {place.Line + 1} of {rule.Item.ActionsFile}");
                yield return new ProjectDiagnostic(
                    GeneratorDiagnostics.UnmatchedPattern.Id,
                    place,
                    new[] { rule.Item.Display, pattern.Text, list, hint.Length == 0 ? "" : " " + hint }.ToEquatableArray())
                {
                    About = ProjectPlace.Of(rule.Item, "Actions", pattern.Text),
                };
            }
        }
    }

    /// <summary>The services that were named in vain. Of several versions of a service a pattern may mean one.</summary>
    private IEnumerable<ProjectDiagnostic> Unselected(EquatableArray<ServiceModel> services, bool hasSlip)
    {
        HashSet<(ProjectItem, string)> useful =
        [
            .. from service in services
               from action in service.Actions
               from rule in RulesOf(action.Source)
               where rule.Selects(action.Name)
               select (Written(rule.Item), service.Name),
        ];
        foreach (ServiceModel service in services.Where(service => !service.Actions.Any(IsSelected)))
        {
            string[] about = [service.Name, service.Version];
            SelectionRule[] rules = [.. service.Actions.SelectMany(action => RulesOf(action.Source))];
            if (service.Actions.IsEmpty)
            {
                yield return new ProjectDiagnostic(
                    GeneratorDiagnostics.NothingSelected.Id, new SpecLocation(service.Source, 0, 0, 0, 0, 0, 0), about.Append("its specs have no actions").ToEquatableArray());
            }
            else if (!hasSlip && !rules.Any(rule => useful.Contains((Written(rule.Item), service.Name))))
            {
                // A pattern with a slip is told already, and reason enough.
                ProjectItem? item = rules.Select(static rule => rule.Item).FirstOrDefault();
                yield return new ProjectDiagnostic(
                    GeneratorDiagnostics.NothingSelected.Id, null, about.Append("the items of the project select none of its actions; name some, or take the service out").ToEquatableArray())
                {
                    About = item is null ? null : ProjectPlace.Of(item, item.Actions.Length > 0 ? "Actions" : "ActionsFile"),
                };
            }
        }
    }

    private static ProjectItem Written(ProjectItem item) => item.Kind == ProjectItem.Spec ? item with { Include = "" } : item;
}
