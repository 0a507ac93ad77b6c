using System.Text;

namespace ApiGen.Specs.Naming;

/// <summary>Names the constants for the allowed values of a text; the order in the file decides nothing.</summary>
public static class ValueNames
{
    /// <summary>The constant of each value: words are joined, so that <c>NOT_STARTED</c> becomes <c>NotStarted</c> and <c>zh-CN</c> <c>ZhCn</c>.</summary>
    /// <param name="values">The values.</param>
    /// <param name="className">The class of the constants, which none of them may be called.</param>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> values, string className)
    {
        NameScope scope = new(StringComparer.Ordinal, className, "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize");
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (string value in values.Distinct(StringComparer.Ordinal).OrderBy(static value => Joined(value) == value ? 0 : 1).ThenBy(static value => value, StringComparer.Ordinal))
        {
            string name = Joined(value);
            names[value] = scope.Take(name, name + "Value");
        }

        return names;
    }

    private static string Joined(string value)
    {
        StringBuilder joined = new(value.Length);
        for (int start = 0; start < value.Length;)
        {
            int end = start;
            while (end < value.Length && char.IsLetterOrDigit(value[end]))
            {
                end++;
            }

            if (end > start)
            {
                AppendWord(joined, value.Substring(start, end - start));
            }
            else if (value[start] == '-' && joined.Length == 0)
            {
                joined.Append("Minus");
            }

            start = end == start ? start + 1 : end;
        }

        return joined.Length == 0 ? value.Length == 0 ? "Empty" : "Value"
            : char.IsDigit(joined[0]) ? "Value" + joined
            : CSharpIdentifier.Of(joined.ToString());
    }

    // A word in capitals is a word all the same.
    private static void AppendWord(StringBuilder joined, string word)
    {
        bool shouts = word.Length > 1 && !word.Any(char.IsLower);
        joined.Append(char.ToUpperInvariant(word[0])).Append(shouts ? word.Substring(1).ToLowerInvariant() : word.Substring(1));
    }
}
