namespace ApiGen.Runtime.Json;

/// <summary>
/// A value does not fit its member. Thrown where the value is met, which knows only its position; whoever holds the whole
/// document turns the position into the member's path.
/// </summary>
internal sealed class JsonValueException(string reason, long position) : Exception(reason)
{
    /// <summary>The position in the document of the value's first byte.</summary>
    internal long Position { get; } = position;

    /// <summary>The member's path; null until the document's holder has found it.</summary>
    internal string? Path { get; set; }
}
