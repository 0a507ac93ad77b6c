using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <content>
/// Lists. A single value where a list was promised gives a list of that value; null and an empty text give no list.
/// Elements that are null stay null in lists of numbers and booleans, and are dropped from all others.
/// </content>
public static partial class JsonRead
{
    /// <summary>Reads a list of texts.</summary>
    public static IList<string>? StringList(ref Utf8JsonReader reader)
    {
        if (IsNoList(ref reader))
        {
            return null;
        }

        List<string> list = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            list = ShortenedList<string>.With(list, String(ref reader));
            return list;
        }

        while (NextElement(ref reader, list.Count))
        {
            list = ShortenedList<string>.With(list, String(ref reader));
        }

        return list;
    }

    /// <summary>Reads a list of objects.</summary>
    public static IList<T>? ObjectList<T>(ref Utf8JsonReader reader)
        where T : class, IJsonModel<T>
    {
        if (IsNoList(ref reader))
        {
            return null;
        }

        List<T> list = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            list = ShortenedList<T>.With(list, Object<T>(ref reader));
            return list;
        }

        while (NextElement(ref reader, list.Count))
        {
            list = ShortenedList<T>.With(list, Object<T>(ref reader));
        }

        return list;
    }

    /// <summary>Reads a list whose elements a delegate reads, such as a list of lists.</summary>
    public static IList<T>? List<T>(ref Utf8JsonReader reader, Element<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (IsNoList(ref reader))
        {
            return null;
        }

        List<T> list = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            list = ShortenedList<T>.With(list, read(ref reader));
            return list;
        }

        while (NextElement(ref reader, list.Count))
        {
            list = ShortenedList<T>.With(list, read(ref reader));
        }

        return list;
    }

    /// <summary>Reads a list of integers.</summary>
    public static IList<long?>? Int64List(ref Utf8JsonReader reader)
    {
        if (IsNoList(ref reader))
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [Int64(ref reader)];
        }

        List<long?> list = [];
        while (NextElement(ref reader, list.Count))
        {
            list.Add(Int64(ref reader));
        }

        return list;
    }

    /// <summary>Reads a list of integers without sign.</summary>
    public static IList<ulong?>? UInt64List(ref Utf8JsonReader reader)
    {
        if (IsNoList(ref reader))
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [UInt64(ref reader)];
        }

        List<ulong?> list = [];
        while (NextElement(ref reader, list.Count))
        {
            list.Add(UInt64(ref reader));
        }

        return list;
    }

    /// <summary>Reads a list of numbers.</summary>
    public static IList<double?>? DoubleList(ref Utf8JsonReader reader)
    {
        if (IsNoList(ref reader))
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [Double(ref reader)];
        }

        List<double?> list = [];
        while (NextElement(ref reader, list.Count))
        {
            list.Add(Double(ref reader));
        }

        return list;
    }

    /// <summary>Reads a list of booleans.</summary>
    public static IList<bool?>? BooleanList(ref Utf8JsonReader reader)
    {
        if (IsNoList(ref reader))
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [Boolean(ref reader)];
        }

        List<bool?> list = [];
        while (NextElement(ref reader, list.Count))
        {
            list.Add(Boolean(ref reader));
        }

        return list;
    }

    private static bool NextElement(ref Utf8JsonReader reader, int count)
    {
        // A look costs little, but not nothing.
        const int ElementsBetweenLooks = 64;
        if (count % ElementsBetweenLooks == ElementsBetweenLooks - 1)
        {
            ReadingMemory.Check(ref reader);
        }

        return reader.Read() && reader.TokenType != JsonTokenType.EndArray;
    }

    // An empty text stands for a list that is not there, in responses of some services.
    private static bool IsNoList(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty);
}
