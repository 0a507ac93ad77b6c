namespace ApiGen.Analyzers.Flow;

/// <summary>What a <see cref="Demand"/> says of an argument.</summary>
internal enum DemandKind
{
    /// <summary>It is not null.</summary>
    Something,

    /// <summary>It is a text with at least one character.</summary>
    NotEmpty,

    /// <summary>It is a text of more than white space.</summary>
    NotBlank,
}
