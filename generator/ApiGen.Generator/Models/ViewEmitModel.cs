namespace ApiGen.Generator.Models;

/// <summary>A typed view of a text, beside its property.</summary>
internal sealed record ViewEmitModel
{
    /// <summary>The view's property.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>What it is, as XML.</summary>
    public required string Summary { get; init; }

    /// <summary>What the runtime's reader of the text's form is called behind <c>Read</c>.</summary>
    public required string Read { get; init; }

    /// <summary>The distance from UTC in minutes that reading takes; null when it takes none.</summary>
    public int? ReadZone { get; init; }

    /// <summary>What the runtime's writer of the text's form is called behind <c>Write</c>.</summary>
    public required string Write { get; init; }

    /// <summary>The distance from UTC in minutes that writing takes; null when it takes none.</summary>
    public int? WriteZone { get; init; }

    /// <summary>What an assignment sets; empty where the view is read alone.</summary>
    public required string Target { get; init; }
}
