using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>Finds out how an action's result is read page by page, from the names that the vendor uses throughout.</summary>
public static partial class PagingDetector
{
    // The vendor's default when a page does not state one; every action seen accepts it.
    private const int UsualPageSize = 20;

    private static readonly string[] PageNumbers = ["PageNumber", "PageNum", "PageNo", "PageIndex", "Page"];
    private static readonly string[] PageSizes = ["Limit", "PageSize", "MaxResults", "Length", "Rows"];
    private static readonly string[] Tokens = ["NextToken", "PageToken", "PaginationToken", "ContinueToken", "Token", "Marker", "Cursor", "NextCursor", "Context"];
    private static readonly string[] NextTokens = ["NextToken", "NextPageToken", "PaginationToken", "ContinueToken", "NextMarker", "NextCursor", "Token", "Marker", "Cursor", "Context"];

    /// <summary>The paging of an action; null when it has none, or when it is not clear.</summary>
    /// <param name="request">The parameters.</param>
    /// <param name="response">The fields of the response.</param>
    /// <param name="types">The service's types by name.</param>
    public static PagingModel? Detect(IReadOnlyList<MemberModel> request, IReadOnlyList<MemberModel> response, IReadOnlyDictionary<string, TypeModel> types)
    {
        if (FindPage(response, types) is not var (prefix, members))
        {
            return null;
        }

        string items = prefix + members.Single(IsLiveList).Name;
        string? total = members.FirstOrDefault(member => IsInteger(member) && TotalName().IsMatch(member.Name)) is { } count ? prefix + count.Name : null;
        MemberModel? limit = First(request, PageSizes, IsInteger);
        int pageSize = limit is null ? UsualPageSize : PageSize(limit);
        if (First(request, ["Offset"], IsInteger) is { } offset && limit is not null && total is not null)
        {
            return new PagingModel(PagingStyle.Offset, offset.Name, limit.Name, items, total, null, pageSize);
        }

        if (First(request, PageNumbers, IsInteger) is { } page && limit is not null && total is not null)
        {
            return new PagingModel(PagingStyle.PageNumber, page.Name, limit.Name, items, total, null, pageSize);
        }

        return First(request, Tokens, IsText) is { } token && First(members, NextTokens, IsText) is { } next
            ? new PagingModel(PagingStyle.Token, token.Name, limit?.Name, items, total, prefix + next.Name, pageSize)
            : null;
    }

    /// <summary>The part of the response with exactly one list: the response itself, or the one object in it.</summary>
    private static (string Prefix, IReadOnlyList<MemberModel> Members)? FindPage(IReadOnlyList<MemberModel> response, IReadOnlyDictionary<string, TypeModel> types)
    {
        int lists = response.Count(IsLiveList);
        if (lists == 1)
        {
            return ("", response);
        }

        MemberModel[] objects = [.. response.Where(member => member.Type.Kind == ValueKind.Object && member.Disabled is null)];
        return lists == 0 && objects.Length == 1 && types.TryGetValue(objects[0].Type.Name!, out TypeModel? type) && type.Members.Count(IsLiveList) == 1
            ? (objects[0].Name + ".", type.Members)
            : null;
    }

    private static MemberModel? First(IReadOnlyList<MemberModel> members, string[] names, Func<MemberModel, bool> fits) =>
        names.Select(name => members.FirstOrDefault(member => member.Name == name && fits(member))).FirstOrDefault(member => member is not null);

    private static bool IsLiveList(MemberModel member) => member.Type.Kind == ValueKind.List && member.Disabled is null;

    private static bool IsInteger(MemberModel member) => member.Type.Kind is ValueKind.Int64 or ValueKind.UInt64 && member.Disabled is null;

    private static bool IsText(MemberModel member) => member.Type.Kind == ValueKind.String && member.Disabled is null;

    private static int PageSize(MemberModel limit)
    {
        Match stated = StatedDefault().Match(limit.Summary);
        return stated.Success && int.TryParse(stated.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is > 0 and <= 1000
            ? size
            : UsualPageSize;
    }

    [GeneratedRegex("^(?:Total|Count|TotalCount|TotalNum|TotalNumber|TotalSize|TotalCnt|RecordCount|AllCount|TotalRecords?|TotalElements|TotalItems)$", RegexOptions.CultureInvariant)]
    private static partial Regex TotalName();

    [GeneratedRegex(@"(?:default(?:\s+value)?(?:\s+is|\s+to)?|默认值?(?:为|是)?)\s*[:：=]?\s*`?(?<size>\d+)|(?<size>\d+)\s+by\s+default", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StatedDefault();
}
