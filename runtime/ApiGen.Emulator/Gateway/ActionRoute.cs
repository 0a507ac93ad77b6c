using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Gateway;

/// <summary>The action that a call names, in the service that it belongs to.</summary>
internal sealed record ActionRoute(ServiceModel Service, ActionModel Action, IReadOnlyDictionary<string, TypeModel> Types, ConformanceCheck Conformance);
