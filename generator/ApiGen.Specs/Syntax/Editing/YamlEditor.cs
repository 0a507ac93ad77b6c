using ApiGen.Specs.Model;

namespace ApiGen.Specs.Syntax.Editing;

/// <summary>
/// Changes what a spec file says, in the layout of its surroundings: block or flow style, indentation, quotes, line ends. Everything
/// that is not concerned, comments above all, keeps its bytes.
/// </summary>
public sealed class YamlEditor
{
    private readonly SourceLines _lines;
    private readonly YamlTree _tree;
    private readonly YamlWriter _writer;
    private readonly TextEdits _edits;
    private readonly bool _replacesAliases;
    private readonly Dictionary<SpecNode, EntriesEdit> _collections = new(NodeIdentity.Instance);
    private readonly HashSet<int> _detached = [];

    /// <summary>Starts on a file.</summary>
    /// <param name="text">The whole content of the file.</param>
    /// <param name="tree">What it says.</param>
    /// <param name="replacesAliases">Whether an alias gives way to a value of its own. Otherwise it is left alone, because the node
    /// that it stands for may change in the same way.</param>
    public YamlEditor(string text, YamlTree tree, bool replacesAliases)
    {
        _lines = new SourceLines(text);
        _tree = tree;
        _edits = new TextEdits(text);
        _replacesAliases = replacesAliases;
        bool isJson = tree.Root is MappingNode { Entries.Count: > 0 } root && text[root.Entries[0].KeySpan.Start] == '"' && IsFlow(root);
        _writer = new YamlWriter(isJson, Step(tree.Root));
    }

    /// <summary>Brings a mapping from saying one thing to saying another; keys of which neither speaks stay.</summary>
    /// <param name="node">The mapping.</param>
    /// <param name="before">What it says, as far as it may change.</param>
    /// <param name="after">What it is to say.</param>
    public void Change(MappingNode node, YamlMap before, YamlMap after)
    {
        Dictionary<string, YamlValue> old = before.Properties.ToDictionary(static property => property.Key, static property => property.Value, StringComparer.Ordinal);
        Dictionary<string, int> places = [];
        for (int i = node.Entries.Count - 1; i >= 0; i--)
        {
            places[node.Entries[i].Key] = i;
        }

        int previous = -1;
        foreach (YamlProperty property in after.Properties)
        {
            bool isThere = places.TryGetValue(property.Key, out int place);
            if (!old.TryGetValue(property.Key, out YamlValue? value) || !value.Equals(property.Value))
            {
                if (isThere)
                {
                    Change(node, node.Entries[place], value, property.Value);
                }
                else
                {
                    Add(node, previous, property);
                }
            }

            previous = isThere ? place : previous;
            old.Remove(property.Key);
        }

        foreach (string key in old.Keys.Where(places.ContainsKey))
        {
            MappingEntry entry = node.Entries[places[key]];
            Detach(EntryStart(entry), EntryEnd(entry));
            Entries(node).Remove(places[key], new MappingNode(new[] { entry }.ToEquatableArray(), entry.KeySpan));
        }
    }

    /// <summary>The text with all changes made.</summary>
    public string Apply()
    {
        foreach (EntriesEdit collection in _collections.Values)
        {
            collection.Commit(_edits);
        }

        _collections.Clear();
        return _edits.Apply();
    }

    private void Change(MappingNode owner, MappingEntry entry, YamlValue? before, YamlValue after)
    {
        if (entry.IsAlias && !_replacesAliases)
        {
            return;
        }

        if (!entry.IsAlias && after is YamlMap map)
        {
            if (entry.Value is MappingNode { Entries.Count: > 0 } inner && !map.Properties.IsEmpty)
            {
                Change(inner, before as YamlMap ?? new YamlMap([], YamlLayout.Flow), map);
                return;
            }

            if (entry.Value is SequenceNode { Items.Count: > 0 } sequence && before is YamlMap old && ChangeItems(sequence, old, map))
            {
                return;
            }

            if (entry.Value is ScalarNode && !PlainScalar.IsNull(entry.Value) && map.Short is { } scalar)
            {
                after = scalar;
            }
        }

        if (entry.IsAlias && entry.Value is SequenceNode && before is YamlMap listed && after is YamlMap keys && IsListOfKeys(listed, keys))
        {
            after = new YamlList(keys.Properties.Select(static property => new YamlText(property.Key)), YamlLayout.Flow);
        }

        Detach(entry.ValueStart, entry.ValueEnd);
        Replace(owner, entry, after);
    }

