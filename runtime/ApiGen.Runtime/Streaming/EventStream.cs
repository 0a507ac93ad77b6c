using System.Text.Json;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Streaming;

/// <summary>What an opened stream gives: events as they arrive, or one response when the service responded without a stream.</summary>
internal sealed class EventStream<TResponse> : IDisposable
    where TResponse : class, IApiResponse<TResponse>
{
    private readonly ResponseReader? _reader;
    private readonly HttpResponseMessage? _response;
    private readonly EventStreamParser? _parser;
    private readonly long _maxEventBytes;
    private string _requestId = "";
    private bool _hasGiven;

    /// <summary>A stream of one response, on which it stands.</summary>
    internal EventStream(TResponse only, CallScope scope)
    {
        Current = new ServerSentEvent<TResponse>("message", "", only, null);
        Scope = scope;
    }

    /// <summary>A stream of events, which stands before its first.</summary>
    internal EventStream(ResponseReader reader, HttpResponseMessage response, Stream body, long maxEventBytes, CallScope scope)
    {
        _reader = reader;
        _maxEventBytes = maxEventBytes;
        _response = response;
        Scope = scope;
        _parser = new EventStreamParser(body, maxEventBytes, e =>
        {
            // Also where the caller cancelled, who is told what became of the request, as is the throttle.
            ApiServiceException? failure = FailureInBeginning();
            return failure is not null && NetworkFailure.FaultOfBody(e, scope) is not null ? failure : NetworkFailure.WhileReading(e, scope);
        });
    }

    /// <summary>The call, which ends with the stream.</summary>
    internal CallScope Scope { get; }

    /// <summary>The event that the stream stands on.</summary>
    internal ServerSentEvent<TResponse> Current { get; private set; }

    /// <summary>Moves to the next event that carries data; false at the end.</summary>
    /// <exception cref="ApiException">The stream broke, ended without any, or an event says that the call failed.</exception>
    internal async ValueTask<bool> MoveNextAsync()
    {
        if (_parser is null)
        {
            return false;
        }

        try
        {
            while (await _parser.MoveNextAsync(Scope.Token).ConfigureAwait(false))
            {
                // A blank or "[DONE]" event, with which some services mark the end, holds no response.
                if (_parser.Data.Trim(" \n"u8) is { IsEmpty: false } data && !data.SequenceEqual("[DONE]"u8))
                {
                    Take(_parser);
                    return true;
                }
            }

            if (_parser.EndsCutShort())
            {
                throw FailureInBeginning() ?? (Exception)new InvalidDataException("the stream ended in the middle of an event");
            }

            // It is no more a response than an empty body is.
            return _hasGiven ? false : throw new InvalidDataException("the stream ended without an event that holds a response");
        }
        catch (Exception e) when (e is JsonException or JsonValueException or InvalidDataException)
        {
            string reason = e switch
            {
                _ when !_hasGiven && ResponseBody.Packing(_response!, Scope.Sent.Confidential) is { } packing => $"it is {packing}",
                JsonException => "an event is not JSON",
                JsonValueException => $"an event holds {e.Message}",
                _ => e.Message,
            };
            throw new ApiMalformedResponseException(
                Scope.Action.Name,
                reason,
                (e as JsonValueException)?.Path,
                requestId: Scope.RequestId.Length > 0 ? Scope.RequestId : null,
                innerException: Scope.Sent.Told(e));
        }
    }

    public void Dispose()
    {
        Scope.Lease.MarkCompleted();

        // The body's stream goes with the response.
        if (_response is not null)
        {
            ResponseBody.Discard(_response);
        }
    }

    /// <summary>The failure whose code has come of an event that breaks off; null when none has. The ID of the request may have come, too.</summary>
    private ApiServiceException? FailureInBeginning()
    {
        ReadOnlySpan<byte> beginning = _parser!.TakeBeginning();
        ApiErrorBody failure = FailureAlone.In(beginning, isBare: false).WithoutNear();
        if (failure.Code is null)
        {
            string? id = failure.RequestId;
            failure = FailureAlone.In(beginning, isBare: true).WithoutNear();
            failure.RequestId ??= id;
        }

        Scope.RequestId = ResponseReader.IdToTell(failure.RequestId, beginning, Scope) ?? Scope.RequestId;
        return failure.Code is null ? null : _reader!.ServiceFailure(_response!, beginning, failure, failure.RequestId, Scope);
    }

    private void Take(EventStreamParser parser)
    {
        ApiErrorBody failure = default;
        TResponse? read;
        using (ReadingMemory.Bound(_maxEventBytes))
        {
            try
            {
                read = parser.IsDocument ? ReadDocument(parser.Data, ref failure) : Read(parser.Data, ref failure);
            }
            catch (Exception e) when (e is JsonException or JsonValueException)
            {
                Scope.RequestId = ResponseReader.IdToTell(failure.RequestId, parser.Data, Scope) ?? Scope.RequestId;
                throw;
            }
        }

        if (failure.Code is not null)
        {
            throw _reader!.ServiceFailure(_response!, parser.Data, failure, read?.RequestId ?? failure.RequestId, Scope);
        }

        TResponse response = read ?? throw new InvalidDataException("an event holds no Response");

        if (failure.IsUnclear)
        {
            throw ResponseReader.UnclearFailure(failure, response.RequestId, parser.Data, Scope);
        }

        if (Scope.Settings.KeepResponseText)
        {
            ResponseReader.KeepText(response, parser.Data, Scope);
        }

        // A refusal comes as the first event; only now is it known to be none. Has no effect later.
        Scope.Lease.MarkCompleted();
        if (response.RequestId.Length > 0 && response.RequestId != _requestId)
        {
            // The same in every event, mostly.
            _requestId = response.RequestId;
            ConfidentialTexts confidential = Scope.Sent.Confidential;
            confidential.AddSensitive(parser.Data);
            Scope.RequestId = LineText.Of(confidential.RemoveFrom(_requestId));
        }

        Current = new ServerSentEvent<TResponse>(parser.Type, parser.LastEventId, response, parser.ReconnectionTime);
        _hasGiven = true;
    }

    /// <summary>Reads the first event of a stream that has arrived as a whole; null when it holds no response.</summary>
    /// <param name="body">The stream; becomes the data of the event, where what must not be told is looked for.</param>
    /// <param name="failure">Gets what the service says about a failure.</param>
    internal static TResponse? ReadFirst(ref ReadOnlySpan<byte> body, ref ApiErrorBody failure)
    {
        EventStreamParser parser = new(new MemoryStream(body.ToArray()), body.Length);
        try
        {
            // Nothing is waited for in memory.
            if (!parser.MoveNextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            {
                return null;
            }

            body = parser.Data;
            return Read(body, ref failure);
        }
        catch (Exception e) when (e is JsonException or JsonValueException or InvalidDataException)
        {
            return null;
        }
    }

    // Only an envelope is a response there, since a gateway may say anything; a failure is one however it is wrapped.
    private static TResponse? ReadDocument(ReadOnlySpan<byte> data, ref ApiErrorBody failure)
    {
        TResponse? response = Envelope.Read<TResponse>(data, ref failure);
        if (response is null && failure.Code is null)
        {
            failure = FailureAlone.In(data, isBare: true);
        }

        return response;
    }

    // Most services send the members bare, some in the usual envelope. Null as the envelope's own is.
    private static TResponse? Read(ReadOnlySpan<byte> data, ref ApiErrorBody failure)
    {
        Utf8JsonReader reader = new(data, JsonModel.ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            reader.Read();
            throw new InvalidDataException("an event is JSON, but no object");
        }

        if (Envelope.IsWhole(data, reader))
        {
            return Envelope.Read<TResponse>(data, ref failure);
        }

        try
        {
            TResponse response = TResponse.ReadResponse(ref reader, ref failure);
            reader.Read();
            return response;
        }
        catch (Exception e) when (e is JsonException or JsonValueException)
        {
            failure = FailureAlone.In(data, isBare: true);
            if (failure.Code is not null)
            {
                return null;
            }

            if (e is JsonValueException value)
            {
                value.Path = JsonDocumentPath.Find(data, value.Position);
            }

            throw;
        }
    }
}
