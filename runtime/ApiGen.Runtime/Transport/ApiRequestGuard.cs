namespace ApiGen.Runtime.Transport;

/// <summary>
/// Stands next to the network, below every other handler, and lets no request of a client by that was sent before, unless repeating it is harmless. The body of a request
/// refuses that too, but cannot where a handler has read it, as those do that log: the platform then sends what was read and does not ask the body again. Clients
/// put it below the handlers that they are given, and hosting below those of its HTTP client; add it as the last handler where an HTTP client of yours has several.
/// </summary>
public sealed class ApiRequestGuard : DelegatingHandler
{
    /// <summary>Makes one for a list of handlers, whose last it has to be.</summary>
    public ApiRequestGuard()
    {
    }

    private ApiRequestGuard(HttpMessageHandler primary)
        : base(primary)
    {
    }

    /// <summary>Puts one below the last of the handlers that hand requests on, above the one that sends them; where there is one already, that is enough.</summary>
    /// <param name="handler">The first of them.</param>
    /// <returns>False where it sends them itself, and where they were used already, so that they cannot be changed.</returns>
    public static bool TryPutBelow(HttpMessageHandler? handler)
    {
        DelegatingHandler? last = null;
        while (handler is DelegatingHandler delegating)
        {
            last = delegating;
            handler = delegating.InnerHandler;
        }

        try
        {
            if (last is not (null or ApiRequestGuard) && handler is not null)
            {
                last.InnerHandler = new ApiRequestGuard(handler);
            }

            return last is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ApiNetworkException">The request was sent before.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ApiRequestContent? body = BodyOf(request);
        body?.Pass();
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (HadNoConnection(e))
        {
            body?.TakeBack();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ApiNetworkException">The request was sent before.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ApiRequestContent? body = BodyOf(request);
        body?.Pass();
        try
        {
            return base.Send(request, cancellationToken);
        }
        catch (HttpRequestException e) when (HadNoConnection(e))
        {
            body?.TakeBack();
            throw;
        }
    }

    private static bool HadNoConnection(HttpRequestException cause) => cause.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    // A handler may have put its own content around the body, or the body into its own request.
    private static ApiRequestContent? BodyOf(HttpRequestMessage request) => (request as OutgoingRequest)?.Body ?? request?.Content as ApiRequestContent;
}
