using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>
/// Changes to the text of a document, collected before they are made. What no change names is kept to the letter, comments and
/// directives among it.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="model">Its meaning.</param>
/// <param name="root">Its syntax.</param>
/// <param name="text">Its text.</param>
internal sealed class DocumentEdit(Document document, SemanticModel model, SyntaxNode root, SourceText text)
{
    private readonly List<TextChange> _changes = [];
    private readonly HashSet<object> _done = [];

    public Document Document { get; } = document;

    public SemanticModel Model { get; } = model;

    public SyntaxNode Root { get; } = root;

    public SourceText Text { get; } = text;

    /// <summary>The document before any change.</summary>
    public static async Task<DocumentEdit?> BeginAsync(Document document, CancellationToken cancellation) =>
        await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
        && await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            ? new DocumentEdit(document, model, root, await document.GetTextAsync(cancellation).ConfigureAwait(false))
            : null;

    /// <summary>The same document, before any change.</summary>
    public DocumentEdit Anew() => new(Document, Model, Root, Text);

    /// <summary>Whether something that several diagnostics ask for is still to do; it is done then.</summary>
    /// <param name="thing">What is to do.</param>
    public bool IsToDo(object thing) => _done.Add(thing);

    public void Insert(int position, string inserted) => Replace(new TextSpan(position, 0), inserted);

    public void Replace(TextSpan span, string replacement) => _changes.Add(new TextChange(span, replacement));

    /// <summary>Removes the tokens of a span. White space between them goes, too; comments and directives stay, on lines like before.</summary>
    public void Remove(TextSpan span)
    {
        int start = span.Start;
        foreach (SyntaxTrivia note in Root.DescendantTrivia(span, descendIntoTrivia: false).Where(trivia => span.Contains(trivia.Span) && trivia.IsNote()))
        {
            TextSpan before = TextSpan.FromBounds(start, note.SpanStart);
            if (before.Start != span.Start)
            {
                RemoveTokens(before);
            }
            else
            {
                // What is noted behind something that stays keeps its distance to it.
                bool isApart = span.Start > 0 && Text[span.Start - 1] is not ('(' or ' ') && before.Length > 0;
                Replace(before, isApart ? " " : "");
            }

            start = note.Span.End;
        }

        TextSpan last = TextSpan.FromBounds(start, span.End);
        if (start == span.Start)
        {
            Replace(last, "");
        }
        else
        {
            RemoveLastTokens(last);
        }
    }

    /// <summary>Leaves of what stands between two notes the white space before the first token.</summary>
    private void RemoveTokens(TextSpan span)
    {
        string between = Text.ToString(span);
        int end = between.Length - between.TrimStart().Length;
        if (end < between.Length)
        {
            Replace(TextSpan.FromBounds(span.Start + end, span.End), "");
        }
    }

    /// <summary>Leaves of what stands behind the last note the beginning of a line, if anything follows on it.</summary>
    private void RemoveLastTokens(TextSpan span)
    {
        string between = Text.ToString(span);
        string lead = between.Substring(0, between.Length - between.TrimStart().Length);
        if (lead.IndexOf('\n') < 0)
        {
            Replace(lead.Length < between.Length ? span : new TextSpan(span.Start, 0), "");
            return;
        }

        int next = span.End;
        while (next < Text.Length && Text[next] is ' ' or '\t')
        {
            next++;
        }

        bool isAtEnd = next == Text.Length || Text[next] is '\r' or '\n';
        Replace(TextSpan.FromBounds(isAtEnd ? span.Start : span.Start + lead.Length, isAtEnd || Text[next] == '/' ? next : span.End), "");
    }

    /// <summary>The changes to a file in order, those at one place as one; null when two of them are of the same text.</summary>
    /// <param name="edits">What is changed where one or another of its projects compiles it.</param>
    public static IReadOnlyList<TextChange>? Changes(IEnumerable<DocumentEdit> edits)
    {
        List<TextChange> ordered = [];
        foreach (TextChange change in edits.SelectMany(static edit => edit._changes).OrderBy(static change => change.Span.Start).ThenBy(static change => change.Span.Length))
        {
            if (ordered.Count > 0 && ordered[ordered.Count - 1] is var last && last.Span.End >= change.Span.Start)
            {
                if (last.Span.End > change.Span.Start)
                {
                    return null;
                }

                ordered[ordered.Count - 1] = new TextChange(TextSpan.FromBounds(last.Span.Start, change.Span.End), last.NewText + change.NewText);
                continue;
            }

            ordered.Add(change);
        }

        return ordered;
    }
}
