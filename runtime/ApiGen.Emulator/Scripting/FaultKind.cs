namespace ApiGen.Emulator.Scripting;

/// <summary>What goes wrong with a connection.</summary>
internal enum FaultKind
{
    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing more comes, and the connection stays open.</summary>
    Stall,

    /// <summary>The connection is closed in good order, too early.</summary>
    Close,
}
