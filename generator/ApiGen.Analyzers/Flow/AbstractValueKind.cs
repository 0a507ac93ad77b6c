namespace ApiGen.Analyzers.Flow;

/// <summary>Kinds of knowledge of a value.</summary>
internal enum AbstractValueKind
{
    /// <summary>Anything; nothing is ever reported because of it.</summary>
    Unknown,

    /// <summary>Surely null.</summary>
    Null,

    /// <summary>An object that was made in the method and has not left it.</summary>
    Object,
}
