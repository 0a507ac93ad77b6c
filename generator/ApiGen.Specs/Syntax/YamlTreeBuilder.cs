using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ApiGen.Specs.Syntax;

/// <summary>
/// Builds the located tree of one file from the parser's events. After a syntax error the tree holds what stands before it,
/// so that the mistakes of that part are reported in the same run.
/// </summary>
internal sealed class YamlTreeBuilder
{
    private readonly string _text;
    private readonly int _shift;
    private readonly DiagnosticBag _diagnostics;
    private readonly OldLineBreaks _breaks;
    private readonly TokenScanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<string, Anchored> _anchors = new(StringComparer.Ordinal);
    private readonly List<YamlAlias> _aliases = [];

    // The collections in braces and brackets that are not closed yet, the innermost on top.
    private readonly Stack<(char Open, int Line)> _open = new();

    // Where the node that was read last ends in this place; an alias ends here and not where its anchor does.
    private int _end;
    private int _nodes;
    private int _aliasNodes;
    private bool _stopped;
    private bool _isComplete = true;

    private YamlTreeBuilder(string text, DiagnosticBag diagnostics)
    {
        _text = text;
        _shift = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        _diagnostics = diagnostics;
        _breaks = new OldLineBreaks(text);
        _scanner = new TokenScanner(new Scanner(new StringReader(TabbedBlanks.Hide(_breaks.Hide(_shift == 0 ? text : text.Substring(1)))), skipComments: true));
        _parser = new Parser(_scanner);
    }

    public static YamlTree Build(string text, DiagnosticBag diagnostics)
    {
        if (text.Length > SpecLimits.MaxFileLength)
        {
            diagnostics.Report(SpecDiagnostics.FileTooLarge, default, text.Length.ToInvariant(), SpecLimits.MaxFileLength.ToInvariant());
            return new YamlTree(null, IsComplete: false, []);
        }

        var builder = new YamlTreeBuilder(text, diagnostics);
        SpecNode? root = builder.ReadFirstDocument();
        return new YamlTree(root, builder._isComplete, builder._aliases);
    }

    private SpecNode? ReadFirstDocument()
    {
        SpecNode? root = null;
        while (MoveNext() && _parser.Current is not StreamEnd)
        {
            switch (_parser.Current)
            {
                case StreamStart or DocumentEnd:
                    break;
                case DocumentStart start when root is not null:
                    _diagnostics.Report(SpecDiagnostics.MultipleDocuments, SpanOf(start));
                    return root;
                case DocumentStart:
                    root = MoveNext() ? ReadNode(0) : null;
                    break;
                default:
                    return root;
            }
        }

        return root;
    }

    // On entry the parser stands on the node's first event, on return on its last.
    private SpecNode? ReadNode(int depth)
    {
        ParsingEvent first = _parser.Current!;
        if (first is AnchorAlias alias)
        {
            return Expand(alias);
        }

        int before = _nodes++;
        SourceSpan span = SpanOf(first);
        if (first is MappingStart or SequenceStart && depth >= SpecLimits.MaxDepth)
        {
            _diagnostics.Report(SpecDiagnostics.NestedTooDeep, span, SpecLimits.MaxDepth.ToInvariant());

            // The parser's effort for each token grows with the depth, so that reading on over deep nesting would take minutes.
            _stopped = true;
            _isComplete = false;
            return null;
        }

        // YAML 1.2.2, section 7.1: an alias refers to the node before it whose anchor of that name starts last. A node is not before what it holds.
        string? anchor = first is NodeEvent { Anchor.IsEmpty: false } anchored ? anchored.Anchor.Value : null;
        if (anchor is not null)
        {
            _anchors.Remove(anchor);
        }

        bool isMarked = OpeningMark(first) is { } mark && IsWritten(mark, first);
        if (isMarked)
        {
            _open.Push((OpeningMark(first)!.Value, (int)first.End.Line));
        }

        SpecNode? node = first switch
        {
            Scalar scalar => new ScalarNode(_breaks.Show(scalar.Value), scalar.Style == ScalarStyle.Plain, span) { End = EndOf(scalar) },
            MappingStart mapping => ReadMapping(span, mapping.Style != MappingStyle.Flow, depth),
            SequenceStart sequence => ReadSequence(span, sequence.Style != SequenceStyle.Flow, depth),
            _ => null,
        };
        _end = node?.End ?? span.Start;
        if (isMarked)
        {
            _open.Pop();
        }

        if (first is NodeEvent { Tag.IsEmpty: false })
        {
            _diagnostics.Report(SpecDiagnostics.TagNotAllowed, span);
        }

        if (node is not null && anchor is not null && !_anchors.ContainsKey(anchor))
        {
            _anchors.Add(anchor, new Anchored(node, _nodes - before));
        }

        return node;
    }

