using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime;

/// <summary>The pages that a service has given, each as 16 bytes of a hash of its items. Of items that only their own type can compare the last page alone.</summary>
internal sealed class GivenPages<TItem>
{
    private readonly HashSet<UInt128> _hashes = [];
    private IList<TItem>? _last;

    /// <summary>Takes note of a page that holds items.</summary>
    /// <returns>Whether one with the same items was given before.</returns>
    internal bool IsGivenOrAdd(IList<TItem> page)
    {
        bool isGiven = HashOf(page) is { } hash ? !_hashes.Add(hash) : IsLast(page);
        _last = page;
        return isGiven;
    }

    /// <summary>Whether a page with the same items was given before.</summary>
    internal bool IsGiven(IList<TItem> page) => HashOf(page) is { } hash ? _hashes.Contains(hash) : IsLast(page);

    private bool IsLast(IList<TItem> page) => _last is { } last && last.SequenceEqual(page);

    private static UInt128? HashOf(IList<TItem> page)
    {
        JsonBuffer buffer = JsonBuffer.Rent();
        try
        {
            if (!TryWrite(buffer.Writer, page))
            {
                return null;
            }

            buffer.Writer.Flush();
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.WrittenSpan, hash);
            return BinaryPrimitives.ReadUInt128LittleEndian(hash);
        }
        finally
        {
            JsonBuffer.Return(buffer);
        }
    }

    private static bool TryWrite(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                return true;
            case IJsonWritable item:
                item.Write(writer);
                return true;
            case string or bool or IFormattable:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                return true;
            case IEnumerable list:
                writer.WriteStartArray();
                bool isWritten = list.Cast<object?>().All(item => TryWrite(writer, item));
                writer.WriteEndArray();
                return isWritten;
            default:
                return false;
        }
    }
}
