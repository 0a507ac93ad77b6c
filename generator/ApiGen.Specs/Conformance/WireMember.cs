namespace ApiGen.Specs.Conformance;

/// <summary>A member of an object on the wire.</summary>
/// <param name="Name">Its name; names are compared case-sensitively.</param>
/// <param name="Value">Its value.</param>
public readonly record struct WireMember(string Name, WireValue Value);
