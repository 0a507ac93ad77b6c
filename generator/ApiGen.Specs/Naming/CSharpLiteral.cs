using System.Globalization;
using System.Text;

namespace ApiGen.Specs.Naming;

/// <summary>Turns text into literals of C#.</summary>
public static class CSharpLiteral
{
    /// <summary>A regular C# string literal with quotes; everything outside printable ASCII is escaped.</summary>
    public static string Of(string text) => "\"" + Content(text) + "\"";

    /// <summary>The content of a regular C# string literal.</summary>
    public static string Content(string text)
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
}
