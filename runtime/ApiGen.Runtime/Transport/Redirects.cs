namespace ApiGen.Runtime.Transport;

/// <summary>Keeps the platform's handlers from sending a signed request on to where a response says: what follows such a redirect tells another server of the call.</summary>
internal static class Redirects
{
    /// <summary>What to do for a handler that follows redirects, as the end of a sentence.</summary>
    internal const string Remedy = "set AllowAutoRedirect of the handler to false, or make it by ApiHttpHandler.Create";

    /// <summary>Turns redirects off in a handler, and in those that it hands requests on to.</summary>
    /// <param name="handler">The handler; one that the platform does not bring stays as it is.</param>
    /// <returns>Whether none of them follows redirects that may not: false when one does and cannot be changed, because it was used already.</returns>
    internal static bool TryTurnOff(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler delegating)
        {
            handler = delegating.InnerHandler;
        }

        try
        {
            switch (handler)
            {
                case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                    sockets.AllowAutoRedirect = false;
                    break;
                case HttpClientHandler { SupportsRedirectConfiguration: true, AllowAutoRedirect: true } client:
                    client.AllowAutoRedirect = false;
                    break;
            }

            return true;
        }
        catch (ObjectDisposedException)
        {
            // It sends nothing at all, as the first call will tell.
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