    // A list of keys takes the place of a mapping whose values are empty, as long as they are.
    private static bool IsListOfKeys(YamlMap before, YamlMap after)
    {
        HashSet<YamlProperty> known = [.. before.Properties];
        return !after.Properties.IsEmpty && after.Properties.All(property => known.Contains(property) || property.Value is YamlText { Text: "" });
    }

    private bool ChangeItems(SequenceNode sequence, YamlMap before, YamlMap after)
    {
        bool isWhole = sequence.Items.All(item => item is ScalarNode && item.Span.Start >= sequence.Span.Start && item.End <= sequence.End);
        if (!isWhole || !IsListOfKeys(before, after))
        {
            return false;
        }

        HashSet<string> stays = [.. after.Properties.Select(static property => property.Key)];
        Dictionary<string, int> places = [];
        for (int i = 0; i < sequence.Items.Count; i++)
        {
            var item = (ScalarNode)sequence.Items[i];
            places[item.Value] = i;
            if (!stays.Contains(item.Value))
            {
                Detach(item.Span.Start, item.End);
                Entries(sequence).Remove(i, item);
            }
        }

        EntriesEdit entries = Entries(sequence);
        int previous = -1;
        foreach (YamlProperty property in after.Properties)
        {
            if (places.TryGetValue(property.Key, out int place))
            {
                previous = place;
            }
            else
            {
                YamlText key = new(property.Key);
                entries.Add(previous, indent => entries.IsFlow ? _writer.Flow(key) : new string(' ', indent) + "- " + _writer.BlockScalar(key) + "\n");
            }
        }

        return true;
    }

    private void Add(MappingNode node, int after, YamlProperty property)
    {
        EntriesEdit entries = Entries(node);
        entries.Add(after, indent => entries.IsFlow ? _writer.FlowEntry(property.Key, property.Value) : _writer.BlockEntry(property.Key, property.Value, indent));
    }

    private void Replace(MappingNode owner, MappingEntry entry, YamlValue value)
    {
        int start = entry.IsAlias ? entry.ValueStart : Math.Min(_lines.SkipAnchor(entry.ValueStart), entry.ValueEnd);
        int end = entry.ValueEnd;
        bool isInBlock = !IsFlow(owner);
        bool isEmpty = end == start || (entry.Value is MappingNode { Entries.Count: 0 } or SequenceNode { Items.Count: 0 } && !entry.IsAlias);
        if (isInBlock && value is YamlMap { Layout: YamlLayout.Block, Properties.IsEmpty: false } map && (isEmpty || entry.IsAlias))
        {
            ReplaceByBlock(entry, map, start, end);
            return;
        }

        string text = value is YamlText scalar && isInBlock ? _writer.BlockScalar(scalar) : _writer.Flow(value);
        if (end == start)
        {
            int place = AfterColon(entry, out bool hasColon);
            place = Math.Max(place, end);
            _edits.Replace(place, place, (hasColon ? " " : ": ") + text);
            return;
        }

        bool isText = entry.Value is ScalarNode && !entry.IsAlias && _lines.Text[start] is '|' or '>';
        bool isBlock = isText || (entry.Value is not ScalarNode && !entry.IsAlias && _lines.Text[start] is not ('{' or '['));
        if (!isBlock)
        {
            KeepAbove(entry, entry.IsAlias ? [] : Comments.In(_lines, start, end, entry.Value), isInBlock);
            _edits.Replace(start, end, text);
            return;
        }

        // The sign of a literal or folded text gives way to the value; the lines below go, and so does a comment's reason to stand lower.
        int sign = isText ? start : _lines.SkipAnchor(entry.ValueStart) > entry.ValueStart ? EndOfAnchor(entry.ValueStart) : AfterColon(entry, out _);
        int signEnd = sign;
        while (isText && signEnd < end && !char.IsWhiteSpace(_lines.Text[signEnd]))
        {
            signEnd++;
        }

        _edits.Replace(sign, signEnd, isText ? text : " " + text);
        int lineEnd = _lines.LineEnd(signEnd);
        if (lineEnd < end)
        {
            KeepAbove(entry, Comments.In(_lines, lineEnd, end, entry.Value), isInBlock);
            _edits.Replace(lineEnd, end, "");
        }
    }

