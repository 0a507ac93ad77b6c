using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Hosting;

/// <summary>
/// Stands next to the network and notes how an attempt ended, and through which proxy it was to go: a handler that repeats requests, and is not let, hides the one, and .NET the other.
/// What the platform throws goes on without what it quotes of the response, because the handlers of applications log it.
/// </summary>
/// <param name="primary">What stands at the network itself.</param>
internal sealed class EndOfAttemptNote(HttpMessageHandler primary) : DelegatingHandler
{
    // The runtime reads them under these names.
    private static readonly HttpRequestOptionsKey<Exception> EndOfAttempt = new("ApiGen.Runtime.EndOfAttempt");
    private static readonly HttpRequestOptionsKey<string> Proxy = new("ApiGen.Runtime.Proxy");
    private static readonly HttpRequestOptionsKey<Exception> ProxyFault = new("ApiGen.Runtime.ProxyFault");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                request.Options.Set(EndOfAttempt, new HttpRequestException("The response had another status than success.", null, response.StatusCode));
            }

            return response;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            Exception told = SafeCause.Of(e);
            request.Options.Set(EndOfAttempt, told);
            if (primary is SocketsHttpHandler { UseProxy: true, Proxy: { } proxy } && request.RequestUri is { } address)
            {
                if (AskedProxy.For(proxy, address, out Exception? fault) is { } used)
                {
                    request.Options.Set(Proxy, used);
                }
                else if (fault is not null)
                {
                    request.Options.Set(ProxyFault, fault);
                }
            }

            if (!ReferenceEquals(told, e))
            {
                throw told;
            }

            throw;
        }
    }
}
