namespace ApiGen.Specs.Model;

/// <summary>The kinds of value that a member may hold.</summary>
public enum ValueKind
{
    /// <summary>UTF-8 text; spec name <c>string</c>.</summary>
    String,

    /// <summary>A signed 64-bit integer; spec name <c>int64</c>.</summary>
    Int64,

    /// <summary>An unsigned 64-bit integer; spec name <c>uint64</c>.</summary>
    UInt64,

    /// <summary>An IEEE 754 double; spec name <c>double</c>.</summary>
    Double,

    /// <summary>True or false; spec name <c>bool</c>.</summary>
    Bool,

    /// <summary>A type declared in the spec, named by <see cref="TypeReference.Name"/>.</summary>
    Object,

    /// <summary>A list of <see cref="TypeReference.Element"/>; spec name <c>list&lt;T&gt;</c>.</summary>
    List,
}

/// <summary>What a member's value looks like on the wire.</summary>
/// <param name="Kind">The kind of value.</param>
/// <param name="Name">The name of the declared type when <paramref name="Kind"/> is <see cref="ValueKind.Object"/>; otherwise null.</param>
/// <param name="Element">The type of the elements when <paramref name="Kind"/> is <see cref="ValueKind.List"/>; otherwise null.</param>
public sealed record TypeReference(ValueKind Kind, string? Name = null, TypeReference? Element = null)
{
    /// <summary>The form used in spec files, such as <c>list&lt;string&gt;</c>.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Object => Name ?? "",
        ValueKind.List => $"list<{Element}>",
        ValueKind.Int64 => "int64",
        ValueKind.UInt64 => "uint64",
        ValueKind.Double => "double",
        ValueKind.Bool => "bool",
        _ => "string",
    };

    /// <summary>The declared type that the value is made of, looking through lists; null for scalars.</summary>
    public string? ObjectName => Kind switch
    {
        ValueKind.Object => Name,
        ValueKind.List => Element?.ObjectName,
        _ => null,
    };
}
