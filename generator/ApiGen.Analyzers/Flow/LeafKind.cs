namespace ApiGen.Analyzers.Flow;

/// <summary>Kinds of knowledge of a value.</summary>
internal enum LeafKind
{
    /// <summary>Null, because the source says so or because nothing was ever assigned.</summary>
    Null,

    /// <summary>Null as the outcome of <c>?.</c>: nobody has said that it is.</summary>
    ImpliedNull,

    /// <summary>Null when an earlier call was made with it. That call has thrown: what comes after it tells nothing of the member.</summary>
    Refused,

    /// <summary>Null, and perhaps refused at an earlier call.</summary>
    PerhapsRefused,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>An object that was made in the body.</summary>
    Object,

    /// <summary>A value known by its origin alone.</summary>
    Term,
}
