using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>Writes members for which the platform's writer has no single call. A value that is null writes nothing.</summary>
public static class JsonWrite
{
    /// <summary>Writes a text.</summary>
    public static void String(Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>Writes a number.</summary>
    /// <exception cref="ArgumentException">The number is not finite, which JSON cannot express.</exception>
    public static void Number(Utf8JsonWriter writer, JsonEncodedText name, double? value)
    {
        if (value is { } number)
        {
            CheckFinite(number, name);
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>Writes an object.</summary>
    public static void Object<T>(Utf8JsonWriter writer, JsonEncodedText name, T? value)
        where T : class, IJsonModel<T>
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            value.WriteJson(writer);
        }
    }

    /// <summary>Writes a list of objects.</summary>
    public static void ObjectList<T>(Utf8JsonWriter writer, JsonEncodedText name, IList<T>? values)
        where T : class, IJsonModel<T>
    {
        if (values is null)
        {
            return;
        }

        writer.WriteStartArray(name);
        for (int i = 0; i < values.Count; i++)
        {
            ObjectElement(writer, values[i]);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list of texts.</summary>
    public static void StringList(Utf8JsonWriter writer, JsonEncodedText name, IList<string>? values)
    {
        if (values is not null)
        {
            writer.WritePropertyName(name);
            StringElements(writer, values);
        }
    }

    /// <summary>Writes a list of integers.</summary>
    public static void Int64List(Utf8JsonWriter writer, JsonEncodedText name, IList<long?>? values)
    {
        if (values is not null)
        {
            writer.WritePropertyName(name);
            Int64Elements(writer, values);
        }
    }

    /// <summary>Writes a list of integers without sign.</summary>
    public static void UInt64List(Utf8JsonWriter writer, JsonEncodedText name, IList<ulong?>? values)
    {
        if (values is not null)
        {
            writer.WritePropertyName(name);
            UInt64Elements(writer, values);
        }
    }

    /// <summary>Writes a list of numbers.</summary>
    /// <exception cref="ArgumentException">A number is not finite, which JSON cannot express.</exception>
    public static void DoubleList(Utf8JsonWriter writer, JsonEncodedText name, IList<double?>? values)
    {
        if (values is null)
        {
            return;
        }

        foreach (double? value in values)
        {
            CheckFinite(value ?? 0, name);
        }

        writer.WritePropertyName(name);
        DoubleElements(writer, values);
    }

    /// <summary>Writes a list of booleans.</summary>
    public static void BooleanList(Utf8JsonWriter writer, JsonEncodedText name, IList<bool?>? values)
    {
        if (values is not null)
        {
            writer.WritePropertyName(name);
            BooleanElements(writer, values);
        }
    }

    /// <summary>Writes a list whose elements a delegate writes, such as a list of lists.</summary>
    public static void List<T>(Utf8JsonWriter writer, JsonEncodedText name, IList<T>? values, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (values is null)
        {
            return;
        }

        writer.WritePropertyName(name);
        ListElements(writer, values, write);
    }

    /// <summary>Writes a list whose elements a delegate writes as an element of a list.</summary>
    public static void ListElements<T>(Utf8JsonWriter writer, IList<T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                write(writer, value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes an object as an element of a list.</summary>
    public static void ObjectElement<T>(Utf8JsonWriter writer, T? value)
        where T : class, IJsonModel<T>
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteJson(writer);
        }
    }

    /// <summary>Writes a list of objects as an element of a list.</summary>
    public static void ObjectElements<T>(Utf8JsonWriter writer, IList<T> values)
        where T : class, IJsonModel<T>
    {
        writer.WriteStartArray();
        for (int i = 0; i < values.Count; i++)
        {
            ObjectElement(writer, values[i]);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list of texts as an element of a list.</summary>
    public static void StringElements(Utf8JsonWriter writer, IList<string> values)
    {
        writer.WriteStartArray();
        for (int i = 0; i < values.Count; i++)
        {
            writer.WriteStringValue(values[i]);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list of integers as an element of a list.</summary>
    public static void Int64Elements(Utf8JsonWriter writer, IList<long?> values)
    {
        writer.WriteStartArray();
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list of integers without sign as an element of a list.</summary>
    public static void UInt64Elements(Utf8JsonWriter writer, IList<ulong?> values)
    {
        writer.WriteStartArray();
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list of numbers as an element of a list.</summary>
    public static void DoubleElements(Utf8JsonWriter writer, IList<double?> values)
    {
        writer.WriteStartArray();
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list of booleans as an element of a list.</summary>
    public static void BooleanElements(Utf8JsonWriter writer, IList<bool?> values)
    {
        writer.WriteStartArray();
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                writer.WriteBooleanValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    private static void CheckFinite(double value, JsonEncodedText name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"{name} is not a finite number; JSON has no form for it.");
        }
    }
}
