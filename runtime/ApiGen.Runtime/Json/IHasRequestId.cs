namespace ApiGen.Runtime.Json;

/// <summary>What came in response to a request.</summary>
public interface IHasRequestId
{
    /// <summary>The ID that the service gave the request; empty when the response holds none.</summary>
    string RequestId { get; }
}
