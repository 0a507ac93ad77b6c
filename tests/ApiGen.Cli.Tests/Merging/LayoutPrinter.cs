using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ApiGen.Cli.Tests.Merging;

/// <summary>Prints YAML as somebody might have written it by hand: any style, quotes, comments, indentation, anchors and line ends.</summary>
internal sealed class LayoutPrinter
{
    private readonly Random _random;
    private readonly bool _isJson;
    private readonly string _lineEnd;
    private readonly int _step;
    private readonly Dictionary<string, string> _anchors = [];
    private readonly List<string> _path = [];
    private int _comments;

    public LayoutPrinter(Random random)
    {
        _random = random;
        _isJson = random.Next(6) == 0;
        _lineEnd = random.Next(3) == 0 ? "\r\n" : "\n";
        _step = random.Next(1, 5);
    }

    /// <summary>Every comment with the path of the entry that it stands in.</summary>
    public List<(string Comment, string Path)> Comments { get; } = [];

    /// <summary>The text of every entry that no alias has to do with, with its path.</summary>
    public List<(string Text, string Path)> Entries { get; } = [];

    public string Print(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        StringBuilder text = new();
        if (_isJson)
        {
            return Bom() + Flow(root, 0, "") + (One(2) ? _lineEnd : "");
        }

        string start = _random.Next(4) switch
        {
            0 => "---" + (One(3) ? " " + Comment("") : "") + _lineEnd,
            1 => "%YAML 1.2" + _lineEnd + "---" + _lineEnd,
            2 => Comment("") + _lineEnd + _lineEnd,
            _ => "",
        };
        text.Append(start).Append(Block(root, 0, ""));
        if (One(4))
        {
            text.Append("...").Append(_lineEnd);
        }
        else if (One(3))
        {
            text.Append(Comment("")).Append(_lineEnd);
        }

        string result = text.ToString();
        return Bom() + (One(3) ? result.TrimEnd('\r', '\n') : result);
    }

    private string Bom() => One(5) ? "\uFEFF" : "";

    private string Block(YamlMappingNode mapping, int indent, string path)
    {
        StringBuilder text = new();
        string lead = new(' ', indent);
        foreach ((YamlNode keyNode, YamlNode value) in mapping.Children)
        {
            string key = ((YamlScalarNode)keyNode).Value!;
            string inner = path + "/" + key;
            if (One(6))
            {
                // Above the entry: it stays even when the entry goes.
                text.Append(lead).Append(Comment(path)).Append(_lineEnd);
            }

            if (One(12))
            {
                text.Append(_lineEnd);
            }

            bool isExplicit = One(15);
            string head = lead + (isExplicit ? "? " + Scalar(keyNode, isKey: true, isFlow: false) + _lineEnd + lead + ":" : Scalar(keyNode, isKey: true, isFlow: false) + ":");
            string body = Value(value, indent, inner, isExplicit);
            text.Append(head).Append(body);
            Remember(head + body, inner);
        }

        return text.ToString();
    }

    // What follows the colon, ended by a line end.
    private string Value(YamlNode value, int indent, string path, bool isExplicit)
    {
        string behind = One(6) ? " " + Comment(path) : "";
        string? alias = Alias(value, out string anchor);
        if (alias is not null)
        {
            return " " + alias + behind + _lineEnd;
        }

        switch (value)
        {
            // The first key behind the colon, on its line.
            case YamlMappingNode { Children.Count: > 0 } mapping when isExplicit && (anchor + behind).Length == 0 && One(2):
                return " " + Block(mapping, indent + 2, path).TrimStart(' ');
            case YamlMappingNode { Children.Count: > 0 } mapping when One(2) && !(isExplicit && anchor.Length > 0):
                return anchor + behind + _lineEnd + Block(mapping, indent + _step, path);
            case YamlSequenceNode { Children.Count: > 0 } sequence when One(2):
                return anchor + behind + _lineEnd + Items(sequence, indent + (One(2) && !isExplicit ? 0 : _step), path);
            case YamlScalarNode { Style: not ScalarStyle.Plain } or YamlScalarNode { Value: ['A' or 'T' or 'H' or 'P', ..] } when IsProse(((YamlScalarNode)value).Value!) && One(3):
                string[] words = ((YamlScalarNode)value).Value!.Split(' ');
                int half = words.Length / 2;
                string at = _lineEnd + new string(' ', indent + _step);
                return anchor + " >-" + behind + at + string.Join(' ', words[..half]) + at + string.Join(' ', words[half..]) + _lineEnd;
            default:
                return anchor + " " + Flow(value, indent + _step, path) + behind + _lineEnd;
        }
    }

    private string Items(YamlSequenceNode sequence, int indent, string path)
    {
        StringBuilder text = new();
        foreach (YamlNode item in sequence.Children)
        {
            if (One(8))
            {
                text.Append(' ', indent).Append(Comment(path)).Append(_lineEnd);
            }

            if (item is YamlMappingNode { Children.Count: > 0 } mapping && One(2))
            {
                // The first key stands behind the dash.
                string block = Block(mapping, indent + 2, path);
                string first = block.TrimStart();
                bool startsWithKey = block.StartsWith(new string(' ', indent + 2) + first[..1], StringComparison.Ordinal) && first[0] is not '#' and not '?';
                text.Append(' ', indent).Append('-').Append(startsWithKey ? block[(indent + 1)..] : _lineEnd + block);
            }
            else
            {
                text.Append(' ', indent).Append("- ").Append(Flow(item, indent + 2, path)).Append(_lineEnd);
            }
        }

        return text.ToString();
    }

