namespace ApiGen.Analyzers.Flow;

/// <summary>What a <see cref="Place"/> holds.</summary>
internal enum PlaceKind
{
    /// <summary>The value of a variable, or of what the compiler keeps for later.</summary>
    Variable,

    /// <summary>How often anything may have changed that is not followed.</summary>
    Changes,

    /// <summary>Whether an object is followed still, or has left.</summary>
    Presence,

    /// <summary>The value of an object's member.</summary>
    Member,

    /// <summary>Whether a list holds an object.</summary>
    Element,
}
