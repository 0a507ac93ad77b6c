namespace ApiGen.Runtime.Json;

/// <content>Checks of numbers and of closed sets of values.</content>
public ref partial struct RequestValidation
{
    /// <summary>Checks that a number lies within bounds; a bound that is null does not bind.</summary>
    public void Range(long? value, string member, long? minimum, long? maximum)
    {
        if (value is { } number && !IsWithin(number, minimum, maximum))
        {
            Report(member, RangeMessage(number, minimum, maximum));
        }
    }

    /// <summary>Checks that each number of a list lies within bounds; a bound that is null does not bind.</summary>
    public void Range(IList<long?>? values, string member, long? minimum, long? maximum)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } number && !IsWithin(number, minimum, maximum))
            {
                ReportElement(member, i, RangeMessage(number, minimum, maximum));
            }
        }
    }

    /// <summary>Checks that a number lies within bounds; a bound that is null does not bind.</summary>
    public void Range(ulong? value, string member, ulong? minimum, ulong? maximum)
    {
        if (value is { } number && !IsWithin(number, minimum, maximum))
        {
            Report(member, RangeMessage(number, minimum, maximum));
        }
    }

    /// <summary>Checks that each number of a list lies within bounds; a bound that is null does not bind.</summary>
    public void Range(IList<ulong?>? values, string member, ulong? minimum, ulong? maximum)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } number && !IsWithin(number, minimum, maximum))
            {
                ReportElement(member, i, RangeMessage(number, minimum, maximum));
            }
        }
    }

    /// <summary>Checks that a number lies within bounds; a bound that is null does not bind.</summary>
    public void Range(double? value, string member, double? minimum, double? maximum)
    {
        if (value is { } number && !IsWithin(number, minimum, maximum))
        {
            Report(member, RangeMessage(number, minimum, maximum));
        }
    }

    /// <summary>Checks that each number of a list lies within bounds; a bound that is null does not bind.</summary>
    public void Range(IList<double?>? values, string member, double? minimum, double? maximum)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } number && !IsWithin(number, minimum, maximum))
            {
                ReportElement(member, i, RangeMessage(number, minimum, maximum));
            }
        }
    }

    /// <summary>Checks that a value is one of those allowed.</summary>
    public void Values(string? value, string member, params ReadOnlySpan<string> allowed)
    {
        if (value is { } given && !allowed.Contains(given))
        {
            Report(member, ValuesMessage(given, allowed));
        }
    }

    /// <summary>Checks that each value of a list is one of those allowed.</summary>
    public void Values(IList<string>? values, string member, params ReadOnlySpan<string> allowed)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } given && !allowed.Contains(given))
            {
                ReportElement(member, i, ValuesMessage(given, allowed));
            }
        }
    }

    /// <summary>Checks that a value is one of those allowed.</summary>
    public void Values(long? value, string member, params ReadOnlySpan<long> allowed)
    {
        if (value is { } given && !allowed.Contains(given))
        {
            Report(member, ValuesMessage(given, allowed));
        }
    }

    /// <summary>Checks that each value of a list is one of those allowed.</summary>
    public void Values(IList<long?>? values, string member, params ReadOnlySpan<long> allowed)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } given && !allowed.Contains(given))
            {
                ReportElement(member, i, ValuesMessage(given, allowed));
            }
        }
    }

    /// <summary>Checks that a value is one of those allowed.</summary>
    public void Values(ulong? value, string member, params ReadOnlySpan<ulong> allowed)
    {
        if (value is { } given && !allowed.Contains(given))
        {
            Report(member, ValuesMessage(given, allowed));
        }
    }

    /// <summary>Checks that each value of a list is one of those allowed.</summary>
    public void Values(IList<ulong?>? values, string member, params ReadOnlySpan<ulong> allowed)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } given && !allowed.Contains(given))
            {
                ReportElement(member, i, ValuesMessage(given, allowed));
            }
        }
    }

    /// <summary>Checks that a value is one of those allowed.</summary>
    public void Values(double? value, string member, params ReadOnlySpan<double> allowed)
    {
        if (value is { } given && !allowed.Contains(given))
        {
            Report(member, ValuesMessage(given, allowed));
        }
    }

    /// <summary>Checks that each value of a list is one of those allowed.</summary>
    public void Values(IList<double?>? values, string member, params ReadOnlySpan<double> allowed)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } given && !allowed.Contains(given))
            {
                ReportElement(member, i, ValuesMessage(given, allowed));
            }
        }
    }

    private static bool IsWithin<T>(T value, T? minimum, T? maximum)
        where T : struct, IComparable<T> =>
        (minimum is not { } least || value.CompareTo(least) >= 0) && (maximum is not { } most || value.CompareTo(most) <= 0);

    private static string RangeMessage<T>(T value, T? minimum, T? maximum)
        where T : struct, IComparable<T> => (minimum, maximum) switch
        {
            ({ } least, { } most) => FormattableString.Invariant($"is {value}; {least} to {most} is allowed"),
            ({ } least, null) => FormattableString.Invariant($"is {value}; at least {least} is allowed"),
            _ => FormattableString.Invariant($"is {value}; at most {maximum} is allowed"),
        };

    private static string ValuesMessage<T>(T value, ReadOnlySpan<T> allowed)
        where T : notnull =>
        FormattableString.Invariant($"is {Shown(value)}, which is none of the allowed values {string.Join(", ", allowed.ToArray().Select(static v => FormattableString.Invariant($"{v}")))}");

    // A value may be as long as it likes; a message may not.
    private static string Shown<T>(T value)
        where T : notnull
    {
        string text = FormattableString.Invariant($"{value}");
        return text.Length <= 64 ? text : text[..64] + "...";
    }
}
