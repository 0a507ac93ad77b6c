using System.Runtime.CompilerServices;

namespace ApiGen.Runtime;

/// <summary>The ranges of options, the same ones everywhere and with the name of the option in the message.</summary>
internal static class OptionRange
{
    // What the platform's timers wait for, rounded down to what people can read.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <exception cref="ArgumentOutOfRangeException">The duration is not above zero, or longer than 24 days.</exception>
    internal static TimeSpan AboveZero(TimeSpan value, [CallerMemberName] string option = "") =>
        value > TimeSpan.Zero && value <= Longest ? value : throw Outside(option, value, "above zero and at most 24 days");

    /// <exception cref="ArgumentOutOfRangeException">The duration is negative, or longer than 24 days.</exception>
    internal static TimeSpan ZeroOrMore(TimeSpan value, [CallerMemberName] string option = "") =>
        value >= TimeSpan.Zero && value <= Longest ? value : throw Outside(option, value, "zero or more and at most 24 days");

    /// <exception cref="ArgumentOutOfRangeException">The duration is neither infinite nor above zero, or longer than 24 days.</exception>
    internal static TimeSpan AboveZeroOrInfinite(TimeSpan value, [CallerMemberName] string option = "") =>
        value == Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value <= Longest)
            ? value
            : throw Outside(option, value, "above zero and at most 24 days, or infinite (Timeout.InfiniteTimeSpan, -00:00:00.0010000)");

    /// <exception cref="ArgumentOutOfRangeException">The value is outside of the bounds.</exception>
    internal static T Between<T>(T least, T most, T value, [CallerMemberName] string option = "")
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? value : throw Outside(option, value, FormattableString.Invariant($"from {least} to {most}"));

    /// <exception cref="ArgumentOutOfRangeException">The duration, for which no timer waits, is not above zero.</exception>
    internal static TimeSpan AnyAboveZero(TimeSpan value, [CallerMemberName] string option = "") => value > TimeSpan.Zero ? value : throw Outside(option, value, "above zero");

    /// <exception cref="ArgumentOutOfRangeException">The number is too small.</exception>
    internal static T AtLeast<T>(T least, T value, [CallerMemberName] string option = "")
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 ? value : throw Outside(option, value, FormattableString.Invariant($"{least} or more"));

    private static ArgumentOutOfRangeException Outside(string option, object value, string range) => new(option, value, $"{option} is {range}.");
}
