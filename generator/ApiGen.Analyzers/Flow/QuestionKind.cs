namespace ApiGen.Analyzers.Flow;

/// <summary>What a <see cref="Question"/> asks.</summary>
internal enum QuestionKind
{
    /// <summary>Whether a value is null.</summary>
    IsNull,

    /// <summary>Whether a value equals a constant.</summary>
    Equals,

    /// <summary>Whether a whole number is a constant or less.</summary>
    AtMost,

    /// <summary>Whether a text is nothing but white space.</summary>
    IsBlank,

    /// <summary>Whether a truth value is true.</summary>
    IsTrue,

    /// <summary>Whether a value is of a type.</summary>
    IsOfType,

    /// <summary>Whether a call came back, although it may have thrown because of what it was given.</summary>
    CameBack,

    /// <summary>Whether an exception was thrown, and where.</summary>
    Thrown,

    /// <summary>Which of several things a loop has left: nobody knows.</summary>
    Either,
}
