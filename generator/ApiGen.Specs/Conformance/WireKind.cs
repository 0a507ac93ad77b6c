namespace ApiGen.Specs.Conformance;

/// <summary>The kinds of value that JSON knows.</summary>
public enum WireKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A number, held by its JSON text.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>Named values in order; a name may come twice.</summary>
    Object,
}
