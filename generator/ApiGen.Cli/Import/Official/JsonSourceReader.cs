using System.Text;
using System.Text.Json;
using ApiGen.Cli.Reading;

namespace ApiGen.Cli.Import.Official;

/// <summary>Reads JSON text into values that know their place.</summary>
internal ref struct JsonSourceReader
{
    // Models nest five levels deep and keep their examples as text; the bound stops a hostile file early.
    private const int MaxDepth = 64;

    private readonly string _path;
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _reader;
    private int _counted;
    private int _line;
    private int _lineStart;

    private JsonSourceReader(string path, ReadOnlySpan<byte> bytes)
    {
        _path = path;
        _bytes = bytes;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = int.MaxValue });
        _line = 1;
    }

    /// <summary>Reads the one value that a text holds.</summary>
    /// <param name="path">The name of the text in errors.</param>
    /// <param name="bytes">The text in UTF-8 or UTF-16, with or without a byte order mark.</param>
    /// <exception cref="ImportException">The text is not valid JSON.</exception>
    /// <exception cref="Commands.CommandException">The text is UTF-16 by its beginning alone.</exception>
    public static JsonSourceValue Read(string path, ReadOnlySpan<byte> bytes)
    {
        bytes = TextBytes.AsUtf8(bytes, path);
        JsonSourceReader source = new(path, bytes);
        try
        {
            source._reader.Read();
            JsonSourceValue value = source.ReadValue();
            source._reader.Read();
            return value;
        }
        catch (JsonException exception)
        {
            throw new ImportException(
                path,
                (int)(exception.LineNumber ?? 0) + 1,
                (int)(exception.BytePositionInLine ?? 0) + 1,
                "this is not valid JSON: the text is damaged or cut off here. Correct the file, or get it again.");
        }
        catch (InvalidOperationException)
        {
            (int line, int column) = source.Position();
            throw new ImportException(path, line, column, "this text is not valid Unicode. Correct the file, or get it again.");
        }
    }

    private JsonSourceValue ReadValue()
    {
        (int line, int column) = Position();
        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && _reader.CurrentDepth >= MaxDepth)
        {
            throw new ImportException(_path, line, column, FormattableString.Invariant($"this is nested deeper than {MaxDepth} levels, which no published file is."));
        }

        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new JsonSourceValue { Path = _path, Line = line, Column = column, Kind = JsonValueKind.Object, Members = ReadMembers() };
            case JsonTokenType.StartArray:
                return new JsonSourceValue { Path = _path, Line = line, Column = column, Kind = JsonValueKind.Array, Items = ReadItems() };
            case JsonTokenType.String:
                return new JsonSourceValue { Path = _path, Line = line, Column = column, Kind = JsonValueKind.String, Text = _reader.GetString()! };
            case JsonTokenType.Number:
                return new JsonSourceValue { Path = _path, Line = line, Column = column, Kind = JsonValueKind.Number, Text = Encoding.UTF8.GetString(_reader.ValueSpan) };
            default:
                JsonValueKind kind = _reader.TokenType switch
                {
                    JsonTokenType.True => JsonValueKind.True,
                    JsonTokenType.False => JsonValueKind.False,
                    _ => JsonValueKind.Null,
                };
                return new JsonSourceValue { Path = _path, Line = line, Column = column, Kind = kind };
        }
    }

    private OrderedDictionary<string, JsonSourceValue> ReadMembers()
    {
        OrderedDictionary<string, JsonSourceValue> members = new(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            (int line, int column) = Position();
            string name = _reader.GetString()!;
            _reader.Read();
            if (!members.TryAdd(name, ReadValue()))
            {
                throw new ImportException(_path, line, column, $"'{name}' is given twice in one object. Remove one of the two.");
            }
        }

        return members;
    }

    private List<JsonSourceValue> ReadItems()
    {
        List<JsonSourceValue> items = [];
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue());
        }

        return items;
    }

    private (int Line, int Column) Position()
    {
        int offset = (int)_reader.TokenStartIndex;
        ReadOnlySpan<byte> passed = _bytes[_counted..offset];
        int lines = passed.Count((byte)'\n');
        if (lines > 0)
        {
            _line += lines;
            _lineStart = _counted + passed.LastIndexOf((byte)'\n') + 1;
        }

        _counted = offset;
        return (_line, offset - _lineStart + 1);
    }
}
