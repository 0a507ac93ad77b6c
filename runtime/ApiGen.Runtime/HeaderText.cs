namespace ApiGen.Runtime;

/// <summary>Guards what goes into HTTP headers: a line break there would let a value add headers of its own.</summary>
internal static class HeaderText
{
    /// <summary>Throws unless the value is visible ASCII with inner spaces at most.</summary>
    /// <exception cref="ArgumentException">The value is null, empty, or holds other characters. The message names the parameter, not the value.</exception>
    internal static void Check(string? value, string parameter)
    {
        if (Fault(value) is { } fault)
        {
            throw new ArgumentException($"{parameter} {fault}.", parameter);
        }
    }

    /// <summary>Why a value cannot stand in a header, as the end of a sentence that begins with its name; null when it can. The value itself is not shown.</summary>
    internal static string? Fault(string? value) =>
        string.IsNullOrEmpty(value) ? "is empty"
        : value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "holds a line break, another control character, or a character outside ASCII; it travels in an HTTP header"
        : value[0] == ' ' || value[^1] == ' ' ? "begins or ends with a space"
        : null;
}
