namespace ApiGen.Analyzers.Flow;

/// <summary>Kinds of knowledge of a value.</summary>
internal enum AbstractValueKind
{
    /// <summary>Anything; nothing is ever reported because of it.</summary>
    Unknown,

    /// <summary>Surely null.</summary>
    Null,

    /// <summary>
    /// Null when an earlier call was made with it. That call has thrown, so that what comes after it tells nothing of the member.
    /// </summary>
    Refused,

    /// <summary>An object that was made in the method and has not left it.</summary>
    Object,
}
