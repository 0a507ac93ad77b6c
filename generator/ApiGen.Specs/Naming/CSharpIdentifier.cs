using System.Globalization;
using System.Text;

namespace ApiGen.Specs.Naming;

/// <summary>Turns names of an API into identifiers of C#.</summary>
public static class CSharpIdentifier
{
    /// <summary>
    /// An identifier as near to the text as C# and its conventions allow: other characters become underscores, the first
    /// letter is upper-case (which also keeps clear of every keyword).
    /// </summary>
    public static string Of(string text)
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
        return CSharpKeywords.Contains(identifier) ? identifier + "_" : identifier;
    }

    /// <summary>The identifier that a spec fixes, or else the one that follows from the name.</summary>
    /// <param name="text">The name.</param>
    /// <param name="given">The identifier that the spec fixes; null when it fixes none.</param>
    public static string Of(string text, string? given) => given ?? Of(text);

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

    // Letters and digits of any script, like C# itself, but none of its invisible or combining characters.
    private static bool IsIdentifierPart(char c) => c == '_' || (char.IsLetterOrDigit(c) && char.GetUnicodeCategory(c) != UnicodeCategory.OtherNumber);
}
