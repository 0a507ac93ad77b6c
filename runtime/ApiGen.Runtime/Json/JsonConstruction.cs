namespace ApiGen.Runtime.Json;

/// <summary>Marks the constructor by which reading makes an instance whose required members are not set yet. For generated code alone.</summary>
public readonly struct JsonConstruction;
