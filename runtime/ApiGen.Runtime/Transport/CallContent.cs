using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// What a call sends. It is taken from the request object once, when that is validated: every attempt sends the same, and nothing that was not validated, whatever becomes of the object
/// while the call waits. The bytes of a raw body stay the caller's own.
/// </summary>
internal readonly struct CallContent
{
    // Whoever waits with a larger one does not mind the little that its buffer holds besides.
    private const int MostCopied = 4096;

    private readonly JsonBuffer? _buffer;

    private CallContent(ReadOnlyMemory<byte> bytes, JsonBuffer? buffer, List<KeyValuePair<string, string>>? headers, string? clientToken, bool hasToken)
    {
        Bytes = bytes;
        _buffer = buffer;
        Headers = headers;
        ClientToken = clientToken;
        HasToken = hasToken;
    }

    /// <summary>The body.</summary>
    internal ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The members that travel as headers, where the body is raw bytes; null where it is JSON.</summary>
    internal List<KeyValuePair<string, string>>? Headers { get; }

    /// <summary>The token that the client had to think of; null when it did not.</summary>
    internal string? ClientToken { get; }

    /// <summary>Whether the service can tell a repetition by a token, the client's or the caller's.</summary>
    internal bool HasToken { get; }

    /// <summary>Validates a request and takes what it holds.</summary>
    /// <exception cref="RequestValidationException">The request cannot be right, cannot be written, or is larger than the service takes.</exception>
    internal static CallContent Take<TRequest>(ApiAction action, TRequest request)
        where TRequest : class, IApiRequest<TRequest>
    {
        string? given = (request as IClientTokenRequest)?.ClientToken;
        RequestValidation validation = new(request is IClientTokenRequest && string.IsNullOrEmpty(given) ? Guid.NewGuid().ToString("D") : null);
        request.Validate(ref validation);
        if (validation.ClientToken is not null && validation.Problems?.Exists(static problem => problem.Path == nameof(IClientTokenRequest.ClientToken)) == true)
        {
            // No token of the client's own is right there: the request is what the caller wrote.
            validation = default;
            request.Validate(ref validation);
        }

        string? token = validation.ClientToken;
        bool hasToken = token is not null || !string.IsNullOrEmpty(given) || request is ApiRawRequest { HasClientToken: true };
        if (request is IOctetStreamRequest raw)
        {
            List<KeyValuePair<string, string>> headers = [];
            List<RequestProblem> problems = validation.Problems ?? [];
            raw.WriteHeaders(new OctetStreamHeaders(headers, problems, action.Service.Name, token));
            ThrowIfAny(problems.Count > 0 ? problems : null, action);
            ReadOnlyMemory<byte> body = raw.Body;
            CheckSize(body.Length, action);
            return new CallContent(body, null, headers, token, hasToken);
        }

        ThrowIfAny(validation.Problems, action);
        JsonBuffer buffer = JsonBuffer.Rent();
        try
        {
            request.WriteJson(buffer.Writer);
            buffer.Writer.Flush();

            // JSON of the caller's own was looked at when it was given, and may have the escape of U+FFFD.
            ThrowIfAny(request is ApiRawRequest ? null : HalfPairs.FindIn(buffer.WrittenSpan), action);
            if (token is not null)
            {
                ClientTokenBody.Insert(buffer.Bytes, token);
            }

            CheckSize(buffer.WrittenSpan.Length, action);
            return new CallContent(buffer.WrittenMemory, buffer, null, token, hasToken);
        }
        catch
        {
            JsonBuffer.Return(buffer);
            throw;
        }
    }

    /// <summary>The same for a call that has to wait, as thousands may: it holds no more than its bytes.</summary>
    internal CallContent ForWaiting()
    {
        if (_buffer is null || Bytes.Length > MostCopied)
        {
            return this;
        }

        CallContent copy = new(Bytes.ToArray(), null, Headers, ClientToken, HasToken);
        Release();
        return copy;
    }

    /// <summary>The body of an attempt.</summary>
    internal ApiRequestContent BodyOf(CallScope scope)
    {
        ApiRequestContent body = new(Bytes, _buffer, Headers is not null, scope.Action, scope.Lease, scope.Settings.IsRepeatable);
        if (Headers is not null)
        {
            foreach ((string name, string value) in Headers)
            {
                body.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return body;
    }

    /// <summary>No further attempt sends it.</summary>
    internal void Release()
    {
        if (_buffer is { } buffer)
        {
            JsonBuffer.Return(buffer);
        }
    }

    private static void ThrowIfAny(List<RequestProblem>? problems, ApiAction action)
    {
        if (problems is not null)
        {
            throw new RequestValidationException(action.Name, problems);
        }
    }

    private static void CheckSize(int length, ApiAction action) => ThrowIfAny(
        length <= ApiClient.MaxRequestBytes
            ? null
            : [new RequestProblem("the whole", FormattableString.Invariant($"takes {length} bytes; the service takes at most {ApiClient.MaxRequestBytes}"))],
        action);
}
