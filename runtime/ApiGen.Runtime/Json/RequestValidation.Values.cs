namespace ApiGen.Runtime.Json;

/// <content>Checks of numbers and of closed sets of values. A sensitive value never gets into a message.</content>
public ref partial struct RequestValidation
{
    /// <summary>Checks that a number lies within bounds.</summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="value">The number; null passes.</param>
    /// <param name="member">The member.</param>
    /// <param name="minimum">The least allowed number; null when none binds.</param>
    /// <param name="maximum">The greatest allowed number; null when none binds.</param>
    /// <param name="isSensitive">Whether messages must not show the value.</param>
    public void Range<T>(T? value, string member, T? minimum, T? maximum, bool isSensitive)
        where T : struct, IComparable<T>
    {
        if (value is { } number && !IsWithin(number, minimum, maximum))
        {
            Report(member, RangeMessage(number, minimum, maximum, isSensitive || _isSensitive));
        }
    }

    /// <summary>Checks that each number of a list lies within bounds.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="values">The list; null passes.</param>
    /// <param name="member">The member.</param>
    /// <param name="minimum">The least allowed number; null when none binds.</param>
    /// <param name="maximum">The greatest allowed number; null when none binds.</param>
    /// <param name="isSensitive">Whether messages must not show the value.</param>
    public void Range<T>(IList<T?>? values, string member, T? minimum, T? maximum, bool isSensitive)
        where T : struct, IComparable<T>
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } number && !IsWithin(number, minimum, maximum))
            {
                ReportElement(member, i, RangeMessage(number, minimum, maximum, isSensitive || _isSensitive));
            }
        }
    }

    /// <summary>Checks that a text is one of those allowed.</summary>
    /// <param name="value">The text; null passes.</param>
    /// <param name="member">The member.</param>
    /// <param name="allowed">The allowed texts, compared case-sensitively.</param>
    /// <param name="isSensitive">Whether messages must not show the value.</param>
    public void Values(string? value, string member, scoped ReadOnlySpan<string> allowed, bool isSensitive)
    {
        value = Sent(value, member);
        if (value is not null && !allowed.Contains(value))
        {
            Report(member, ValuesMessage(value, allowed, isSensitive || _isSensitive));
        }
    }

    /// <summary>Checks that each text of a list is one of those allowed.</summary>
    /// <param name="values">The list; null passes.</param>
    /// <param name="member">The member.</param>
    /// <param name="allowed">The allowed texts, compared case-sensitively.</param>
    /// <param name="isSensitive">Whether messages must not show the value.</param>
    public void Values(IList<string>? values, string member, scoped ReadOnlySpan<string> allowed, bool isSensitive)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } given && !allowed.Contains(given))
            {
                ReportElement(member, i, ValuesMessage(given, allowed, isSensitive || _isSensitive));
            }
        }
    }

    /// <summary>Checks that a number is one of those allowed.</summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="value">The number; null passes.</param>
    /// <param name="member">The member.</param>
    /// <param name="allowed">The allowed numbers.</param>
    /// <param name="isSensitive">Whether messages must not show the value.</param>
    public void Values<T>(T? value, string member, scoped ReadOnlySpan<T> allowed, bool isSensitive)
        where T : struct, IEquatable<T>
    {
        if (value is { } given && !allowed.Contains(given))
        {
            Report(member, ValuesMessage(given, allowed, isSensitive || _isSensitive));
        }
    }

    /// <summary>Checks that each number of a list is one of those allowed.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="values">The list; null passes.</param>
    /// <param name="member">The member.</param>
    /// <param name="allowed">The allowed numbers.</param>
    /// <param name="isSensitive">Whether messages must not show the value.</param>
    public void Values<T>(IList<T?>? values, string member, scoped ReadOnlySpan<T> allowed, bool isSensitive)
        where T : struct, IEquatable<T>
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } given && !allowed.Contains(given))
            {
                ReportElement(member, i, ValuesMessage(given, allowed, isSensitive || _isSensitive));
            }
        }
    }

    // What is not finite is told as that.
    private static bool IsWithin<T>(T value, T? minimum, T? maximum)
        where T : struct, IComparable<T> =>
        (value is double number && !double.IsFinite(number))
        || ((minimum is not { } least || value.CompareTo(least) >= 0)
            && (maximum is not { } most || value.CompareTo(most) <= 0));

    private static string RangeMessage<T>(T value, T? minimum, T? maximum, bool isSensitive)
        where T : struct, IComparable<T>
    {
        string allowed = minimum is { } least && value.CompareTo(least) < 0
            ? FormattableString.Invariant($"at least {least} is allowed")
            : FormattableString.Invariant($"at most {maximum} is allowed");
        return isSensitive ? $"is outside of what is allowed: {allowed}" : FormattableString.Invariant($"is {value}; {allowed}");
    }

    private static string ValuesMessage<T>(T value, scoped ReadOnlySpan<T> allowed, bool isSensitive)
        where T : notnull
    {
        string list = string.Join(", ", allowed.ToArray().Select(Text));
        return isSensitive ? $"is none of the allowed values {list}" : $"is {Shown(value)}, which is none of the allowed values {list}";
    }

    // An empty text would not be seen without its quotation marks.
    private static string Text<T>(T value)
        where T : notnull => FormattableString.Invariant($"{value}") is { Length: > 0 } text ? text : "\"\"";

    // A value may be as long as it likes; a message may not.
    private static string Shown<T>(T value)
        where T : notnull
    {
        string text = Text(value);
        return text.Length <= 64 ? text : text[..64] + "...";
    }
}
