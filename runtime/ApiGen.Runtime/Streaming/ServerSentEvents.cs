using System.Runtime.CompilerServices;

namespace ApiGen.Runtime;

/// <summary>Makes streams of events.</summary>
public static class ServerSentEvents
{
    /// <summary>A stream of one event, which holds the response of a plain call: what a stand-in for a client gives whose streams are not written out.</summary>
    /// <typeparam name="TData">The response.</typeparam>
    /// <param name="call">Makes the call. It is made when the enumeration starts.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is null.</exception>
    public static IAsyncEnumerable<ServerSentEvent<TData>> FromResponseAsync<TData>(Func<CancellationToken, Task<TData>> call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return EnumerateAsync(call, cancellationToken);
    }

    private static async IAsyncEnumerable<ServerSentEvent<TData>> EnumerateAsync<TData>(
        Func<CancellationToken, Task<TData>> call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new ServerSentEvent<TData>("message", "", await call(cancellationToken).ConfigureAwait(false), null);
    }
}