    // An empty value or an alias gives way to lines below its key; what stands behind it on the key's line stays.
    private void ReplaceByBlock(MappingEntry entry, YamlMap map, int start, int end)
    {
        int colon = AfterColon(entry, out _);
        if (end > start)
        {
            IReadOnlyList<string> comments = entry.IsAlias ? [] : Comments.In(_lines, start, end, entry.Value);
            KeepAbove(entry, comments, isInBlock: true);
            _edits.Replace(start > colon && _lines.IsBlank(colon, start) ? colon : start, end, "");
        }

        int indent = _lines.Column(EntryStart(entry)) + _writer.Step;
        int last = Math.Max(colon, end);
        string lineBreak = _lines.LineBreakNear(last);
        int place = _lines.LineEnd(last);
        _edits.Replace(place, place, lineBreak + _writer.BlockEntries(map, indent).TrimEnd('\n').Replace("\n", lineBreak));
    }

    private void KeepAbove(MappingEntry entry, IReadOnlyList<string> comments, bool isInBlock)
    {
        if (comments.Count == 0)
        {
            return;
        }

        int start = EntryStart(entry);
        string lineBreak = _lines.LineBreakNear(start);
        if (isInBlock && _lines.IsFirstOnLine(start))
        {
            int line = _lines.LineStart(start);
            string indent = _lines.Text.Substring(line, start - line);
            _edits.Replace(line, line, string.Concat(comments.Select(comment => indent + comment + lineBreak)));
            return;
        }

        string margin = _lines.Margin(start);
        _edits.Replace(start, start, string.Concat(comments.Select(comment => " " + comment + lineBreak + margin)));
    }

    /// <summary>Gives aliases a value of their own whose anchor is about to go.</summary>
    private void Detach(int start, int end)
    {
        foreach (YamlAlias alias in _tree.Aliases)
        {
            bool isConcerned = alias.Target.Span.Start >= start && alias.Target.End <= end && (alias.Start < start || alias.End > end);
            if (isConcerned && _detached.Add(alias.Start))
            {
                _edits.Replace(alias.Start, alias.End, _writer.Flow(YamlValue.Of(alias.Target)));
            }
        }
    }

    private EntriesEdit Entries(SpecNode node)
    {
        if (!_collections.TryGetValue(node, out EntriesEdit? edit))
        {
            (int, int)[] items = node is MappingNode mapping
                ? [.. mapping.Entries.Select(entry => (EntryStart(entry), EntryEnd(entry)))]
                : [.. ((SequenceNode)node).Items.Select(item => (IsFlow(node) ? item.Span.Start : DashBefore(item.Span.Start), item.End))];
            edit = new EntriesEdit(_lines, items, IsFlow(node) ? _lines.SkipAnchor(node.Span.Start) : null);
            _collections.Add(node, edit);
        }

        return edit;
    }

    private bool IsFlow(SpecNode node) => _lines.SkipAnchor(node.Span.Start) is var start && start < _lines.Text.Length && _lines.Text[start] is '{' or '[';

    // A key may stand behind a question mark, and that behind the colon or dash of what the entry belongs to.
    private int EntryStart(MappingEntry entry)
    {
        int start = entry.KeySpan.Start;
        int mark = start - 1;
        while (mark >= 0 && _lines.Text[mark] is ' ' or '\t')
        {
            mark--;
        }

        return mark >= 0 && mark < start - 1 && _lines.Text[mark] == '?' ? mark : start;
    }

    private int EntryEnd(MappingEntry entry) =>
        entry.ValueEnd > entry.ValueStart ? entry.ValueEnd : AfterColon(entry, out _);

    private int AfterColon(MappingEntry entry, out bool hasColon)
    {
        int colon = _lines.SkipTrivia(entry.KeyEnd);
        hasColon = colon < _lines.Text.Length && _lines.Text[colon] == ':';
        return hasColon ? colon + 1 : entry.KeyEnd;
    }

    private int EndOfAnchor(int start)
    {
        while (start < _lines.Text.Length && !char.IsWhiteSpace(_lines.Text[start]))
        {
            start++;
        }

        return start;
    }

    private int DashBefore(int start)
    {
        do
        {
            start--;
        }
        while (start > 0 && _lines.Text[start] != '-');

        return Math.Max(0, start);
    }

    // How much deeper inner mappings stand in this file.
    private int Step(SpecNode? node)
    {
        if (node is not MappingNode mapping || IsFlow(node))
        {
            return 2;
        }

        foreach (MappingEntry entry in mapping.Entries.Where(static entry => !entry.IsAlias && entry.Value is MappingNode { Entries.Count: > 0 }))
        {
            var inner = (MappingNode)entry.Value;
            if (!IsFlow(inner))
            {
                return Math.Max(1, _lines.Column(EntryStart(inner.Entries[0])) - _lines.Column(EntryStart(entry)));
            }
        }

        return 2;
    }
}
