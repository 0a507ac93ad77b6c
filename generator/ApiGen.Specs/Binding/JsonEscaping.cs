using System.Globalization;
using System.Text;

namespace ApiGen.Specs.Binding;

/// <summary>Writes JSON strings (RFC 8259, section 7).</summary>
internal static class JsonEscaping
{
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
