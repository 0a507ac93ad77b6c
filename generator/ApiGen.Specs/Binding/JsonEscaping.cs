using System.Globalization;
using System.Text;
using ApiGen.Specs.Conformance;

namespace ApiGen.Specs.Binding;

/// <summary>Writes JSON (RFC 8259).</summary>
internal static class JsonEscaping
{
    /// <summary>Writes a value in the compact form.</summary>
    public static void AppendJson(this StringBuilder json, WireValue value)
    {
        switch (value.Kind)
        {
            case WireKind.Null:
                json.Append("null");
                break;
            case WireKind.Text:
                json.AppendJsonString(value.Content);
                break;
            case WireKind.List:
                json.Append('[');
                for (int i = 0; i < value.Elements.Count; i++)
                {
                    json.Append(i > 0 ? "," : "").AppendJson(value.Elements[i]);
                }

                json.Append(']');
                break;
            case WireKind.Object:
                json.Append('{');
                for (int i = 0; i < value.Members.Count; i++)
                {
                    json.Append(i > 0 ? "," : "").AppendJsonString(value.Members[i].Name);
                    json.Append(':').AppendJson(value.Members[i].Value);
                }

                json.Append('}');
                break;
            default:
                json.Append(value.Content);
                break;
        }
    }

    /// <summary>Writes a text (section 7).</summary>
    public static void AppendJsonString(this StringBuilder json, string text)
    {
        json.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\\')
            {
                json.Append('\\').Append(c);
            }
            else if (c < ' ')
            {
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else if (char.IsSurrogate(c))
            {
                bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                json.Append(isPair ? text.Substring(i, 2) : "\uFFFD");
                i += isPair ? 1 : 0;
            }
            else
            {
                int start = i;
                while (i + 1 < text.Length && IsPlain(text[i + 1]))
                {
                    i++;
                }

                json.Append(text, start, i - start + 1);
            }
        }

        json.Append('"');
    }

    private static bool IsPlain(char c) => c >= ' ' && c is not ('"' or '\\') && !char.IsSurrogate(c);
}
