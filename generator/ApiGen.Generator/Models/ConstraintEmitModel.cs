using ApiGen.Specs.Model;

namespace ApiGen.Generator.Models;

/// <summary>What a request's member must satisfy; every part is null where the spec asks for nothing.</summary>
internal sealed record ConstraintEmitModel
{
    /// <summary>The bounds on the number of a list's elements.</summary>
    public BoundsEmitModel? ItemCount { get; init; }

    /// <summary>The bounds on the length of a text.</summary>
    public BoundsEmitModel? Length { get; init; }

    /// <summary>The bounds on a number.</summary>
    public RangeEmitModel? Range { get; init; }

    /// <summary>The pattern of a text.</summary>
    public PatternEmitModel? Pattern { get; init; }

    /// <summary>The allowed values.</summary>
    public ValuesEmitModel? Values { get; init; }
}

/// <summary>Bounds on a count.</summary>
/// <param name="Minimum">The smallest count.</param>
/// <param name="Maximum">The largest count; null where there is none.</param>
internal sealed record BoundsEmitModel(int Minimum, int? Maximum);

/// <summary>Bounds on a number, each null where there is none.</summary>
/// <param name="Minimum">The smallest number as a C# literal of the member's type.</param>
/// <param name="Maximum">The largest number as a C# literal of the member's type.</param>
/// <param name="MinimumText">The smallest number as the spec writes it, as a C# string literal.</param>
/// <param name="MaximumText">The largest number as the spec writes it, as a C# string literal.</param>
internal sealed record RangeEmitModel(string? Minimum, string? Maximum, string? MinimumText, string? MaximumText);

/// <summary>The pattern of a text.</summary>
/// <param name="Field">The field that holds the compiled pattern.</param>
/// <param name="Text">The pattern in .NET's dialect as a C# string literal.</param>
/// <param name="Written">The pattern as the spec writes it, as a C# string literal; null where it is the same.</param>
internal sealed record PatternEmitModel(string Field, string Text, string? Written);

/// <summary>The allowed values.</summary>
/// <param name="Field">The field that holds them.</param>
/// <param name="TypeName">The type of one value.</param>
/// <param name="Literals">The values as C# literals of that type.</param>
/// <param name="Texts">The values as the spec writes them, as C# string literals.</param>
internal sealed record ValuesEmitModel(string Field, string TypeName, EquatableArray<string> Literals, EquatableArray<string> Texts);

/// <summary>How the elements of a list are checked.</summary>
/// <param name="NestedTypes">The types of the lists inside the list, from the outside in; empty for a plain list.</param>
/// <param name="OfObjects">Whether the innermost elements are objects with checks of their own.</param>
internal sealed record ListCheckEmitModel(EquatableArray<string> NestedTypes, bool OfObjects);
