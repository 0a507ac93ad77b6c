using System.Text;
using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>
/// Reads values the way services really send them: numbers in texts and texts from numbers, null anywhere, a list where one
/// value was promised and the reverse. Every method starts on the value's first token and ends on its last. A value that
/// cannot be converted is an error that names the member's path.
/// </summary>
public static partial class JsonRead
{
    /// <summary>Reads one element of a list; null when there is no value.</summary>
    public delegate T? Element<T>(ref Utf8JsonReader reader);

    /// <summary>Whether an object starts here. Any other value is skipped.</summary>
    public static bool StartObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    /// <summary>Moves to the next member: true when the reader stands on its name, false when the object has ended.</summary>
    public static bool NextMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Reads a text. Numbers and booleans give the text they were written with, objects and lists their JSON. One that is not UTF-8 is none.</summary>
    public static string? String(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                try
                {
                    return reader.ValueIsEscaped ? JsonText.Unescape(reader.ValueSpan, JsonText.Strict) : TextOf(reader.ValueSpan);
                }
                catch (DecoderFallbackException)
                {
                    throw JsonText.Fault(ref reader);
                }

            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                return JsonText.Raw(ref reader);
            default:
                return TextOf(reader.ValueSpan);
        }
    }

    // Nothing is smaller in JSON and larger in memory, next to its size, than a text of one character.
    private static string TextOf(ReadOnlySpan<byte> utf8) =>
        utf8.Length == 1 && utf8[0] < OneCharacter.Texts.Length ? OneCharacter.Texts[utf8[0]] : JsonText.Strict.GetString(utf8);

    private static class OneCharacter
    {
        internal static readonly string[] Texts = [.. Enumerable.Range(0, 128).Select(static character => ((char)character).ToString())];
    }

    /// <summary>Reads an integer: by its value, so 7.0 is one and 7.5, which would become another number, is none. True and false are 1 and 0; an empty text is no value.</summary>
    public static long? Int64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value))
        {
            return value;
        }

        return JsonNumber.Int64(ref reader);
    }

    /// <summary>Reads an integer without sign; otherwise like <see cref="Int64"/>.</summary>
    public static ulong? UInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out ulong value))
        {
            return value;
        }

        return JsonNumber.UInt64(ref reader);
    }

    /// <summary>Reads a number. One that is too large for the type is none; an empty text is no value.</summary>
    public static double? Double(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value))
        {
            return value;
        }

        return JsonNumber.Double(ref reader);
    }

    /// <summary>Reads a boolean: also from the numbers 0 and 1, by their value, and from a text in any case. Any other number is none; an empty text is no value.</summary>
    public static bool? Boolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => JsonNumber.Boolean(ref reader),
    };

    /// <summary>Reads an object. From a list it takes the first object; any other value gives null.</summary>
    public static T? Object<T>(ref Utf8JsonReader reader)
        where T : class, IJsonModel<T>
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return T.ReadJson(ref reader);
        }

        T? first = null;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (first is null)
                {
                    first = Object<T>(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return first;
    }

    /// <summary>
    /// Reads the content of <c>Response.Error</c>, where the response has no member of that name of its own: a code that is not empty says how the call failed, and
    /// anything else but null, the empty text and false, that it did. Of a list the first object counts. By a name that differs in case it is as a member of the response's own.
    /// </summary>
    public static void Error(ref Utf8JsonReader reader, in JsonMembers members, ref ApiErrorBody error)
    {
        if (members.IsErrorNear)
        {
            OwnError(ref reader, members, ref error);
            return;
        }

        bool isNone = reader.TokenType is JsonTokenType.Null or JsonTokenType.False || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty);
        string? text = reader.TokenType == JsonTokenType.String ? JsonText.Unescape(reader.ValueSpan) : null;
        FirstError(ref reader, ref error);
        if (!isNone && error.Code is null)
        {
            error.IsUnclear = true;
            error.Message ??= text;
        }
    }

    /// <summary>
    /// Reads what may be the content of <c>Response.Error</c> or a member of that name that the response has of its own: the call failed only if it is an object with
    /// a code that is not empty, and, by a name that differs in case, if no member of the response stands beside it.
    /// </summary>
    public static void OwnError(ref Utf8JsonReader reader, in JsonMembers members, ref ApiErrorBody error)
    {
        if (!members.IsErrorNear)
        {
            CodeAndMessage(ref reader, ref error);
            return;
        }

        ApiErrorBody near = default;
        CodeAndMessage(ref reader, ref near);
        if (near.Code is not null && !members.HoldsMore)
        {
            error = near;
        }
    }

    /// <summary>Reads code and message of a failure. They are put aside as they are met, so that they are known also when what follows is not JSON.</summary>
    internal static void CodeAndMessage(ref Utf8JsonReader reader, ref ApiErrorBody error)
    {
        if (!StartObject(ref reader))
        {
            return;
        }

        JsonMembers members = default;
        while (NextMember(ref reader))
        {
            switch (ErrorNames.IndexOf(ref reader, ref members))
            {
                case 0:
                    error.Code = JsonText.Told(ref reader) is { Length: > 0 } code ? code : null;
                    break;
                case 1:
                    error.Message = JsonText.Told(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>The same of the first object of a list, where it is one.</summary>
    internal static void FirstError(ref Utf8JsonReader reader, ref ApiErrorBody error)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            CodeAndMessage(ref reader, ref error);
            return;
        }

        bool isFound = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!isFound && reader.TokenType == JsonTokenType.StartObject)
            {
                isFound = true;
                CodeAndMessage(ref reader, ref error);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static readonly JsonNameTable ErrorNames = new("Code", "Message");
}
