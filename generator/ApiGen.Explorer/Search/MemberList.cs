namespace ApiGen.Explorer.Search;

/// <summary>Which list a member stands in.</summary>
internal enum MemberList : byte
{
    /// <summary>None: it is no member.</summary>
    None,

    /// <summary>The parameters of an action.</summary>
    Request,

    /// <summary>The fields of an action's response.</summary>
    Response,

    /// <summary>The members of a type.</summary>
    Type,
}
