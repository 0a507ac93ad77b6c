using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Finds the example calls of a page.</summary>
internal static partial class PageExamples
{
    /// <summary>The examples in page order.</summary>
    /// <param name="lines">The section of examples.</param>
    /// <param name="request">The action's parameters, by which values in an old query-string example get their types.</param>
    public static IReadOnlyList<ExampleText> Read(IReadOnlyList<PageLine> lines, IReadOnlyList<MemberModel> request)
    {
        List<ExampleText> examples = [];
        StringBuilder input = new();
        StringBuilder output = new();
        StringBuilder? current = null;
        string title = "";
        foreach (PageLine line in lines)
        {
            string text = line.Text.Trim();
            if (TitleLine().Match(text) is { Success: true } heading)
            {
                Finish();
                title = heading.Groups["title"].Value.Trim();
                current = null;
            }
            else if (InputLine().IsMatch(text))
            {
                if (output.Length > 0)
                {
                    Finish();
                }

                current = input;
            }
            else if (OutputLine().IsMatch(text))
            {
                current = output;
            }
            else
            {
                current?.Append(line.Text.Replace('\t', ' ')).Append('\n');
            }
        }

        Finish();
        return examples;

        void Finish()
        {
            if (input.Length > 0)
            {
                string sent = input.ToString();
                examples.Add(new ExampleText(title, sent.TrimStart().StartsWith("https://", StringComparison.Ordinal) ? FromQuery(sent, request) : sent, output.ToString()));
            }

            input.Clear();
            output.Clear();
        }
    }

    /// <summary>Turns the query string of an old example into the JSON body that says the same.</summary>
    private static string FromQuery(string query, IReadOnlyList<MemberModel> request)
    {
        SortedDictionary<string, object> root = new(StringComparer.Ordinal);
        string joined = WhiteSpace().Replace(query, "");
        string action = "";
        foreach (string pair in joined[(joined.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || pair[0] == '<')
            {
                continue;
            }

            string name = Uri.UnescapeDataString(pair[..equals]);
            string value = Uri.UnescapeDataString(pair[(equals + 1)..]);
            if (name == "Action")
            {
                action = value;
            }
            else if (name is not ("Version" or "Region"))
            {
                Set(root, name.Split('.'), value);
            }
        }

        StringBuilder body = new();
        WriteObject(body, root, request);
        return $"X-TC-Action: {action}\n\n{body}";
    }

    private static void Set(SortedDictionary<string, object> target, string[] path, string value)
    {
        for (int i = 0; i < path.Length - 1; i++)
        {
            if (!target.TryGetValue(path[i], out object? next) || next is not SortedDictionary<string, object> inner)
            {
                inner = new SortedDictionary<string, object>(Comparer<string>.Create(CompareKeys));
                target[path[i]] = inner;
            }

            target = inner;
        }

        target[path[^1]] = value;
    }

    // List positions compare as numbers, so that 10 follows 9.
    private static int CompareKeys(string? left, string? right) =>
        int.TryParse(left, out int x) && int.TryParse(right, out int y) ? x.CompareTo(y) : string.CompareOrdinal(left, right);

    private static void WriteObject(StringBuilder body, SortedDictionary<string, object> members, IReadOnlyList<MemberModel> model)
    {
        body.Append('{');
        string separator = "";
        foreach ((string name, object value) in members)
        {
            body.Append(separator).Append(Quote(name)).Append(':');
            WriteValue(body, value, model.FirstOrDefault(member => member.Name == name)?.Type);
            separator = ",";
        }

        body.Append('}');
    }

    private static void WriteValue(StringBuilder body, object value, TypeReference? type)
    {
        if (value is not SortedDictionary<string, object> inner)
        {
            string text = (string)value;
            bool isRaw = type?.Kind is ValueKind.Int64 or ValueKind.UInt64 or ValueKind.Double or ValueKind.Bool && JsonLiteral().IsMatch(text);
            body.Append(isRaw ? text.ToLowerInvariant() : Quote(text));
        }
        else if (inner.Keys.All(key => key.All(char.IsAsciiDigit)))
        {
            body.Append('[');
            string separator = "";
            foreach (object item in inner.Values)
            {
                body.Append(separator);
                WriteValue(body, item, type?.Element);
                separator = ",";
            }

            body.Append(']');
        }
        else
        {
            WriteObject(body, inner, []);
        }
    }

    private static string Quote(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";

    [GeneratedRegex(@"^(?:Example|Sample|示例)\s*\d+[\s.:：、]*(?<title>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitleLine();

    [GeneratedRegex(@"^(?:Input (?:Example|Sample)|Sample Input|Request Example|输入示例|輸入示例)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InputLine();

    [GeneratedRegex(@"^(?:Output (?:Example|Sample)|Sample Output|Response Example|输出示例|輸出示例)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OutputLine();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"^(?:-?\d+(?:\.\d+)?|true|false)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex JsonLiteral();
}
