using System.Text;
using System.Text.Json;
using ApiGen.Cli.Calling;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary>Writes all about one action for a terminal.</summary>
internal static class ActionPage
{
    /// <summary>The page.</summary>
    public static string Of(ServiceModel service, ActionModel action)
    {
        StringBuilder text = new();
        text.Append(service.Name).Append(' ').Append(service.Version).Append(' ').Append(action.Name).Append('\n');
        Line(text, action.Summary);
        if (action.Deprecated is not null)
        {
            Line(text, $"Deprecated. {action.Deprecated}".TrimEnd());
        }

        text.Append('\n');
        Fact(text, "Host", service.Endpoint);
        Fact(text, "Region", action.Region.ToString().ToLowerInvariant());
        Fact(text, "Limit", action.RateLimits.IsEmpty ? "not known" : string.Join(" and ", action.RateLimits) + (action.RateLimitAssumed ? " (assumed: the service's default)" : ""));
        Fact(text, "Repeatable", action.Idempotent ? "yes" : "no");
        if (action.Paging is { } paging)
        {
            Fact(text, "Paged", $"by {paging.Position}{(paging.Limit is null ? "" : " and " + paging.Limit)}; items in {paging.Items}");
        }

        Members(text, "Request", action.Request, service);
        Members(text, "Response", action.Response, service);
        Table(text, "Errors", [.. action.Errors.Select(error => (error.Code, error.Summary))]);
        if (action.Examples.Count > 0)
        {
            text.Append("\nExample\n");
            Json(text, action.Examples[0].Request);
        }

        return text.Append('\n').ToString();
    }

    private static void Members(StringBuilder text, string title, EquatableArray<MemberModel> members, ServiceModel service)
    {
        IReadOnlyList<MemberRow> rows = MemberTree.Of(members, service.Types.ToDictionary(type => type.Name, StringComparer.Ordinal));
        Table(text, title, [.. rows.Select(row => (new string(' ', 2 * row.Depth) + row.Member.Name, Description(row)))]);
    }

    private static string Description(MemberRow row)
    {
        MemberModel member = row.Member;
        string above = row.IsShownAbove ? " (see above)" : row.IsTooDeep ? " (deeper than is shown)" : "";
        string flags = (member.Required ? ", required" : "") + (member.Nullable ? ", may be null" : "")
            + (member.Deprecated is not null ? ", deprecated" : "") + (member.Disabled is not null ? ", disabled" : "");
        return $"{member.Type}{above}{flags}. {member.Summary}".TrimEnd();
    }

    private static void Table(StringBuilder text, string title, List<(string Name, string Text)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        int width = rows.Max(row => row.Name.Length);
        text.Append('\n').Append(title).Append('\n');
        foreach ((string name, string description) in rows)
        {
            text.Append("  ").Append(name.PadRight(width)).Append("  ").Append(SingleLine.OfProse(description)).Append('\n');
        }
    }

    private static void Json(StringBuilder text, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (string line in CliJson.Lines(document.RootElement))
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }

    private static void Fact(StringBuilder text, string name, string value) => text.Append("  ").Append(name.PadRight(12)).Append(SingleLine.OfProse(value)).Append('\n');

    private static void Line(StringBuilder text, string line)
    {
        if (line.Length > 0)
        {
            text.Append(SingleLine.OfProse(line)).Append('\n');
        }
    }
}
