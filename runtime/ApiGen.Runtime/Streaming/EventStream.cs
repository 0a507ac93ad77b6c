using System.Runtime.CompilerServices;
using System.Text.Json;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Streaming;

/// <summary>What an opened stream gives: events as they arrive, or one response when the service answered without a stream.</summary>
internal sealed class EventStream<TResponse>(TResponse? only, HttpResponseMessage? answer, Stream? body, EventStreamParser? parser) : IAsyncDisposable
    where TResponse : class, IApiResponse<TResponse>
{
    private TResponse? _only = only;

    internal HttpResponseMessage? Response => answer;

    /// <summary>The event that the stream stands on.</summary>
    internal ServerSentEvent<TResponse> Current { get; private set; }

    /// <summary>Moves to the next event that carries data; false at the end.</summary>
    /// <param name="failure">Gets the failure when the event says that the call failed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async ValueTask<bool> MoveNextAsync(StrongBox<ApiErrorBody> failure, CancellationToken cancellationToken)
    {
        if (parser is null)
        {
            Current = new ServerSentEvent<TResponse>("message", "", _only!, null);
            bool isFirst = _only is not null;
            _only = null;
            return isFirst;
        }

        while (await parser.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            // A blank or "[DONE]" event, with which some services mark the end, holds no response.
            if (parser.Data.Trim(" \n"u8) is { IsEmpty: false } data && !data.SequenceEqual("[DONE]"u8))
            {
                TResponse response = Read(parser.Data, ref failure.Value);
                Current = new ServerSentEvent<TResponse>(parser.Type, parser.LastEventId, response, parser.ReconnectionTime);
                return true;
            }
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (body is not null)
        {
            await body.DisposeAsync().ConfigureAwait(false);
        }

        answer?.Dispose();
    }

    // Most services send the members bare, some in the usual envelope.
    private static TResponse Read(ReadOnlySpan<byte> data, ref ApiErrorBody failure)
    {
        Utf8JsonReader reader = new(data, JsonModel.ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The event's data is no JSON object.");
        }

        Utf8JsonReader ahead = reader;
        ahead.Read();
        if (ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals("Response"u8))
        {
            return Envelope.Read<TResponse>(data, ref failure) ?? throw new JsonException("The event's data holds no Response.");
        }

        TResponse response = TResponse.ReadResponse(ref reader, ref failure);
        reader.Read();
        return response;
    }
}
