using ApiGen.Specs.Model;

namespace ApiGen.Cli.Merging;

/// <summary>
/// Joins members: names, types and flags come from the vendor; summaries, limits, formats, order and reasons stay as a person wrote or deleted them.
/// </summary>
/// <param name="isPartial">Whether the vendor's side is a page, which knows less than a model: what it does not mention stays.</param>
internal sealed class MemberMerger(bool isPartial)
{
    /// <summary>Joins two lists of members.</summary>
    /// <param name="existing">What stands in the spec.</param>
    /// <param name="vendor">What the vendor says.</param>
    /// <param name="isResponse">Whether the members are fields of a response.</param>
    public EquatableArray<MemberModel> Merge(EquatableArray<MemberModel> existing, EquatableArray<MemberModel> vendor, bool isResponse)
    {
        Dictionary<string, MemberModel> news = vendor.ToDictionary(member => member.Name, StringComparer.Ordinal);
        List<MemberModel> result = [];
        foreach (MemberModel member in existing)
        {
            if (news.Remove(member.Name, out MemberModel? update))
            {
                result.Add(Merge(member, update, isResponse));
            }
            else if (isPartial)
            {
                result.Add(member);
            }
        }

        // A new member goes behind the one that it follows at the vendor's; those that follow each other stay together.
        Dictionary<string, List<MemberModel>> behind = new(StringComparer.Ordinal);
        List<MemberModel> first = [];
        List<MemberModel> place = first;
        foreach (MemberModel member in vendor)
        {
            if (news.ContainsKey(member.Name))
            {
                place.Add(member);
            }
            else
            {
                behind.Add(member.Name, place = []);
            }
        }

        return first.Concat(result.SelectMany(member => behind.TryGetValue(member.Name, out List<MemberModel>? followers) ? followers.Prepend(member) : [member])).ToEquatableArray();
    }

    private MemberModel Merge(MemberModel existing, MemberModel vendor, bool isResponse)
    {
        TypeReference type = isPartial && IsSameOnPages(existing.Type, vendor.Type) ? existing.Type : vendor.Type;
        bool keepsType = type == existing.Type;
        return existing with
        {
            Type = type,
            Required = isPartial && isResponse ? existing.Required : vendor.Required,
            Nullable = vendor.Nullable || (isPartial && existing.Nullable),
            Summary = existing.Summary,
            TimeZone = keepsType ? existing.TimeZone : null,
            Format = keepsType ? existing.Format : vendor.Format,
            Disabled = vendor.Disabled is not null ? existing.Disabled ?? vendor.Disabled
                : isPartial || existing.Disabled is not { Length: 0 } ? existing.Disabled
                : null,
            Constraint = keepsType ? existing.Constraint : null,
            Default = keepsType ? existing.Default : null,
        };
    }

    // Pages write Integer for both signed and unsigned numbers.
    private static bool IsSameOnPages(TypeReference existing, TypeReference page) =>
        existing.Kind == ValueKind.List && page.Kind == ValueKind.List ? IsSameOnPages(existing.Element!, page.Element!)
        : existing.Kind == ValueKind.UInt64 && page.Kind == ValueKind.Int64;
}
