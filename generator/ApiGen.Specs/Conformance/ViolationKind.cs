namespace ApiGen.Specs.Conformance;

/// <summary>The ways in which a value departs from its member.</summary>
public enum ViolationKind
{
    /// <summary>A name that is not declared.</summary>
    UnknownMember,

    /// <summary>A name that comes a second time in one object.</summary>
    DuplicateMember,

    /// <summary>A required member that is absent or null.</summary>
    Missing,

    /// <summary>A list's element that is null.</summary>
    NullElement,

    /// <summary>A value of another type, or a number beyond its type's range.</summary>
    WrongType,

    /// <summary>An object or list of a request that stands deeper inside of others than <see cref="SpecLimits.MaxRequestDepth"/>; what is in it is not looked at.</summary>
    TooDeep,

    /// <summary>A list with fewer elements than allowed.</summary>
    TooFewItems,

    /// <summary>A list with more elements than allowed.</summary>
    TooManyItems,

    /// <summary>A text with fewer UTF-16 code units than allowed.</summary>
    TooShort,

    /// <summary>A text with more UTF-16 code units than allowed.</summary>
    TooLong,

    /// <summary>A number below the least one allowed.</summary>
    TooSmall,

    /// <summary>A number above the greatest one allowed.</summary>
    TooLarge,

    /// <summary>A text that the pattern does not match.</summary>
    PatternMismatch,

    /// <summary>A text for which the pattern found no verdict within its time limit; it counts as one that does not match.</summary>
    PatternUndecided,

    /// <summary>A value that is none of the allowed ones.</summary>
    NotAllowed,
}
