using ApiGen.Generator.Options;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Selection;

/// <summary>A service with the actions that a consumer selected and the types that those reach.</summary>
/// <param name="Service">The service, pruned.</param>
/// <param name="Options">What the consumer chose for its code.</param>
internal sealed record SelectedService(ServiceModel Service, EmitOptions Options);
