using System.Globalization;

namespace ApiGen.Specs.Conformance;

/// <summary>The plain words for a violation, for readers that have none of their own.</summary>
public static class ViolationText
{
    /// <summary>The empty text, which nobody would see without its quotation marks.</summary>
    internal const string EmptyText = "\"\"";

    private const int LongestShown = 64;

    /// <summary>What is wrong, as the end of a sentence such as <c>is required</c>; never shows a sensitive value.</summary>
    public static string Of(Violation violation) => violation.Kind switch
    {
        ViolationKind.UnknownMember => "is not declared",
        ViolationKind.DuplicateMember => "is given twice",
        ViolationKind.Missing => "is required",
        ViolationKind.NullElement => "is null; take the element out of the list",
        ViolationKind.WrongType => $"must be of the type {violation.Type}{Found(violation)}",
        ViolationKind.TooDeep => $"is nested more than {violation.Bound} levels deep",
        ViolationKind.TooFewItems => $"holds {Counted(violation.Value!.Elements.Count, "element")}; at least {violation.Bound} {Are(violation)} needed",
        ViolationKind.TooManyItems => $"holds {Counted(violation.Value!.Elements.Count, "element")}; at most {violation.Bound} {Are(violation)} allowed",
        ViolationKind.TooShort => $"is {Counted(violation.Value!.Content.Length, "character")} long; at least {violation.Bound} {Are(violation)} needed",
        ViolationKind.TooLong => $"is {Counted(violation.Value!.Content.Length, "character")} long; at most {violation.Bound} {Are(violation)} allowed",
        ViolationKind.TooSmall => $"{Is(violation)}at least {violation.Bound} is allowed",
        ViolationKind.TooLarge => $"{Is(violation)}at most {violation.Bound} is allowed",
        ViolationKind.PatternMismatch => $"does not match the pattern {violation.Bound}",
        ViolationKind.PatternUndecided => $"cannot be matched with the pattern {violation.Bound} in reasonable time",
        _ => $"{Is(violation)}allowed are {violation.Bound}",
    };

    private static string Counted(int number, string one) => number.ToString(CultureInfo.InvariantCulture) + " " + one + (number == 1 ? "" : "s");

    private static string Are(Violation violation) => violation.Bound == "1" ? "is" : "are";

    private static string Is(Violation violation) => violation.IsSensitive ? "is outside of what is allowed: " : $"is {Shown(violation.Value!.Content)}; ";

    private static string Found(Violation violation) => violation.Value?.Kind switch
    {
        null => "",
        WireKind.Null => ", not null",
        WireKind.List => ", not a list",
        WireKind.Object => ", not an object",
        WireKind.Text => ", not text",
        WireKind.Bool => ", not a boolean",
        _ => violation.IsSensitive ? ", not such a number" : $", not the number {Shown(violation.Value!.Content)}",
    };

    // A value may be as long as it likes; a message may not.
    private static string Shown(string text) => text.Length == 0 ? EmptyText : text.Length <= LongestShown ? text : text.Substring(0, LongestShown) + "...";
}
