using System.Net;
using ApiGen.Runtime.Throttling;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// A body in a pooled buffer. It tells the throttle when it goes to the wire, remembers whether it ever did, and knows when
/// nobody reads the buffer any more.
/// </summary>
internal sealed class ApiRequestContent : HttpContent
{
    private const int Closed = int.MinValue;

    private readonly ReadOnlyMemory<byte> _body;
    private readonly ThrottleLease _lease;

    // The number of writers at work, or Closed.
    private int _writers;

    internal ApiRequestContent(ReadOnlyMemory<byte> body, string contentType, ThrottleLease lease)
    {
        _body = body;
        _lease = lease;
        Headers.TryAddWithoutValidation("Content-Type", contentType);
    }

    /// <summary>Whether any part of the body may have gone to the wire.</summary>
    internal bool Started { get; private set; }

    /// <summary>Ends the use of the buffer. True when nobody reads it, so that it may be used again.</summary>
    internal bool Close() => Interlocked.CompareExchange(ref _writers, Closed, 0) == 0;

    /// <summary>Takes note that the request was sent, for handlers that never read the body.</summary>
    internal void MarkSent()
    {
        if (!Started)
        {
            Started = true;
            _lease.MarkSent();
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Enter();
        ValueTask write;
        try
        {
            write = stream.WriteAsync(_body, cancellationToken);
            if (write.IsCompletedSuccessfully)
            {
                Leave();
                return Task.CompletedTask;
            }
        }
        catch
        {
            Leave();
            throw;
        }

        return FinishAsync(write);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            stream.Write(_body.Span);
        }
        finally
        {
            Leave();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private async Task FinishAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    private void Enter()
    {
        if (Interlocked.Increment(ref _writers) < 0)
        {
            throw new ObjectDisposedException(nameof(ApiRequestContent), "The call has ended; its body is not sent any more.");
        }

        MarkSent();
    }

    private void Leave() => Interlocked.Decrement(ref _writers);
}
