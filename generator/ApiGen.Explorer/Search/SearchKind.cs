namespace ApiGen.Explorer.Search;

/// <summary>What a search may find; of equal fits the earlier kind comes first.</summary>
internal enum SearchKind
{
    /// <summary>A version of a service.</summary>
    Service,

    /// <summary>An action.</summary>
    Action,

    /// <summary>An error code of an action.</summary>
    Error,

    /// <summary>A declared type.</summary>
    Type,

    /// <summary>A parameter, a field of a response or a member of a type.</summary>
    Member,
}
