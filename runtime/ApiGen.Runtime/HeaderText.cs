namespace ApiGen.Runtime;

/// <summary>Guards what goes into HTTP headers: a line break there would let a value add headers of its own.</summary>
internal static class HeaderText
{
    /// <summary>Throws unless the value is visible ASCII with inner spaces at most.</summary>
    /// <exception cref="ArgumentException">The value is null, empty, or holds other characters. The message names the parameter, not the value.</exception>
    internal static void Check(string? value, string parameter)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException($"{parameter} is empty.", parameter);
        }

        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException($"{parameter} holds a line break, another control character, or a character outside ASCII; it travels in an HTTP header.", parameter);
        }

        if (value[0] == ' ' || value[^1] == ' ')
        {
            throw new ArgumentException($"{parameter} begins or ends with a space.", parameter);
        }
    }
}