    private string Flow(YamlNode node, int indent, string path)
    {
        if (node is YamlScalarNode scalar)
        {
            return Scalar(scalar, isKey: false, isFlow: true);
        }

        (string open, string close) = node is YamlMappingNode ? ("{", "}") : ("[", "]");
        YamlNode[] items = node is YamlMappingNode map ? [.. map.Children.Keys] : [.. ((YamlSequenceNode)node).Children];
        if (items.Length == 0)
        {
            return open + close;
        }

        bool isSpread = One(3);
        string blank = One(2) ? " " : "";
        string lead = isSpread ? _lineEnd + new string(' ', indent) : blank;
        StringBuilder text = new(open);
        if (isSpread && !_isJson && One(6))
        {
            text.Append(' ').Append(Comment(path));
        }

        for (int i = 0; i < items.Length; i++)
        {
            string inner = path;
            string body;
            if (node is YamlMappingNode mapping)
            {
                inner = path + "/" + ((YamlScalarNode)items[i]).Value;
                YamlNode value = mapping.Children[items[i]];
                string? alias = Alias(value, out string anchor, isFlow: true);
                body = Scalar((YamlScalarNode)items[i], isKey: true, isFlow: true) + ":" + (alias is not null ? " " + alias : anchor + " " + Flow(value, indent + _step, inner));
                Remember(body, inner);
            }
            else
            {
                body = Flow(items[i], indent + _step, inner);
            }

            bool hasComma = i < items.Length - 1 || (!_isJson && isSpread && One(5));
            text.Append(i == 0 ? lead : isSpread ? lead : " ").Append(body).Append(hasComma ? "," : "");
            if (isSpread && !_isJson && One(6))
            {
                text.Append(' ').Append(Comment(inner));
            }
        }

        bool endsOnOwnLine = isSpread && (text.ToString().Split('\n')[^1].Contains('#', StringComparison.Ordinal) || One(2));
        return text.Append(endsOnOwnLine ? _lineEnd + new string(' ', indent) : blank).Append(close).ToString();
    }

    private string Scalar(YamlNode node, bool isKey, bool isFlow)
    {
        var scalar = (YamlScalarNode)node;
        string value = scalar.Value!;
        bool isText = scalar.Style != ScalarStyle.Plain || !(value is "true" or "false" or "null" || double.TryParse(value, CultureInfo.InvariantCulture, out _));
        string doubled = "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
        if (!isText && !isKey)
        {
            return value;
        }

        if (_isJson || value.Contains('\n', StringComparison.Ordinal))
        {
            return doubled;
        }

        bool needsQuotes = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted || (isFlow && value.AsSpan().ContainsAny(",[]{}")) || value.Length == 0 || value.Contains('#', StringComparison.Ordinal) || value.Contains(": ", StringComparison.Ordinal);
        return _random.Next(needsQuotes ? 2 : 5) switch
        {
            0 => doubled,
            1 => "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'",
            _ => value,
        };
    }

    // Few names, used again and again: an alias stands for the anchor of its name that came last.
    // The parser does not take an anchor on a scalar within braces, which it reports with the place.
    private string? Alias(YamlNode value, out string anchor, bool isFlow = false)
    {
        anchor = "";
        if (_isJson || value is not YamlMappingNode and not YamlScalarNode || (value is YamlScalarNode && !One(3)))
        {
            return null;
        }

        string says = value.ToString();
        if (_anchors.FirstOrDefault(pair => pair.Value == says).Key is { } name && One(2))
        {
            return "*" + name;
        }

        if (One(6) && !(isFlow && value is YamlScalarNode) && value is YamlMappingNode or YamlScalarNode { Style: ScalarStyle.Plain })
        {
            string chosen = One(2) ? "a" : "b";
            anchor = " &" + chosen;
            _anchors[chosen] = "?" + says;
            Pending.Add((chosen, says));
        }

        return null;
    }

    // An anchor can be referred to once its value has ended.
    private List<(string Name, string Says)> Pending { get; } = [];

    private void Remember(string text, string path)
    {
        foreach ((string name, string says) in Pending)
        {
            if (_anchors[name] == "?" + says)
            {
                _anchors[name] = says;
            }
        }

        Pending.Clear();
        Entries.Add((text.Trim(), path));
    }

    private string Comment(string path)
    {
        string comment = FormattableString.Invariant($"# remark {++_comments}: 'it''s', \"so\" {{1, [2]}}");
        Comments.Add((comment, path));
        return comment;
    }

    private static bool IsProse(string text) => text.Contains(' ', StringComparison.Ordinal) && !text.Contains("  ", StringComparison.Ordinal) && text[0] != ' ' && text.Length < 200 && !text.Contains('#', StringComparison.Ordinal);

    private bool One(int of) => _random.Next(of) == 0;
}
