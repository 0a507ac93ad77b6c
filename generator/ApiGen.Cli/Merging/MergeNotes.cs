using System.Text.Json;
using ApiGen.Cli.Import;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Merging;

/// <summary>Finds what a merge keeps although the vendor now says otherwise, so that a person can decide.</summary>
internal static class MergeNotes
{
    private const int MostPlaces = 5;

    /// <summary>The notes, by action.</summary>
    /// <param name="existing">What stood in the specs.</param>
    /// <param name="imported">What the vendor says.</param>
    /// <param name="merged">What will stand in the specs.</param>
    public static IEnumerable<string> Of(ServiceModel existing, ImportedService imported, ServiceModel merged)
    {
        ServiceModel vendor = imported.Service;
        bool namesCodes = vendor.Actions.Any(action => !action.Errors.IsEmpty);
        Dictionary<string, ActionModel> before = existing.Actions.ToDictionary(action => action.Name, StringComparer.Ordinal);
        Dictionary<string, ActionModel> news = vendor.Actions.ToDictionary(action => action.Name, StringComparer.Ordinal);
        foreach (ActionModel action in merged.Actions)
        {
            if (!before.TryGetValue(action.Name, out ActionModel? old))
            {
                continue;
            }

            if (!news.TryGetValue(action.Name, out ActionModel? update))
            {
                foreach (string note in imported.DescribesTypes ? Examples(old, action, existing, merged) : [])
                {
                    yield return note;
                }

                continue;
            }

            if (!update.RateLimitAssumed && update.RateLimits != action.RateLimits)
            {
                yield return $"{action.Name}: the vendor states the limit {string.Join(", ", update.RateLimits)}; the specs' {string.Join(", ", action.RateLimits)} is kept";
            }

            if (imported is { IsPartial: true, HasUnreadLimit: false } && update.RateLimitAssumed && !action.RateLimitAssumed && !action.RateLimits.IsEmpty)
            {
                yield return $"{action.Name}: the page states no limit; the specs' {string.Join(", ", action.RateLimits)} is kept";
            }

            if (namesCodes && !imported.IsPartial && update.Errors.IsEmpty && !old.Errors.IsEmpty)
            {
                yield return $"{action.Name}: the vendor names no error codes here, as where they are not known; those of the specs are kept";
            }

            if (old.Paging is not null && old.Paging != action.Paging)
            {
                yield return $"{action.Name}: the paging named members that are gone; it was {(action.Paging is null ? "removed" : "written anew")}";
            }

            foreach (string note in Examples(old, action, existing, merged))
            {
                yield return note;
            }
        }
    }

    /// <summary>
    /// Where the specs have no summary and the vendor has one: somebody may have deleted it, so that it is left out, but for types that were guessed.
    /// </summary>
    /// <param name="known">The specs before the sources that are imported together.</param>
    /// <param name="vendor">What the vendor says.</param>
    /// <param name="merged">What will stand in the specs.</param>
    public static IEnumerable<string> Summaries(ServiceModel known, ServiceModel vendor, ServiceModel merged)
    {
        Dictionary<string, string> offered = Summaries(vendor);
        Dictionary<string, string> written = Summaries(merged);
        string[] places = [.. Summaries(known).Where(one => one.Value.Length == 0 && offered.GetValueOrDefault(one.Key, "").Length > 0 && written.ContainsKey(one.Key)).Select(one => one.Key)];
        string[] added = [.. places.Where(place => written[place].Length > 0)];
        string[] leftOut = [.. places.Except(added)];
        string owner = $"{merged.Name} {merged.Version}";
        if (added.Length > 0)
        {
            yield return $"{owner}: the vendor's summary is written where the specs had none: {Some(added)}";
        }

        if (leftOut.Length > 0)
        {
            yield return $"{owner}: the vendor's summary is left out where the specs have none, since somebody may have deleted it: {Some(leftOut)}";
        }
    }

    private static string Some(string[] places) =>
        string.Join(", ", places.Take(MostPlaces)) + (places.Length > MostPlaces ? FormattableString.Invariant($" and {places.Length - MostPlaces} more") : "");

    private static Dictionary<string, string> Summaries(ServiceModel service) => service.Types
        .SelectMany(type => Summaries(type.Name, type.Members).Prepend((type.Name, type.Summary)))
        .Concat(service.Actions.SelectMany(action => Summaries(action.Name + " request", action.Request)
            .Concat(Summaries(action.Name + " response", action.Response))
            .Prepend(("the action " + action.Name, action.Summary))))
        .Prepend(("the service", service.Summary))
        .ToDictionary(one => one.Item1, one => one.Item2, StringComparer.Ordinal);

    private static IEnumerable<(string, string)> Summaries(string owner, IEnumerable<MemberModel> members) => members.Select(member => ($"{owner}.{member.Name}", member.Summary));

    private static IEnumerable<string> Examples(ActionModel before, ActionModel after, ServiceModel existing, ServiceModel merged)
    {
        for (int i = 0; i < before.Examples.Count && i < after.Examples.Count; i++)
        {
            HashSet<string> known = [.. Faults(before, before.Examples[i], existing)];
            string[] arisen = [.. Faults(after, after.Examples[i], merged).Where(fault => !known.Contains(fault))];
            if (arisen.Length > 0)
            {
                yield return FormattableString.Invariant($"{after.Name}: example {i + 1} does not fit any more ({string.Join(", ", arisen.Take(3))}); it is kept");
            }
        }
    }

    private static IEnumerable<string> Faults(ActionModel action, ExampleModel example, ServiceModel service)
    {
        using JsonDocument request = JsonDocument.Parse(example.Request);
        IEnumerable<ExampleFault> faults = ExampleConformance.CheckRequest(request.RootElement, action, service.Types);
        if (example.Response is { } text)
        {
            using JsonDocument response = JsonDocument.Parse(text);
            faults = faults.Concat(ExampleConformance.CheckResponse(response.RootElement, action, service.Types));
        }

        return faults.Select(fault => fault.ToString());
    }
}
