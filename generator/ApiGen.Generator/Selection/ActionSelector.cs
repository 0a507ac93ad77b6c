using ApiGen.Generator.Options;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Selection;

/// <summary>What a consumer selected, and the patterns that found nothing.</summary>
/// <param name="Services">The services with something to generate.</param>
/// <param name="Unmatched">The patterns that match no action.</param>
/// <param name="WrongNamespaces">What was given as a namespace and cannot be one; the declared ones hold there.</param>
internal sealed record Selected(EquatableArray<SelectedService> Services, EquatableArray<UnmatchedPattern> Unmatched, EquatableArray<ChosenNamespace> WrongNamespaces);

/// <summary>A pattern that matches no action.</summary>
/// <param name="Item">The item of the project file that has it.</param>
/// <param name="Pattern">The pattern as it was written.</param>
/// <param name="Nearest">The name nearest to it; null when none is near.</param>
internal sealed record UnmatchedPattern(string Item, string Pattern, string? Nearest);

/// <summary>Applies the patterns of <c>ApiSpec</c> and <c>ApiService</c> items, and prunes the types that nothing selected reaches.</summary>
internal static class ActionSelector
{
    /// <summary>Selects from the services by what the project says of each spec file.</summary>
    public static Selected Select(EquatableArray<ServiceModel> services, IReadOnlyList<SpecInput> inputs)
    {
        Dictionary<string, SpecInput> byPath = new(StringComparer.Ordinal);
        foreach (SpecInput input in inputs)
        {
            byPath[input.LogicalPath] = input;
        }

        Dictionary<string, IReadOnlyList<NamePattern>> patterns = new(StringComparer.Ordinal);
        List<SelectedService> selected = [];
        foreach (ServiceModel service in services)
        {
            ActionModel[] actions = [.. service.Actions.Where(action => IsSelected(action, byPath, patterns))];
            if (actions.Length > 0)
            {
                EmitOptions options = byPath.TryGetValue(service.Source, out SpecInput? input) ? input.Emit : EmitOptions.Default;
                selected.Add(new SelectedService(Prune(service, actions), options));
            }
        }

        return new Selected(selected.ToEquatableArray(), FindUnmatched(services, inputs, byPath).ToEquatableArray(), FindWrong(inputs).ToEquatableArray());
    }

    private static bool IsSelected(ActionModel action, Dictionary<string, SpecInput> byPath, Dictionary<string, IReadOnlyList<NamePattern>> cache)
    {
        if (!byPath.TryGetValue(action.Source, out SpecInput? input) || input.Actions.Length == 0)
        {
            return true;
        }

        if (!cache.TryGetValue(input.Actions, out IReadOnlyList<NamePattern>? patterns))
        {
            cache.Add(input.Actions, patterns = NamePattern.ParseList(input.Actions));
        }

        // With nothing but exclusions, everything else is meant.
        bool included = patterns.All(pattern => pattern.IsExclusion) || patterns.Any(pattern => !pattern.IsExclusion && pattern.Matches(action.Name));
        return included && !patterns.Any(pattern => pattern.IsExclusion && pattern.Matches(action.Name));
    }

    private static ServiceModel Prune(ServiceModel service, ActionModel[] actions)
    {
        HashSet<string> reached = Reachability.From(actions.SelectMany(action => action.Request.Concat(action.Response)), service.Types);
        return service with
        {
            // Examples play no part in the code; without them an edited example prints nothing anew.
            Actions = actions.Select(action => action with { Examples = EquatableArray<ExampleModel>.Empty }).ToEquatableArray(),
            Types = service.Types.Where(type => reached.Contains(type.Name)).ToEquatableArray(),
        };
    }

    private static IEnumerable<UnmatchedPattern> FindUnmatched(
        EquatableArray<ServiceModel> services,
        IReadOnlyList<SpecInput> inputs,
        Dictionary<string, SpecInput> byPath)
    {
        ILookup<string, string> namesByActions = services
            .SelectMany(service => service.Actions)
            .Where(action => byPath.ContainsKey(action.Source))
            .ToLookup(action => GroupOf(byPath[action.Source]), action => action.Name, StringComparer.Ordinal);
        foreach (SpecInput input in inputs.Where(input => input.Actions.Length > 0).GroupBy(GroupOf, StringComparer.Ordinal).Select(group => group.First()).OrderBy(GroupOf, StringComparer.Ordinal))
        {
            string[] names = [.. namesByActions[GroupOf(input)]];
            foreach (NamePattern pattern in NamePattern.ParseList(input.Actions).Where(pattern => !names.Any(pattern.Matches)))
            {
                yield return new UnmatchedPattern(input.ProjectItem, pattern.Text, Nearest(pattern, names));
            }
        }
    }

    /// <summary>One of each item: all files of a service carry what the item says.</summary>
    private static IEnumerable<ChosenNamespace> FindWrong(IReadOnlyList<SpecInput> inputs) => inputs
        .Select(ChosenNamespace.Of)
        .OfType<ChosenNamespace>()
        .Where(static chosen => !chosen.IsValid)
        .GroupBy(static chosen => (chosen.Item, chosen.Namespace))
        .Select(static group => group.First())
        .OrderBy(static chosen => chosen.Item, StringComparer.Ordinal);

    private static string? Nearest(NamePattern pattern, IEnumerable<string> names) =>
        NearestName.Find(pattern.Glob.Replace("*", "").Replace("?", ""), names);

    private static string GroupOf(SpecInput input) => input.Item + "\n" + input.Actions;
}
