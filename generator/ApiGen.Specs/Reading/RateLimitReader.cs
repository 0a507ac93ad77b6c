using System.Globalization;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads <c>rateLimit</c>: one window or a list of windows that hold together.</summary>
internal static class RateLimitReader
{
    private static readonly Dictionary<string, int> Units = new(StringComparer.Ordinal) { ["s"] = 1, ["min"] = 60, ["h"] = 3600 };

    /// <summary>The windows; null when the key is absent or every window is wrong.</summary>
    public static EquatableArray<RateWindow>? RateLimits(this ReadContext context, MappingEntry? entry)
    {
        if (entry is null)
        {
            return null;
        }

        IEnumerable<SpecNode> nodes = entry.Value is SequenceNode sequence ? sequence.Items : [entry.Value];
        List<RateWindow> windows = [];
        List<string> written = [];
        foreach (SpecNode node in nodes)
        {
            if (node is not ScalarNode scalar || PlainScalar.IsNull(scalar))
            {
                context.WrongKind(node, "'rateLimit'", "a limit such as 20/s, or a list of limits");
            }
            else if (Parse(scalar.Value, out RateWindow? window) is { } fault)
            {
                context.Report(SpecDiagnostics.InvalidRateLimit, scalar.Span, scalar.Value, fault);
            }
            else if (windows.FindIndex(other => other.Seconds == window!.Seconds) is >= 0 and var first)
            {
                context.Report(SpecDiagnostics.DuplicateRateLimit, scalar.Span, scalar.Value, written[first]);
            }
            else
            {
                windows.Add(window!);
                written.Add(scalar.Value);
            }
        }

        if (entry.Value is SequenceNode { Items.Count: 0 })
        {
            context.WrongKind(entry.Value, "'rateLimit'", "a limit such as 20/s, or a list of at least one limit");
        }

        return windows.Count == 0 ? null : windows.ToEquatableArray();
    }

    private static string? Parse(string text, out RateWindow? window)
    {
        window = null;
        int slash = text.IndexOf('/');
        if (slash < 0)
        {
            return "it has no '/'";
        }

        if (!TryCount(text.Substring(0, slash), out int limit))
        {
            return "the number before the '/' is not a whole number from 1 to 999999999";
        }

        string span = text.Substring(slash + 1);
        int digits = span.TakeWhile(static c => c is >= '0' and <= '9').Count();
        if (!Units.TryGetValue(span.Substring(digits), out int unit))
        {
            return "the span's unit is not s, min or h";
        }

        int count = 1;
        if (digits > 0 && (!TryCount(span.Substring(0, digits), out count) || count > 86_400))
        {
            return "the span is not from 1 to 86400 units";
        }

        window = new RateWindow(limit, count * unit);
        return null;
    }

    private static bool TryCount(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= 999_999_999;
}
