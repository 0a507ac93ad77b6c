using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Timing;

namespace ApiGen.Runtime.Streaming;

/// <summary>
/// Splits a byte stream into events by the rules of the HTML standard, section "Interpreting an event stream": UTF-8 whatever
/// the content type's charset says, an optional byte order mark, lines that end with CR, LF or CRLF, comments, fields with and
/// without a colon. What follows the last blank line is dropped, because the event is incomplete (<see cref="EndsCutShort"/>).
/// </summary>
/// <param name="stream">The bytes.</param>
/// <param name="maxEventBytes">How large an event may be.</param>
/// <param name="told">What to throw in place of a failure of the stream; null, or the result null, for the failure itself.</param>
internal sealed class EventStreamParser(Stream stream, long maxEventBytes, Func<Exception, Exception?>? told = null)
{
    private const byte CarriageReturn = (byte)'\r';
    private const byte LineFeed = (byte)'\n';

    private readonly ArrayBufferWriter<byte> _data = new();
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    // Up to here no line ends; a line that arrives in pieces is searched once.
    private int _searched;
    private bool _skipLineFeed;
    private bool _atBeginning = true;
    private string? _type = "";
    private string? _lastEventId = "";
    private bool? _isDocument;

    /// <summary>The type of the event.</summary>
    /// <exception cref="InvalidDataException">It is not UTF-8, which hides no failure in the event's data.</exception>
    internal string Type => _type switch
    {
        null => throw new InvalidDataException("the type of an event is not UTF-8"),
        "" => "message",
        _ => _type,
    };

    /// <summary>The last ID that the stream gave.</summary>
    /// <exception cref="InvalidDataException">It is not UTF-8.</exception>
    internal string LastEventId => _lastEventId ?? throw new InvalidDataException("the ID of an event is not UTF-8");

    /// <summary>Whether the data is a JSON document that came in place of a stream.</summary>
    internal bool IsDocument { get; private set; }

    internal TimeSpan? ReconnectionTime { get; private set; }

    /// <summary>How many bytes were searched for the end of a line or moved within the buffer: what the time for a stream grows with.</summary>
    internal long BytesHandled { get; private set; }

    internal ReadOnlySpan<byte> Data => _data.WrittenSpan[..^1];

