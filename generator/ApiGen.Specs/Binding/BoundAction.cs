using ApiGen.Specs.Declarations;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Binding;

/// <summary>An action with its members' types looked up.</summary>
/// <param name="Declaration">What its file declares.</param>
/// <param name="Model">The action, without paging and examples.</param>
/// <param name="Request">The members of its request.</param>
/// <param name="Response">The members of its response.</param>
internal sealed record BoundAction(ActionDeclaration Declaration, ActionModel Model, BoundMembers Request, BoundMembers Response);
