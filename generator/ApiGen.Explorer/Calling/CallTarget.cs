namespace ApiGen.Explorer.Calling;

/// <summary>Where a call goes.</summary>
internal enum CallTarget
{
    /// <summary>The embedded gateway.</summary>
    Gateway,

    /// <summary>The real service, with the credentials of whoever started the explorer.</summary>
    Service,
}
