using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>
/// Turns an example in the oldest form, an address whose query flattens lists and objects (<c>Filters.0.Name=zone</c>),
/// into the JSON body that says the same.
/// </summary>
internal static partial class QueryExample
{
    // As deep as spec files may nest; published examples need a tenth of it.
    private const int MaxDepth = 60;

    /// <summary>Whether a text is such an example.</summary>
    public static bool IsQuery(string input) => input.AsSpan().TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>The body. A value that does not fit its member's type stays text, for the comparison with the model to find.</summary>
    /// <param name="query">The address, spread over several lines or not.</param>
    /// <param name="request">The action's parameters.</param>
    /// <param name="types">The types by name; one that is missing leaves the values inside as text.</param>
    public static string ToJson(string query, IReadOnlyList<MemberModel> request, IReadOnlyDictionary<string, TypeModel> types)
    {
        Node root = new();
        Dictionary<string, TypeReference> members = ByName(request);
        Dictionary<string, Dictionary<string, TypeReference>> read = new(StringComparer.Ordinal);
        int start = query.IndexOf('?', StringComparison.Ordinal) + 1;
        foreach (string pair in Separator().Split(query[start..].Trim()))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || pair[0] == '<')
            {
                continue;
            }

            string[] path = Uri.UnescapeDataString(pair[..equals].Trim()).Split('.');

            // Action, Version, Region and the signature's parts stand among the parameters.
            if (path.Length <= MaxDepth && members.ContainsKey(path[0]))
            {
                root.Set(path, Uri.UnescapeDataString(pair[(equals + 1)..].Trim()));
            }
        }

        StringBuilder body = new();
        WriteObject(body, root, members, MembersOf);
        return body.ToString();

        // An example may have many objects of one type, and a type many members.
        Dictionary<string, TypeReference> MembersOf(string? type)
        {
            if (!read.TryGetValue(type ?? "", out Dictionary<string, TypeReference>? found))
            {
                read.Add(type ?? "", found = type is not null && types.TryGetValue(type, out TypeModel? model) ? ByName(model.Members) : []);
            }

            return found;
        }
    }

    /// <summary>The action that the address names; null when it names none.</summary>
    public static string? ActionOf(string query) => ActionParameter().Match(query) is { Success: true } match ? match.Groups["action"].Value : null;

    private static Dictionary<string, TypeReference> ByName(IReadOnlyList<MemberModel> members) => members.ToDictionary(member => member.Name, member => member.Type, StringComparer.Ordinal);

    private static void WriteObject(StringBuilder body, Node node, Dictionary<string, TypeReference> members, Func<string?, Dictionary<string, TypeReference>> membersOf)
    {
        body.Append('{');
        string separator = "";
        foreach ((string name, Node value) in node.Children)
        {
            body.Append(separator).Append(Quote(name)).Append(':');
            WriteValue(body, value, members.GetValueOrDefault(name), membersOf);
            separator = ",";
        }

        body.Append('}');
    }

    private static void WriteValue(StringBuilder body, Node node, TypeReference? type, Func<string?, Dictionary<string, TypeReference>> membersOf)
    {
        if (node.Text is { } text)
        {
            body.Append(Scalar(text, type));
        }
        else if (node.Children.Keys.All(key => key.All(char.IsAsciiDigit)))
        {
            body.Append('[');
            string separator = "";
            foreach (Node item in node.Children.OrderBy(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value))
            {
                body.Append(separator);
                WriteValue(body, item, type?.Element, membersOf);
                separator = ",";
            }

            body.Append(']');
        }
        else
        {
            WriteObject(body, node, membersOf(type?.Name), membersOf);
        }
    }

    private static string Scalar(string text, TypeReference? type) => type?.Kind switch
    {
        ValueKind.Int64 when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number.ToString(CultureInfo.InvariantCulture),
        ValueKind.UInt64 when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) => number.ToString(CultureInfo.InvariantCulture),
        ValueKind.Double when JsonNumber().IsMatch(text) => text,
        ValueKind.Bool when bool.TryParse(text, out bool truth) => truth ? "true" : "false",
        _ => Quote(text),
    };

    private static string Quote(string text) => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    // A value may hold the sign itself; only before a name with a value, or before the placeholder of common parameters, it divides.
    [GeneratedRegex(@"&(?=[A-Za-z][\w.]*\s*=|<)", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"[?&]Action=(?<action>\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex ActionParameter();

    [GeneratedRegex(@"^-?(?:0|[1-9]\d*)(?:\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();

    private sealed class Node
    {
        public OrderedDictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public string? Text { get; private set; }

        public void Set(string[] path, string value)
        {
            Node node = this;
            foreach (string part in path)
            {
                if (!node.Children.TryGetValue(part, out Node? next))
                {
                    next = new Node();
                    node.Children.Add(part, next);
                }

                node = next;
            }

            node.Text = value;
        }
    }
}