    /// <summary>
    /// Whether the stream, which has ended, ended in the middle of an event: with data that no blank line follows, or in a line. A comment may end anywhere, and so may the
    /// mark of the end.
    /// </summary>
    internal bool EndsCutShort()
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, _end - _start);
        if (!line.IsEmpty && line[0] != (byte)':' && !line.SequenceEqual("data: [DONE]"u8) && !line.SequenceEqual("data:[DONE]"u8))
        {
            return true;
        }

        return _data.WrittenSpan.Trim(" \n"u8) is { IsEmpty: false } data && !data.SequenceEqual("[DONE]"u8);
    }

    /// <summary>The data of an event that broke off, as far as it has come.</summary>
    internal ReadOnlySpan<byte> TakeBeginning()
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, _end - _start);
        _start = _end;
        if (_data.WrittenCount + line.Length > maxEventBytes)
        {
            // The part without its last line says as much.
        }
        else if (IsOfDocument(line))
        {
            AddData(line);
        }
        else
        {
            TakeField(line);
        }

        return _data.WrittenSpan;
    }

    /// <summary>
    /// Moves to the next event; false at the end of the stream. What begins as a JSON object is none, whatever its content type says: a service that fails may respond with the
    /// type that was asked for. It is read as the data of one event.
    /// </summary>
    /// <exception cref="InvalidDataException">An event is larger than the cap.</exception>
    internal async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        _data.ResetWrittenCount();
        _type = "";
        while (true)
        {
            while (TryTakeLine(out ReadOnlySpan<byte> line))
            {
                if (IsOfDocument(line))
                {
                    AddData(line);
                }
                else if (!line.IsEmpty)
                {
                    TakeField(line);
                }
                else if (_data.WrittenCount > 0)
                {
                    return true;
                }
                else
                {
                    _type = "";
                }
            }

            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return TryTakeDocument();
            }
        }
    }

    private bool IsOfDocument(ReadOnlySpan<byte> line)
    {
        _isDocument ??= line.TrimStart(" \t"u8) is { IsEmpty: false } text ? text[0] == (byte)'{' : null;
        return _isDocument ?? false;
    }

    private bool TryTakeDocument()
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, _end - _start);
        if (!IsOfDocument(line))
        {
            return false;
        }

        AddData(line);
        _start = _end;
        _isDocument = false;
        return IsDocument = true;
    }

    private bool TryTakeLine(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (_atBeginning && !TrySkipByteOrderMark())
        {
            return false;
        }

        // The LF of a CRLF may come with the next bytes; waiting for it would hold back a complete event.
        if (_skipLineFeed && _start < _end)
        {
            _start += _buffer[_start] == LineFeed ? 1 : 0;
            _skipLineFeed = false;
        }

        ReadOnlySpan<byte> unread = _buffer.AsSpan(_start, _end - _start);
        int searched = Math.Max(_searched - _start, 0);
        int length = unread[searched..].IndexOfAny(CarriageReturn, LineFeed);
        BytesHandled += length < 0 ? unread.Length - searched : length + 1;
        if (length < 0)
        {
            _searched = _end;
            return false;
        }

        length += searched;

        line = unread[..length];
        _skipLineFeed = unread[length] == CarriageReturn;
        _start += length + 1;
        return true;
    }

    private bool TrySkipByteOrderMark()
    {
        ReadOnlySpan<byte> mark = "\uFEFF"u8;
        ReadOnlySpan<byte> unread = _buffer.AsSpan(_start, _end - _start);
        if (unread.Length < mark.Length && mark.StartsWith(unread))
        {
            return false;
        }

        _start += unread.StartsWith(mark) ? mark.Length : 0;
        _atBeginning = false;
        return true;
    }

    private void TakeField(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> name = colon < 0 ? line : line[..colon];
        ReadOnlySpan<byte> value = colon < 0 ? default : line[(colon + 1)..];
        if (!value.IsEmpty && value[0] == (byte)' ')
        {
            value = value[1..];
        }

        if (name.SequenceEqual("data"u8))
        {
            AddData(value);
        }
        else if (name.SequenceEqual("event"u8))
        {
            _type = TextOf(value);
        }
        else if (name.SequenceEqual("id"u8) && !value.Contains((byte)0))
        {
            _lastEventId = TextOf(value);
        }
        else if (name.SequenceEqual("retry"u8) && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9') && Utf8Parser.TryParse(value, out int milliseconds, out _))
        {
            ReconnectionTime = TimeSpan.FromMilliseconds(milliseconds);
        }
    }

    private void AddData(ReadOnlySpan<byte> line)
    {
        CheckSize(_data.WrittenCount + line.Length);
        _data.Write(line);
        _data.Write("\n"u8);
    }

    // Null when it is not UTF-8.
    private static string? TextOf(ReadOnlySpan<byte> value)
    {
        try
        {
            return JsonText.Strict.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = _end = _searched = 0;
        }

        // What is left moves to the front only when there is no space behind it, so that small pieces do not move a long line again and again.
        if (_end == _buffer.Length && _start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            BytesHandled += _end - _start;
            _end -= _start;
            _searched = Math.Max(_searched - _start, 0);
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            CheckSize(_end);
            BytesHandled += _end;
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            // A stream that always has something at hand need not look at it.
            cancellationToken.ThrowIfCancellationRequested();
            int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).EndingWith(cancellationToken).ConfigureAwait(false);

            // A stream may be the application's own, and say what cannot be.
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)read, (uint)(_buffer.Length - _end), nameof(read));
            _end += read;
            return read > 0;
        }
        catch (Exception e) when (told?.Invoke(e) is { } failure)
        {
            throw failure;
        }
    }

    private void CheckSize(long size)
    {
        if (size > maxEventBytes)
        {
            throw new InvalidDataException(FormattableString.Invariant($"an event is larger than {maxEventBytes} bytes, see ApiClientOptions.MaxResponseBytes"));
        }
    }
}
