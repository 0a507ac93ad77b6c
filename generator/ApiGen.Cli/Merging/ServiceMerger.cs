using ApiGen.Cli.Import;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Merging;

/// <summary>
/// Brings a service up to date with what the vendor says, keeping what a person wrote. What is for people to read is the person's, once it is in the
/// specs: the vendor's summaries and examples come with what is new, so that what was deleted stays deleted.
/// </summary>
internal static class ServiceMerger
{
    /// <summary>The service as it should be. Equal to <paramref name="existing"/> when the vendor changed nothing.</summary>
    /// <param name="existing">What stands in the specs.</param>
    /// <param name="known">What a person knows of it: the specs before the sources that are imported together; null when these have brought the service.</param>
    /// <param name="imported">What the vendor says.</param>
    /// <param name="form">How the specs are written.</param>
    public static ServiceModel Merge(ServiceModel existing, ServiceModel? known, ImportedService imported, WrittenForm form)
    {
        ServiceModel vendor = imported.Service;
        MemberMerger members = new(imported.IsPartial);
        ServiceModel merged = existing with
        {
            Types = ByName(existing.Types, vendor.Types, type => type.Name, imported.IsPartial, (left, right) =>
                imported is { IsPartial: true, DescribesTypes: false } && !left.Members.IsEmpty ? left : MergeType(left, right, members, imported.IsPartial)),
            Actions = ByName(existing.Actions, vendor.Actions, action => action.Name, imported.IsPartial, (left, right) =>
                MergeAction(left, right, members, form, imported.IsPartial)),
        };
        merged = NewTexts.Fill(merged, known, vendor);
        HashSet<string> there = [.. existing.Actions.Select(action => action.Name)];
        Dictionary<string, TypeModel> types = merged.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        Dictionary<string, PagingModel?> pagings = vendor.Actions.ToDictionary(action => action.Name, action => action.Paging, StringComparer.Ordinal);
        merged = imported.DescribesTypes ? WithoutGuesses(existing, merged) : imported.IsPartial ? WithoutUnusedGuesses(existing, merged) : merged;
        return merged with
        {
            Actions = merged.Actions.Select(action => WithPaging(there.Contains(action.Name) ? action : New(action, form), pagings.GetValueOrDefault(action.Name), types)).ToEquatableArray(),
        };
    }

    // A type that is there keeps its members, so that what a page makes guess of one more member, which it has not, nothing uses.
    private static ServiceModel WithoutUnusedGuesses(ServiceModel existing, ServiceModel merged)
    {
        HashSet<string> kept = [.. existing.Types.Select(type => type.Name), .. TypeReach.OfRequests(merged), .. TypeReach.OfResponses(merged)];
        return merged with { Types = merged.Types.Where(type => kept.Contains(type.Name)).ToEquatableArray() };
    }

    // Types that were in use, and are so no more once the real ones are known, were named and made by guessing.
    private static ServiceModel WithoutGuesses(ServiceModel existing, ServiceModel merged)
    {
        HashSet<string> before = [.. TypeReach.OfRequests(existing), .. TypeReach.OfResponses(existing)];
        HashSet<string> after = [.. TypeReach.OfRequests(merged), .. TypeReach.OfResponses(merged)];
        return merged with { Types = merged.Types.Where(type => !before.Contains(type.Name) || after.Contains(type.Name)).ToEquatableArray() };
    }

    // What a new action does not state is what the specs state for all.
    private static ActionModel New(ActionModel action, WrittenForm form) =>
        action.Region == RegionRequirement.Optional ? action with { Region = form.Region } : action;

    // Paging is a person's word as long as the members that it names are there.
    private static ActionModel WithPaging(ActionModel action, PagingModel? vendor, Dictionary<string, TypeModel> types) =>
        action.Paging is null || PagingCheck.Faults(action.Paging, action, types).Count == 0 ? action
        : action with { Paging = vendor is not null && PagingCheck.Faults(vendor, action, types).Count == 0 ? vendor : null };

    // A type without any summary was guessed from an example until the page of types told what it is; nobody has deleted anything there.
    private static TypeModel MergeType(TypeModel existing, TypeModel vendor, MemberMerger members, bool isPage)
    {
        TypeModel known = isPage && existing.Summary.Length == 0 && existing.Members.All(member => member.Summary.Length == 0) ? Described(existing, vendor) : existing;
        return known with { Members = members.Merge(known.Members, vendor.Members, isResponse: false) };
    }

    private static TypeModel Described(TypeModel existing, TypeModel vendor)
    {
        Dictionary<string, string> summaries = vendor.Members.ToDictionary(member => member.Name, member => member.Summary, StringComparer.Ordinal);
        return existing with
        {
            Summary = vendor.Summary,
            Members = existing.Members.Select(member => member with { Summary = summaries.GetValueOrDefault(member.Name, "") }).ToEquatableArray(),
        };
    }

    private static ActionModel MergeAction(ActionModel existing, ActionModel vendor, MemberMerger members, WrittenForm form, bool isPage)
    {
        bool learnsLimit = (existing.RateLimitAssumed || existing.RateLimits.IsEmpty) && !vendor.RateLimitAssumed && existing.RateLimits != vendor.RateLimits;
        return existing with
        {
            Region = form.HasRegion(existing.Name) ? existing.Region : vendor.Region,
            RateLimits = learnsLimit ? vendor.RateLimits : existing.RateLimits,
            RateLimitAssumed = existing.RateLimitAssumed && !learnsLimit,
            Deprecated = existing.Deprecated ?? vendor.Deprecated,
            Request = members.Merge(existing.Request, vendor.Request, isResponse: false),
            Response = members.Merge(existing.Response, vendor.Response, isResponse: true),
            Errors = vendor.Errors.IsEmpty ? existing.Errors : MergeErrors(existing.Errors, vendor.Errors, isPage, form.ListsErrors(existing.Name)),
        };
    }

    private static EquatableArray<ErrorModel> MergeErrors(EquatableArray<ErrorModel> existing, EquatableArray<ErrorModel> vendor, bool isPage, bool isList)
    {
        HashSet<string> codes = [.. vendor.Select(error => error.Code)];
        HashSet<string> known = [.. existing.Select(error => error.Code)];
        IEnumerable<ErrorModel> added = vendor.Where(error => !known.Contains(error.Code)).Select(error => isList ? error with { Summary = "" } : error);
        return existing.Where(error => isPage || codes.Contains(error.Code)).Concat(added).ToEquatableArray();
    }

    private static EquatableArray<T> ByName<T>(EquatableArray<T> existing, EquatableArray<T> vendor, Func<T, string> name, bool keepsOthers, Func<T, T, T> merge)
        where T : IEquatable<T>
    {
        Dictionary<string, T> news = vendor.ToDictionary(name, StringComparer.Ordinal);
        List<T> result = [];
        foreach (T item in existing)
        {
            if (news.Remove(name(item), out T? update))
            {
                result.Add(merge(item, update));
            }
            else if (keepsOthers)
            {
                result.Add(item);
            }
        }

        return result.Concat(news.Values).OrderBy(name, StringComparer.Ordinal).ToEquatableArray();
    }
}
