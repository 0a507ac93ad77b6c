using ApiGen.Specs.Model;

namespace ApiGen.Cli.Merging;

/// <summary>
/// The vendor's summaries for what several sources of one import bring together: one may know what another has left open, and nobody has had the
/// time to delete anything.
/// </summary>
internal static class NewTexts
{
    /// <summary>The service with the summaries of what is new in it.</summary>
    /// <param name="merged">The service with what all sources so far say.</param>
    /// <param name="known">What a person knows of it: the specs before the import; null when it has brought the service.</param>
    /// <param name="vendor">What the source says.</param>
    public static ServiceModel Fill(ServiceModel merged, ServiceModel? known, ServiceModel vendor)
    {
        Dictionary<string, TypeModel> knownTypes = Named<TypeModel>(known?.Types, type => type.Name);
        Dictionary<string, TypeModel> types = Named<TypeModel>(vendor.Types, type => type.Name);
        Dictionary<string, ActionModel> knownActions = Named<ActionModel>(known?.Actions, action => action.Name);
        Dictionary<string, ActionModel> actions = Named<ActionModel>(vendor.Actions, action => action.Name);
        return merged with
        {
            Summary = known is null ? Text(merged.Summary, vendor.Summary) : merged.Summary,
            Types = merged.Types.Select(type => types.TryGetValue(type.Name, out TypeModel? told) ? Fill(type, knownTypes.GetValueOrDefault(type.Name), told) : type).ToEquatableArray(),
            Actions = merged.Actions.Select(action => actions.TryGetValue(action.Name, out ActionModel? told) ? Fill(action, knownActions.GetValueOrDefault(action.Name), told) : action).ToEquatableArray(),
        };
    }

    private static TypeModel Fill(TypeModel type, TypeModel? known, TypeModel vendor) => type with
    {
        Summary = known is null ? Text(type.Summary, vendor.Summary) : type.Summary,
        Members = Fill(type.Members, known?.Members, vendor.Members),
    };

    private static ActionModel Fill(ActionModel action, ActionModel? known, ActionModel vendor) => action with
    {
        Summary = known is null ? Text(action.Summary, vendor.Summary) : action.Summary,
        Request = Fill(action.Request, known?.Request, vendor.Request),
        Response = Fill(action.Response, known?.Response, vendor.Response),
    };

    private static EquatableArray<MemberModel> Fill(EquatableArray<MemberModel> members, EquatableArray<MemberModel>? known, EquatableArray<MemberModel> vendor)
    {
        HashSet<string> old = [.. (known ?? EquatableArray<MemberModel>.Empty).Select(member => member.Name)];
        Dictionary<string, MemberModel> told = Named<MemberModel>(vendor, member => member.Name);
        return members.Select(member => !old.Contains(member.Name) && told.TryGetValue(member.Name, out MemberModel? news) ? member with { Summary = Text(member.Summary, news.Summary) } : member).ToEquatableArray();
    }

    private static Dictionary<string, T> Named<T>(EquatableArray<T>? items, Func<T, string> name)
        where T : IEquatable<T> => (items ?? EquatableArray<T>.Empty).ToDictionary(name, StringComparer.Ordinal);

    private static string Text(string written, string vendor) => written.Length > 0 ? written : vendor;
}
