using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Streaming;

/// <summary>Opens a stream of events up to its first one. It then ends the call. A response that is no stream gives one event.</summary>
internal readonly struct OpenedStream<TRequest, TResponse> : IReadStep<TRequest, TResponse, EventStream<TResponse>>
    where TRequest : class, IApiRequest<TRequest>
    where TResponse : class, IApiResponse<TResponse>
{
    public static async ValueTask<EventStream<TResponse>> ReadAsync(
        ResponseReader reader, ApiAction<TRequest, TResponse> action, OutgoingRequest request, HttpResponseMessage response, CallScope scope)
    {
        EventStream<TResponse> events;
        if (response.IsSuccessStatusCode && ResponseBody.IsEvents(response))
        {
            events = await reader.OpenEventsAsync<TResponse>(request, response, scope).ConfigureAwait(false);
            scope.Phase = CallPhase.Streaming;
            try
            {
                // What fails before the caller got anything is a failure of the attempt, as it is where the response is no stream.
                await events.MoveNextAsync().ConfigureAwait(false);
            }
            catch
            {
                events.Dispose();
                throw;
            }
        }
        else
        {
            events = new EventStream<TResponse>(await reader.ReadAsync<TResponse>(request, response, scope).ConfigureAwait(false), scope);
        }

        scope.IsHandedOver = true;
        return events;
    }
}
