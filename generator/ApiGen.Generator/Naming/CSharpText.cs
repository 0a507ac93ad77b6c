using System.Globalization;
using System.Text;

namespace ApiGen.Generator.Naming;

/// <summary>Turns text into parts of C# source: identifiers, literals, documentation.</summary>
internal static class CSharpText
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
        "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock",
        "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected",
        "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while",
    };

    /// <summary>Whether the word is reserved in C# in every context.</summary>
    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>
    /// An identifier as near to the text as C# and its conventions allow: other characters become underscores, the first
    /// letter is upper-case (which also keeps clear of every keyword).
    /// </summary>
    public static string Identifier(string text)
    {
        if (IsIdentifierAlready(text))
        {
            return text;
        }

        StringBuilder builder = new(text.Length + 1);
        foreach (char c in text)
        {
            builder.Append(IsIdentifierPart(c) ? c : '_');
        }

        if (builder.Length == 0 || char.IsDigit(builder[0]))
        {
            builder.Insert(0, '_');
        }

        builder[0] = char.ToUpperInvariant(builder[0]);
        string identifier = builder.ToString();
        return IsKeyword(identifier) ? identifier + "_" : identifier;
    }

    /// <summary>Nearly all names of an API are, and an edit looks at all of them anew. No keyword starts with a capital.</summary>
    private static bool IsIdentifierAlready(string text)
    {
        foreach (char c in text)
        {
            if (c is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return text.Length > 0 && text[0] is >= 'A' and <= 'Z';
    }

    /// <summary>The name of a private field for the given identifier.</summary>
    public static string FieldName(string identifier) =>
        "_" + char.ToLowerInvariant(identifier[0]) + identifier.Substring(1);

    /// <summary>A regular C# string literal with quotes; everything outside printable ASCII is escaped.</summary>
    public static string Literal(string text) => "\"" + LiteralContent(text) + "\"";

    /// <summary>The content of a regular C# string literal.</summary>
    public static string LiteralContent(string text)
    {
        StringBuilder builder = new(text.Length);
        foreach (char c in text)
        {
            switch (c)
            {
                case '\\':
                    builder.Append("\\\\");
                    break;
                case '"':
                    builder.Append("\\\"");
                    break;
                default:
                    if (c is >= ' ' and <= '~')
                    {
                        builder.Append(c);
                    }
                    else
                    {
                        builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    }

                    break;
            }
        }

        return builder.ToString();
    }

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

    // Letters and digits of any script, like C# itself, but none of its invisible or combining characters.
    private static bool IsIdentifierPart(char c) => c == '_' || (char.IsLetterOrDigit(c) && char.GetUnicodeCategory(c) != UnicodeCategory.OtherNumber);
}