    private static char? OpeningMark(ParsingEvent start) => start switch
    {
        MappingStart { Style: MappingStyle.Flow } => '{',
        SequenceStart { Style: SequenceStyle.Flow } => '[',
        _ => null,
    };

    // A pair in a list, [a: b], is a mapping without a mark of its own.
    private bool IsWritten(char mark, ParsingEvent start)
    {
        int from = ClampToText(start.Start.Index);
        return _text.IndexOf(mark, from, Math.Min(_text.Length, ClampToText(start.End.Index) + 1) - from) >= 0;
    }

    private MappingNode ReadMapping(SourceSpan span, bool isBlock, int depth)
    {
        List<MappingEntry> entries = [];
        int end = span.Start;
        while (MoveNext() && _parser.Current is not MappingEnd)
        {
            SourceSpan keySpan = SpanOf(_parser.Current!);
            if (isBlock)
            {
                CheckIndentation(keySpan);
            }

            SpecNode? key = ReadNode(depth + 1);
            if (key is not null and not ScalarNode)
            {
                _diagnostics.Report(SpecDiagnostics.WrongNodeKind, keySpan, "A key", "plain text", key.Describe());
            }

            int keyEnd = _end;
            if (_stopped || !MoveNext())
            {
                break;
            }

            bool isAlias = _parser.Current is AnchorAlias;
            int valueStart = ClampToText(_parser.Current!.Start.Index);
            SpecNode? value = ReadNode(depth + 1);
            end = Math.Max(keyEnd, _end);
            if (key is ScalarNode scalar && value is not null)
            {
                // What is missing has no place of its own: the key stands for it.
                bool isMissing = value is ScalarNode { IsPlain: true, Value: "", Span.Length: 0 };
                entries.Add(new MappingEntry(scalar.Value, keySpan, isMissing ? value with { Span = keySpan } : value)
                {
                    KeyEnd = keyEnd,
                    ValueStart = valueStart,
                    ValueEnd = _end,
                    IsAlias = isAlias,
                });
            }
        }

        return new MappingNode(entries.ToEquatableArray(), span) { End = isBlock ? end : EndOfFlow(end, '}') };
    }

    private SequenceNode? ReadSequence(SourceSpan span, bool isBlock, int depth)
    {
        List<SpecNode> items = [];
        int end = span.Start;
        while (MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is { } item)
            {
                items.Add(item);
            }

            end = _end;
        }

