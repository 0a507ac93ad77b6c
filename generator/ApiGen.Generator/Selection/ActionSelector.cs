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
    private readonly EquatableArray<ProjectDiagnostic> _emptyLists;
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
        _emptyLists = EmptyLists().ToEquatableArray();
    }

    /// <summary>Selects from the services by what the project says of each spec file.</summary>
    /// <param name="services">The services.</param>
    /// <param name="faulty">The files with errors, of which something is in no service.</param>
    public Selected Select(EquatableArray<ServiceModel> services, EquatableArray<string> faulty)
    {
        HashSet<ProjectItem> inDoubt = [.. faulty.SelectMany(RulesOf).Select(static rule => Written(rule.Item))];
        (ProjectItem Item, ProjectDiagnostic Told)[] unmatched = [.. Unmatched(services, inDoubt)];
        HashSet<ProjectItem> slips = [.. unmatched.Select(static one => one.Item)];
        (ServiceModel Service, ProjectItem[] Items)[] all = [.. services.Select(service => (service, ItemsOf(service)))];
        return new Selected(
            all.Select(one => Select(one.Service, one.Items)).OfType<SelectedService>().ToEquatableArray(),
            unmatched.Select(static one => one.Told).Concat(_emptyLists).Concat(Idle(services)).Concat(IdleExclusions(services, inDoubt)).Concat(Unselected(services, slips, isInDoubt: inDoubt.Count > 0)).Concat(all.SelectMany(one => Disagreements(one.Service, one.Items))).ToEquatableArray(),
            _faults);
    }

    private SelectedService? Select(ServiceModel service, ProjectItem[] items)
    {
        ActionModel[] actions = [.. service.Actions.Where(IsSelected)];
        return actions.Length == 0 ? null : new SelectedService(Prune(service, actions), Options(items));
    }

    private bool IsSelected(ActionModel action) => RulesOf(action.Source).Any(rule => rule.Selects(action.Name));

    private EmitOptions Options(ProjectItem[] items) => new(
        Internal: Chosen(items, ItemSetting.Visibility, static item => item.Visibility, _items.Visibility) == "internal",
        RequiredKeyword: Chosen(items, ItemSetting.RequiredMembers, static item => item.RequiredMembers, _items.RequiredMembers) == "keyword");

    private static string? Chosen(ProjectItem[] items, ItemSetting setting, Func<ProjectItem, string> value, string project) =>
        items.Select(item => setting.Find(value(item))).FirstOrDefault(static word => word is not null) ?? setting.Find(project);

    // A setting of any file of a service is one of the service; those of the declaring file come first.
    private ProjectItem[] ItemsOf(ServiceModel service) =>
    [
        .. service.Types.Select(static type => type.Source)
            .Concat(service.Actions.Select(static action => action.Source))
            .Prepend(service.Source)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(RulesOf)
            .Select(static rule => rule.Item),
    ];

    private static IEnumerable<ProjectDiagnostic> Disagreements(ServiceModel service, ProjectItem[] all) =>
        from setting in new (string Name, Func<ProjectItem, string> Value)[]
        {
            ("Namespace", static item => item.Namespace),
            ("Visibility", static item => item.Visibility.ToLowerInvariant()),
            ("RequiredMembers", static item => item.RequiredMembers.ToLowerInvariant()),
        }
        let items = all.Where(item => setting.Value(item).Length > 0).GroupBy(setting.Value, StringComparer.Ordinal).ToArray()
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
    private IEnumerable<(ProjectItem Item, ProjectDiagnostic Told)> Unmatched(EquatableArray<ServiceModel> services, HashSet<ProjectItem> inDoubt)
    {
        if (!_rules.Values.Any(static rules => rules.Any(static rule => rule.HasPatterns)))
        {
            yield break;
        }

        ILookup<ProjectItem, (SelectionRule Rule, string Action)> byItem = services
            .SelectMany(static service => service.Actions)
            .SelectMany(action => RulesOf(action.Source).Select(rule => (rule, action.Name)))
            .ToLookup(static pair => Written(pair.rule.Item));
        // Where no file of an item came to be part of a service, or one of them has an error, the reason is told, and its patterns may be right.
        HashSet<ProjectItem> bound =
        [
            .. services
                .SelectMany(static service => service.Actions.Select(static action => action.Source).Concat(service.Types.Select(static type => type.Source)).Append(service.Source))
                .Distinct(StringComparer.Ordinal)
                .SelectMany(RulesOf)
                .Select(static rule => Written(rule.Item)),
        ];
        ILookup<ProjectItem, ServiceModel> servicesOf = services.SelectMany(service => ItemsOf(service).Select(Written).Distinct().Select(item => (item, service))).ToLookup(static pair => pair.item, static pair => pair.service);
        foreach (SelectionRule rule in _rules.Values.SelectMany(static rules => rules).GroupBy(static rule => Written(rule.Item)).Select(static group => group.First()).Where(rule => bound.Contains(Written(rule.Item)) && !inDoubt.Contains(Written(rule.Item))))
        {
            string[] names = [.. byItem[Written(rule.Item)].Select(static pair => pair.Action).Distinct(StringComparer.Ordinal)];
            foreach ((NamePattern pattern, SpecLocation? place) in rule.Unmatched(names))
            {
                // An item has to do with the other files of its services alone.
                string sign = pattern.IsExclusion ? "-" : "";
                string hint = servicesOf[Written(rule.Item)].SelectMany(static service => service.Actions).FirstOrDefault(action => pattern.Matches(action.Name)) is { } elsewhere
                    ? $"{elsewhere.Name} is an action of {elsewhere.Source}, whose own item selects it."
                    : NearestName.HintOfPattern(sign + pattern.Glob, names.Select(name => sign + name), "");
                yield return (Written(rule.Item), new ProjectDiagnostic(
                    GeneratorDiagnostics.UnmatchedPattern.Id,
                    place,
                    new[] { rule.Item.Display, pattern.Text, ListOf(rule.Item, place), hint.Length == 0 ? "" : " " + hint }.ToEquatableArray())
                {
                    About = ProjectPlace.Of(rule.Item, "Actions", pattern.Text),
                });
            }
        }
    }

    /// <summary>The lists of actions without an entry, whatever else the items and their services have.</summary>
    private IEnumerable<ProjectDiagnostic> EmptyLists() =>
        from byItem in _rules.Values.SelectMany(static rules => rules).Where(static rule => rule.HasEmptyList).GroupBy(static rule => Written(rule.Item))
        let rule = byItem.First()
        let setting = rule.Item.NameOf("ActionsFile")
        select ProjectDiagnostic.Of(
            GeneratorDiagnostics.NothingSelected,
            ProjectPlace.Of(rule.Item, "ActionsFile", rule.Item.ActionsFile),
            setting,
            rule.Item.ActionsFile,
            "it has no entry; add one, or remove " + (rule.HasPatterns || rule.Item.IsOption ? setting : "the item"));

    /// <summary>The items that select nothing of services of which other items select something, because their own exclusions take all of it back.</summary>
    private IEnumerable<ProjectDiagnostic> Idle(EquatableArray<ServiceModel> services) =>
        from byItem in services
            .Where(service => service.Actions.Any(IsSelected))
            .SelectMany(static service => service.Actions)
            .SelectMany(action => RulesOf(action.Source).Select(rule => (Rule: rule, action.Name)))
            .GroupBy(static pair => Written(pair.Rule.Item))
        let rule = byItem.First().Rule
        let names = byItem.Select(static pair => pair.Name).Distinct(StringComparer.Ordinal).ToArray()
        where rule.HasPatterns && !rule.Unmatched(names).Any() && !names.Any(rule.Selects)
        select ProjectDiagnostic.Of(
            GeneratorDiagnostics.NothingSelected,
            ProjectPlace.Of(rule.Item, "Actions", rule.Item.Actions),
            rule.Item.Kind,
            rule.Item.Include,
            "its own exclusions take back all that it selects; correct them, or remove the item");

    /// <summary>The exclusions without effect, because another item of the same files selects what they leave out, or nothing in their own does.</summary>
    private IEnumerable<ProjectDiagnostic> IdleExclusions(EquatableArray<ServiceModel> services, HashSet<ProjectItem> inDoubt) =>
        from byItem in services
            .SelectMany(static service => service.Actions)
            .SelectMany(action => RulesOf(action.Source).Select(rule => (Rule: rule, Action: action)))
            .GroupBy(static pair => Written(pair.Rule.Item))
        let rule = byItem.First().Rule
        where rule.HasPatterns && !inDoubt.Contains(byItem.Key)
        let selected = new HashSet<string>(byItem.Select(static pair => pair.Action).Where(IsSelected).Select(static action => action.Name), StringComparer.Ordinal)
        let names = byItem.Select(static pair => pair.Action.Name).Distinct(StringComparer.Ordinal).ToArray()
        from one in rule.IdleExclusions(names, selected.Contains)
        let why = one.IsTakenBack
            ? "another item selects what it matches, and what items select adds up. Write it in that item, or take these files out of that item"
            : "nothing else there selects what it matches. Remove it, or correct the pattern that it is to narrow"
        select new ProjectDiagnostic(
            GeneratorDiagnostics.IdleExclusion.Id, one.Place, new[] { rule.Item.Display, one.Pattern.Text, ListOf(rule.Item, one.Place), why }.ToEquatableArray())
        {
            About = ProjectPlace.Of(rule.Item, "Actions", one.Pattern.Text),
        };

    private static string ListOf(ProjectItem item, SpecLocation? place) => place is null ? item.NameOf("Actions") : FormattableString.Invariant($"line {place.Line + 1} of {item.ActionsFile}");

    /// <summary>The services that were named in vain. Of several versions of a service a pattern may mean one.</summary>
    /// <param name="services">The services.</param>
    /// <param name="slips">The items with a pattern that matches nothing, which is told already and reason enough.</param>
    /// <param name="isInDoubt">Whether a file has an error: its actions may be of any service.</param>
    private IEnumerable<ProjectDiagnostic> Unselected(EquatableArray<ServiceModel> services, HashSet<ProjectItem> slips, bool isInDoubt)
    {
        ServiceModel[] unselected = [.. services.Where(service => !service.Actions.Any(IsSelected))];
        if (unselected.Length == 0)
        {
            yield break;
        }

        HashSet<(ProjectItem, string)> useful =
        [
            .. from service in services
               from action in service.Actions
               from rule in RulesOf(action.Source)
               where rule.Selects(action.Name)
               select (Written(rule.Item), service.Name),
        ];
        foreach (ServiceModel service in unselected)
        {
            string[] about = [service.Name, service.Version];
            SelectionRule[] rules = [.. service.Actions.SelectMany(action => RulesOf(action.Source))];
            if (service.Actions.IsEmpty)
            {
                yield return new ProjectDiagnostic(
                    GeneratorDiagnostics.NothingSelected.Id, new SpecLocation(service.Source, 0, 0, 0, 0, 0, 0), about.Append("its specs have no actions").ToEquatableArray());
            }
            else if (!isInDoubt && !rules.Any(rule => rule.IsUnread || rule.HasEmptyList || slips.Contains(Written(rule.Item)) || useful.Contains((Written(rule.Item), service.Name))))
            {
                ProjectItem? item = rules.Select(static rule => rule.Item).FirstOrDefault();
                string setting = item is { Actions.Length: 0 } ? "ActionsFile" : "Actions";
                string who = item is { IsOption: true } ? item.NameOf(setting) + " selects" : "the items of the project select";
                yield return new ProjectDiagnostic(
                    GeneratorDiagnostics.NothingSelected.Id, null, about.Append(who + " none of its actions; name some, or take the service out").ToEquatableArray())
                {
                    About = item is null ? null : ProjectPlace.Of(item, setting),
                };
            }
        }
    }

    private static ProjectItem Written(ProjectItem item) => item.Kind == ProjectItem.Spec ? item with { Include = "" } : item;
}
