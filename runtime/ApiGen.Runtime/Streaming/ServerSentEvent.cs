namespace ApiGen.Runtime;

/// <summary>One event of a stream of server-sent events.</summary>
/// <typeparam name="TData">The response that each event carries.</typeparam>
/// <param name="Type">The event's type; <c>message</c> unless the server names another.</param>
/// <param name="Id">The last ID that the server gave, which may be that of an earlier event; empty when it gave none.</param>
/// <param name="Data">The event's data.</param>
/// <param name="ReconnectionTime">How long the server asks to wait before connecting again; null when it has not said.</param>
public readonly record struct ServerSentEvent<TData>(string Type, string Id, TData Data, TimeSpan? ReconnectionTime);
