namespace ApiGen.Emulator.Scripting;

/// <summary>What goes wrong with a connection, and when.</summary>
internal sealed record ScriptedFault(FaultKind Kind, FaultPoint Point);
