using ApiGen.Runtime.Json;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Pipeline;

/// <summary>The step that reads what came back; it is all that differs between a call and a stream of events.</summary>
internal interface IReadStep<TRequest, TResponse, TResult>
    where TRequest : class, IApiRequest<TRequest>
    where TResponse : class, IApiResponse<TResponse>
{
    /// <summary>Reads a response, which is the step's own from here on.</summary>
    static abstract ValueTask<TResult> ReadAsync(
        ResponseReader reader, ApiAction<TRequest, TResponse> action, OutgoingRequest request, HttpResponseMessage response, CallScope scope);
}

/// <summary>Reads the response as a whole.</summary>
internal readonly struct WholeResponse<TRequest, TResponse> : IReadStep<TRequest, TResponse, TResponse>
    where TRequest : class, IApiRequest<TRequest>
    where TResponse : class, IApiResponse<TResponse>
{
    public static ValueTask<TResponse> ReadAsync(
        ResponseReader reader, ApiAction<TRequest, TResponse> action, OutgoingRequest request, HttpResponseMessage response, CallScope scope) =>
        reader.ReadAsync<TResponse>(request, response, scope);
}
