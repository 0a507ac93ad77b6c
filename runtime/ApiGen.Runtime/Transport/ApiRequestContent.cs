using System.Net;
using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Throttling;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// A body in a pooled buffer. It tells the throttle when it goes to the wire, remembers whether it ever did, and knows when
/// nobody reads the buffer any more. Once sent, it refuses to be sent again by a handler that repeats requests, unless the call may be repeated.
/// </summary>
internal sealed class ApiRequestContent : HttpContent
{
    private const int Closed = int.MinValue;
    private const string HasEnded = "The call has ended; its body is not sent any more.";

    private readonly ReadOnlyMemory<byte> _body;
    private readonly ApiAction _action;
    private readonly ThrottleLease _lease;
    private readonly bool _isRepeatable;
    private JsonBuffer? _buffer;

    // The number of writers at work, or Closed.
    private int _writers;

    // Whether somebody was given it: the network, or, as long as no guard has let it by, a handler that looks at it.
    private bool _started;

    // Whether a guard has let it by, and whether a handler had read it by then: the platform may send that, and does not ask for it again.
    private bool _hasPassed;
    private bool _wasRead;

    /// <summary>Makes a body.</summary>
    /// <param name="body">What is sent.</param>
    /// <param name="buffer">The buffer that holds it; null when it is other memory.</param>
    /// <param name="isRaw">Whether it is the caller's own bytes rather than JSON.</param>
    /// <param name="action">The action that is called.</param>
    /// <param name="lease">The right to send it.</param>
    /// <param name="isRepeatable">Whether it may be sent more than once.</param>
    internal ApiRequestContent(ReadOnlyMemory<byte> body, JsonBuffer? buffer, bool isRaw, ApiAction action, ThrottleLease lease, bool isRepeatable)
    {
        _body = body;
        _buffer = buffer;
        buffer?.Hold();
        _action = action;
        _lease = lease;
        _isRepeatable = isRepeatable;
        IsRaw = isRaw;
        ContentType = isRaw ? ActionChannel.OctetStream : Tc3Signer.JsonContentType;
        Headers.TryAddWithoutValidation("Content-Type", ContentType);
    }

    /// <summary>The content type, as it is signed.</summary>
    internal string ContentType { get; }

    /// <summary>Whether any part of the body may have gone to the wire.</summary>
    internal bool Started => _started || (_wasRead && _hasPassed);

    /// <summary>The request that it is the body of; null until there is one.</summary>
    internal OutgoingRequest? Request { get; set; }

    /// <summary>Cancelled when the attempt ends: nobody begins to send it from then on.</summary>
    internal CancellationToken Ended { get; set; }

    /// <summary>Whether it would not be sent, and said so by an <see cref="ApiNetworkException"/>. Where it did not, such an exception from a handler is another call's.</summary>
    internal bool HasRefused { get; private set; }

    /// <summary>Whether it is the caller's own bytes rather than JSON.</summary>
    internal bool IsRaw { get; }

    /// <summary>What is sent. Valid until the content is disposed.</summary>
    internal ReadOnlyMemory<byte> Bytes => _body;

    /// <summary>The failure of a call whose request a handler tried to send again.</summary>
    /// <param name="action">The action.</param>
    /// <param name="first">How the first attempt ended; null when nobody knows.</param>
    internal static ApiNetworkException Repeated(string action, Exception? first)
    {
        string after = first switch
        {
            null => "",
            HttpRequestException { StatusCode: { } status } => FormattableString.Invariant($" after a response with status {(int)status}"),
            _ => $" after {PlainName.Of(first)}",
        };
        return new ApiNetworkException(
            action,
            $"an HTTP handler tried to send the request a second time{after}, which could take effect twice; take the handler that repeats requests away from this client",
            mayHaveBeenSent: true,
            first)
        { IsPassing = false };
    }

    /// <summary>Lets nobody begin to send it any more, such as a handler that goes on when its call has ended.</summary>
    /// <returns>Whether any part of it may have gone to the wire.</returns>
    internal bool Close() => !TryClose() || Started;

    /// <summary>The request goes to the network. Whether anything of it went there before is not known when a handler has read it.</summary>
    /// <exception cref="ApiNetworkException">It may have been sent, and may not be sent again.</exception>
    internal void Pass()
    {
        if (!_hasPassed)
        {
            _wasRead |= _started;
            (_hasPassed, _started) = (true, false);
        }
        else if (Started && !_isRepeatable)
        {
            HasRefused = true;
            throw Repeated(_action.Name, null);
        }

        if (Started)
        {
            _lease.MarkSent();
        }
    }

    /// <summary>There was no connection on which the request could have been sent.</summary>
    internal void TakeBack() => _hasPassed &= _started;

    /// <summary>Takes note that the request was sent, for handlers that never read the body: nobody can tell when, but not before they were given it.</summary>
    /// <param name="givenAt">When that was, on the clock of the throttle.</param>
    internal void MarkSentSince(long givenAt)
    {
        if (!_started)
        {
            _started = true;
            _lease.MarkSentSince(givenAt);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            ValueTask write = stream.WriteAsync(_body, cancellationToken);
            if (!write.IsCompletedSuccessfully)
            {
                return FinishAsync(write, stream, cancellationToken);
            }

            Task flush = stream.FlushAsync(cancellationToken);
            if (!flush.IsCompletedSuccessfully)
            {
                return FinishAsync(new ValueTask(flush), null, cancellationToken);
            }
        }
        catch
        {
            Leave();
            throw;
        }

        Written();
        Leave();
        return Task.CompletedTask;
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            stream.Write(_body.Span);
            stream.Flush();
            Written();
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

    protected override void Dispose(bool disposing)
    {
        // A transport that is still sending keeps the buffer; it is then left to the garbage collector.
        if (disposing && TryClose() && Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            JsonBuffer.Return(buffer);
        }

        base.Dispose(disposing);
    }

    private async Task FinishAsync(ValueTask write, Stream? unflushed, CancellationToken cancellationToken)
    {
        try
        {
            await write.ConfigureAwait(false);
            if (unflushed is not null)
            {
                await unflushed.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            Written();
        }
        finally
        {
            Leave();
        }
    }

    private bool TryClose() => Interlocked.CompareExchange(ref _writers, Closed, 0) <= 0;

    private void Enter()
    {
        if (Interlocked.Increment(ref _writers) < 0)
        {
            throw new ObjectDisposedException(nameof(ApiRequestContent), HasEnded);
        }

        if (Ended.IsCancellationRequested)
        {
            Leave();
            throw new OperationCanceledException(HasEnded, Ended);
        }

        // Nothing of this request has left the process yet: the platform holds the head back until there is a body.
        if (Request?.Elsewhere() is { } elsewhere)
        {
            Leave();
            HasRefused = true;
            throw new ApiNetworkException(_action.Name, Request.DescribeElsewhere(elsewhere), mayHaveBeenSent: Started) { IsPassing = false };
        }

        if (_started && !_isRepeatable)
        {
            Leave();
            HasRefused = true;
            throw Repeated(_action.Name, null);
        }

        if (!_started)
        {
            _started = true;
            _lease.MarkSent();
        }
    }

    /// <summary>
    /// All of it has left this process, which may have stood still meanwhile: only what follows is the network's. Flushed first, or the transport would hold
    /// it back until the content has returned.
    /// </summary>
    private void Written() => _lease.MarkSent();

    private void Leave() => Interlocked.Decrement(ref _writers);
}
