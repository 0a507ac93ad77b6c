using System.Globalization;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Merging;

/// <summary>Follows the members that an action's paging names.</summary>
internal sealed class PagingReach
{
    private readonly ActionModel _action;
    private readonly Dictionary<string, TypeModel> _types;

    private PagingReach(ActionModel action, Dictionary<string, TypeModel> types)
    {
        _action = action;
        _types = types;
    }

    /// <summary>Whether every member is there and of the kind that paging needs.</summary>
    public static bool Holds(PagingModel paging, ActionModel action, Dictionary<string, TypeModel> types)
    {
        PagingReach reach = new(action, types);
        ValueKind? position = reach.Sent(paging.Position);
        return (paging.Style == PagingStyle.Token ? position == ValueKind.String : IsWholeNumber(position))
            && (paging.Limit is null || IsWholeNumber(reach.Sent(paging.Limit)))
            && reach.Received(paging.Items) == ValueKind.List
            && (paging.Total is null || IsWholeNumber(reach.Received(paging.Total)))
            && (paging.Next is null || reach.Received(paging.Next) == ValueKind.String)
            && reach.TakesPageOf(paging.PageSize, paging.Limit);
    }

    private static bool IsWholeNumber(ValueKind? kind) => kind is ValueKind.Int64 or ValueKind.UInt64;

    private ValueKind? Sent(string name) => _action.Request.FirstOrDefault(member => member.Name == name)?.Type.Kind;

    private ValueKind? Received(string path)
    {
        IEnumerable<MemberModel> members = _action.Response;
        TypeReference? type = null;
        foreach (string name in path.Split('.'))
        {
            type = members.FirstOrDefault(member => member.Name == name)?.Type;
            members = type is { Kind: ValueKind.Object } && _types.TryGetValue(type.Name!, out TypeModel? inner) ? inner.Members : [];
        }

        return type?.Kind;
    }

    private bool TakesPageOf(int size, string? limit)
    {
        string? most = _action.Request.FirstOrDefault(member => member.Name == limit)?.Constraint?.Maximum;
        return !decimal.TryParse(most, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number) || size <= number;
    }
}
