using ApiGen.Specs.Model;

namespace ApiGen.Generator.Models;

/// <summary>A property as the templates print it: every name is settled, every expression is C#.</summary>
internal sealed record PropertyEmitModel
{
    /// <summary>The C# name.</summary>
    public required string Name { get; init; }

    /// <summary>The name on the wire as the content of a C# string literal.</summary>
    public required string WireName { get; init; }

    /// <summary>The place in the table of names, counted from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The declared type with its nullability.</summary>
    public required string TypeName { get; init; }

    /// <summary>The text of the summary, escaped for XML.</summary>
    public required string Summary { get; init; }

    /// <summary>The lines of the remarks, escaped for XML.</summary>
    public EquatableArray<string> Remarks { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The attributes without brackets.</summary>
    public EquatableArray<string> Attributes { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The modifier <c>required</c> followed by a blank, or nothing.</summary>
    public string Modifier { get; init; } = "";

    /// <summary>The backing field; empty for an automatic property.</summary>
    public string Field { get; init; } = "";

    /// <summary>The type of the backing field; empty for an automatic property.</summary>
    public string FieldType { get; init; } = "";

    /// <summary>What the getter gives when the backing field is null; empty for an automatic property.</summary>
    public string Fallback { get; init; } = "";

    /// <summary>The expression that reads the value.</summary>
    public required string Read { get; init; }

    /// <summary>The condition under which the member is written; empty when the statement itself decides.</summary>
    public string WriteCondition { get; init; } = "";

    /// <summary>The call that writes the member, without semicolon.</summary>
    public required string Write { get; init; }

    /// <summary>Whether a request without the member is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the value is kept out of messages.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether the value is a number that may be none that JSON has a form for.</summary>
    public bool IsDouble { get; init; }

    /// <summary>Whether the value is an object with checks of its own.</summary>
    public bool IsObject { get; init; }

    /// <summary>How the elements are checked; null unless the value is a list.</summary>
    public ListCheckEmitModel? ListCheck { get; init; }

    /// <summary>What the value must satisfy; null where the spec asks for nothing, or the class is in no request.</summary>
    public ConstraintEmitModel? Constraint { get; init; }

    /// <summary>Its allowed values as constants; null when there are none.</summary>
    public ConstantsEmitModel? Constants { get; init; }

    /// <summary>Its typed view; null when there is none.</summary>
    public ViewEmitModel? View { get; init; }
}
