using System.Text.Json;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Calling;

/// <summary>What somebody wants to be sent.</summary>
/// <param name="Service">The service.</param>
/// <param name="Action">The action.</param>
/// <param name="Members">The request.</param>
/// <param name="Raw">The raw body, for an action that takes one.</param>
/// <param name="Region">The region; null for none.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Count">How many times it is sent at once.</param>
/// <param name="IsThrottled">Whether the runtime keeps to the limit.</param>
internal sealed record CallOrder(
    ServiceModel Service, ActionModel Action, JsonElement Members, ReadOnlyMemory<byte> Raw, string? Region, CallTarget Target, int Count, bool IsThrottled);