        // Where reading stopped before the first item nobody can tell what the list was going to be.
        return _stopped && items.Count == 0 ? null : new SequenceNode(items.ToEquatableArray(), span) { End = isBlock ? end : EndOfFlow(end, ']') };
    }

    private SpecNode? Expand(AnchorAlias alias)
    {
        SourceSpan span = SpanOf(alias);
        _end = ClampToText(alias.End.Index);
        if (!_anchors.TryGetValue(alias.Value.Value, out Anchored? anchored))
        {
            _diagnostics.Report(SpecDiagnostics.UnknownAlias, span, _breaks.Show(alias.Value.Value));
            _isComplete = false;
            return null;
        }

        _nodes += anchored.Size;
        _aliasNodes += anchored.Size;
        if (_aliasNodes > SpecLimits.MaxAliasNodes)
        {
            _diagnostics.Report(SpecDiagnostics.AliasesTooLarge, span, SpecLimits.MaxAliasNodes.ToInvariant());
            _stopped = true;
            _isComplete = false;
            return null;
        }

        _aliases.Add(new YamlAlias(span.Start, _end, anchored.Node));
        return anchored.Node;
    }

    private bool MoveNext()
    {
        if (_stopped)
        {
            return false;
        }

        try
        {
            if (_parser.MoveNext())
            {
                return true;
            }
        }
        catch (YamlException e)
        {
            ReportSyntaxError(e);
            _isComplete = false;
        }
        // A parser's own fault on odd text must not take the compiler down. It is not lost: the file is reported, at the last place read.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library's own words are about its state, not about the text.
            string fault = _open.Count == 0 ? $"what is behind this does not fit what is before it ({_breaks.Show(e.Message.TrimEnd('.'))})"
                : $"a ',' or '{(_open.Peek().Open == '{' ? '}' : ']')}' is missing behind this{WhatIsOpen()}";
            _diagnostics.Report(SpecDiagnostics.InvalidYaml, _parser.Current is { } last ? SpanOf(last) : default, fault);
            _isComplete = false;
        }

        _stopped = true;
        return false;
    }

    private void ReportSyntaxError(YamlException error)
    {
        if (error.Message.IndexOf(" tab ", StringComparison.Ordinal) >= 0 && TabIndentation.Report(_text, (int)Math.Max(error.Start.Line, _scanner.CurrentPosition.Line) - 1, _diagnostics))
        {
            return;
        }

        int start = ClampToText(error.Start.Index);
        int end = ClampToText(error.End.Index);
        _diagnostics.Report(SpecDiagnostics.InvalidYaml, FirstLine(start, end, error.Start), _breaks.Show(error.Message.TrimEnd('.').Replace(",  ", ", ")) + WhatIsOpen());
    }

    /// <summary>Where the brace or bracket began that has no end yet: what is missing may be far above the place where the parser noticed.</summary>
    private string WhatIsOpen() => _open.Count == 0 ? "" : FormattableString.Invariant($"; a '{_open.Peek().Open}' in line {_open.Peek().Line} is open");

    private void CheckIndentation(SourceSpan span)
    {
        int tab = -1;
        for (int i = span.Start - 1; i >= 0 && _text[i] is ' ' or '\t'; i--)
        {
            tab = _text[i] == '\t' ? i : tab;
        }

        int first = tab < 0 ? 0 : tab - span.Start + span.Column;
        bool isIndentation = tab >= 0 && string.IsNullOrWhiteSpace(_text.Substring(tab - first, first));
        if (isIndentation)
        {
            _diagnostics.Report(SpecDiagnostics.TabIndentation, new SourceSpan(tab, 1, span.Line, first));
        }
    }

    // The parser counts the line ends behind a literal or folded text to the text.
    private int EndOf(Scalar scalar)
    {
        int start = ClampToText(scalar.Start.Index);
        int end = ClampToText(scalar.End.Index);
        while (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded && end > start && _text[end - 1] is ' ' or '\t' or '\r' or '\n')
        {
            end--;
        }

        return end;
    }

    // The parser gives the place of the mark, or the one behind it, as the end. A collection in block style has no mark: it ends with its last entry.
    private int EndOfFlow(int lastEnd, char mark)
    {
        int end = _parser.Current is MappingEnd or SequenceEnd ? ClampToText(_parser.Current.End.Index) : 0;
        return end >= lastEnd && end < _text.Length && _text[end] == mark ? end + 1
            : end > lastEnd && _text[end - 1] == mark ? end
            : lastEnd;
    }

    private SourceSpan SpanOf(ParsingEvent e) => FirstLine(ClampToText(e.Start.Index), ClampToText(e.End.Index), e.Start);

    private SourceSpan FirstLine(int start, int end, Mark mark)
    {
        int stop = start;
        while (stop < end && _text[stop] is not ('\r' or '\n'))
        {
            stop++;
        }

        return start == _text.Length && start > _shift
            ? EndOfText(stop - start)
            : new SourceSpan(start, stop - start, Math.Max(0, (int)mark.Line - 1), Math.Max(0, (int)mark.Column - 1));
    }

    // The parser puts the end of a text without a final line end onto a line of its own, which no editor shows.
    private SourceSpan EndOfText(int length)
    {
        int line = 0;
        int start = _shift;
        for (int i = _shift; i < _text.Length; i++)
        {
            if (_text[i] == '\n' || (_text[i] == '\r' && (i + 1 == _text.Length || _text[i + 1] != '\n')))
            {
                line++;
                start = i + 1;
            }
        }

        return new SourceSpan(_text.Length, length, line, _text.Length - start);
    }

    private int ClampToText(long index) => (int)Math.Max(0, Math.Min(_text.Length, index + _shift));

    private sealed record Anchored(SpecNode Node, int Size);
}
