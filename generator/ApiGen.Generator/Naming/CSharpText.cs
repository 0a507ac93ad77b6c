using System.Text;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Naming;

/// <summary>Turns text into parts of C# source: literals, documentation.</summary>
internal static class CSharpText
{
    /// <summary>The name of a private field for the given identifier.</summary>
    public static string FieldName(string identifier) =>
        "_" + char.ToLowerInvariant(identifier[0]) + identifier.Substring(1);

    /// <summary>A regular C# string literal with quotes; everything outside printable ASCII is escaped.</summary>
    public static string Literal(string text) => CSharpLiteral.Of(text);

    /// <summary>The content of a regular C# string literal.</summary>
    public static string LiteralContent(string text) => CSharpLiteral.Content(text);

    /// <summary>
    /// Text for a documentation comment: escaped, on one line, without characters that XML 1.0 forbids, and ending like a
    /// sentence. The fallback stands in for an empty text.
    /// </summary>
    public static string Documentation(string text, string fallback)
    {
        string escaped = XmlText(text);
        return escaped.Length > 0 ? escaped : XmlText(fallback);
    }

    /// <summary>The text on one line, escaped for XML, without characters that XML 1.0 forbids.</summary>
    public static string XmlText(string text)
    {
        StringBuilder builder = new(text.Length);
        bool pendingSpace = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c) || c is '\u0085' or '\u2028' or '\u2029')
            {
                pendingSpace = builder.Length > 0;
                continue;
            }

            bool surrogatePair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (char.IsControl(c) || (char.IsSurrogate(c) && !surrogatePair) || c is '\uFFFE' or '\uFFFF' or '\uFEFF')
            {
                continue;
            }

            if (pendingSpace)
            {
                builder.Append(' ');
                pendingSpace = false;
            }

            switch (c)
            {
                case '<':
                    builder.Append("&lt;");
                    break;
                case '>':
                    builder.Append("&gt;");
                    break;
                case '&':
                    builder.Append("&amp;");
                    break;
                default:
                    builder.Append(c);
                    if (surrogatePair)
                    {
                        builder.Append(text[++i]);
                    }

                    break;
            }
        }

        return builder.ToString();
    }
}
