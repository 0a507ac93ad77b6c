using System.Runtime.CompilerServices;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Timing;

namespace ApiGen.Runtime.Transport;

/// <summary>Sends a request and waits for the head of its response. Whatever goes wrong arrives in the terms of this library.</summary>
internal sealed class RequestSender(ClientSettings settings)
{
    // How the attempt ended that a handler of the application's repeated. What stands between that handler and the network may note it.
    private static readonly HttpRequestOptionsKey<Exception> EndOfAttempt = new("ApiGen.Runtime.EndOfAttempt");

    /// <summary>Sends a request.</summary>
    /// <returns>The response, whose body is not read yet; the caller disposes it.</returns>
    /// <exception cref="ApiException">No response arrived.</exception>
    /// <exception cref="OperationCanceledException">The call's own token was cancelled.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<HttpResponseMessage> SendAsync(OutgoingRequest message, CallScope scope)
    {
        HttpClient? client = settings.HttpClientFactory is { } factory ? Make(factory, message, scope) : null;

        // A hook or a factory that blocked the thread may have outlasted the call, and not every handler looks at its token before it sends.
        scope.Token.ThrowIfCancellationRequested();
        scope.BeginAttempt(message);
        message.Body.Ended = scope.Token;
        HttpResponseMessage response;
        try
        {
            // A caller's HttpClient would read the whole response by itself, without the cap, unless told to stop at its head.
            response = await (client is null
                ? settings.Invoker.SendAsync(message, scope.Token)
                : client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, scope.Token)).EndingWith(scope.Token, settings.HasOwnHandler).ConfigureAwait(false);
            message.Body.MarkSentSince(scope.AttemptAt);
            scope.MayHaveBeenSent = true;
        }
        catch (Exception e)
        {
            scope.MayHaveBeenSent |= message.Body.Close();
            if (e is not OutOfMemoryException && !(e is OperationCanceledException && scope.Token.IsCancellationRequested))
            {
                ThrowIfElsewhere(message, null, scope, e);
            }

            Exception? proxyFault = null;
            scope.Proxy = message.Body.Started ? null : ProxyInUse.Of(message, settings, out proxyFault);
            bool isRefused = IsRefusal(e, message);
            if (isRefused && message.Options.TryGetValue(EndOfAttempt, out Exception? first))
            {
                throw ApiRequestContent.Repeated(scope.Action.Name, first is null ? null : scope.Sent.Told(first));
            }

            if (isRefused || e is OutOfMemoryException || (e is OperationCanceledException && scope.Token.IsCancellationRequested))
            {
                throw;
            }

            // The platform does not say which header it is, nor that this is no matter of the connection.
            if (e is HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: null } && !message.Body.Started && message.HeaderOutsideAscii is { } header)
            {
                throw new ApiNetworkException(
                    scope.Action.Name, $"the header {header}, which a hook or an HTTP handler set, holds a character outside ASCII, which is not sent", scope.Fate, scope.Sent.Told(e))
                { IsPassing = false, IsLocal = true };
            }

            if (proxyFault is not null)
            {
                throw new ApiNetworkException(
                    scope.Action.Name, $"the proxy failed with {PlainName.Of(proxyFault)} when it was asked for the way or for credentials", scope.Fate, scope.Sent.Told(proxyFault))
                { IsPassing = false, IsLocal = true };
            }

            throw e is OperationCanceledException
                ? NetworkFailure.FromForeignCancellation(e, scope, client?.Timeout)
                : NetworkFailure.From(e, scope, isLocal: !message.Body.Started, settings.HasOwnHandler ? "sending" : "an HTTP handler");
        }

        if (response is null)
        {
            throw new ApiNetworkException(scope.Action.Name, "an HTTP handler gave no response", scope.Fate, null) { IsPassing = false };
        }

        try
        {
            ThrowIfElsewhere(message, response.RequestMessage, scope, null);
            if (settings.AfterResponse is { } hook)
            {
                scope.IsInHook = true;
                hook(new ApiResponseContext(scope.Action, scope.Attempts, response.StatusCode, response.Headers));
                scope.IsInHook = false;
            }

            return response;
        }
        catch
        {
            ResponseBody.Discard(response);
            throw;
        }
    }

    private static HttpClient Make(Func<HttpClient> factory, OutgoingRequest message, CallScope scope)
    {
        const string Name = "ApiClientOptions.HttpClientFactory";
        HttpClient? client;
        try
        {
            client = factory();
        }
        catch (Exception e) when (e is not OutOfMemoryException && !(e is OperationCanceledException && scope.Token.IsCancellationRequested))
        {
            throw new ApiNetworkException(scope.Action.Name, $"{Name} failed with {PlainName.Of(e)}", scope.Fate, SentRequest.Of(message, scope.Action).Told(e)) { IsPassing = false, IsLocal = true };
        }

        return client ?? throw new ApiNetworkException(scope.Action.Name, $"{Name} gave no HTTP client", scope.Fate, null) { IsPassing = false, IsLocal = true };
    }

    private static bool IsRefusal(Exception cause, OutgoingRequest message) => message.Body.HasRefused && cause is ApiNetworkException;

    /// <summary>A response, or a failure, that is another address's is not taken for the service's.</summary>
    private static void ThrowIfElsewhere(OutgoingRequest message, HttpRequestMessage? sent, CallScope scope, Exception? cause)
    {
        if (message.Elsewhere(sent) is { } elsewhere)
        {
            string reason = LineText.Of(scope.Sent.Confidential.RemoveFrom(message.DescribeElsewhere(elsewhere)));
            throw new ApiNetworkException(scope.Action.Name, reason, scope.Fate, cause is null || IsRefusal(cause, message) ? null : scope.Sent.Told(cause)) { IsPassing = false };
        }
    }
}
