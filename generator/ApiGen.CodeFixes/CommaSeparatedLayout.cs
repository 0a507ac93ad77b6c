using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>Puts items into lists as somebody would by hand: on lines like the others, with the comma where the others have theirs.</summary>
/// <param name="text">The document.</param>
internal sealed class CommaSeparatedLayout(SourceText text)
{
    /// <summary>How the document ends its lines.</summary>
    public string NewLine { get; } = text.Lines[0] is var first && first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";

    /// <summary>Puts items behind the last one of a list that ends without a comma.</summary>
    public void AddLast(DocumentEdit edit, SyntaxNode last, IEnumerable<SyntaxToken> commas, params string[] items)
    {
        bool endsLine = EndsLine(last.GetTrailingTrivia());
        SyntaxToken[] between = [.. commas];
        if (between.Length > 0 && BeginsLine(between[between.Length - 1].SpanStart))
        {
            string line = Indentation(between[between.Length - 1].SpanStart) + ", ";
            edit.Insert(
                endsLine ? last.FullSpan.End : last.Span.End,
                string.Concat(items.Select(item => endsLine ? line + item + NewLine : NewLine + line + item)));
        }
        else if (endsLine)
        {
            edit.Insert(last.Span.End, ",");
            edit.Insert(last.FullSpan.End, string.Join("," + NewLine, items.Select(item => Indentation(last.SpanStart) + item)) + NewLine);
        }
        else
        {
            // What is noted behind an item is about that item.
            int position = last.GetTrailingTrivia().LastOrDefault(static trivia => trivia.IsNote()) is { RawKind: not 0 } note ? note.Span.End : last.Span.End;
            bool haveOwnLines = BeginsLine(last.SpanStart) && Array.TrueForAll(between, static comma => EndsLine(comma.TrailingTrivia));
            string separator = haveOwnLines ? "," + NewLine + Indentation(last.SpanStart) : ", ";
            edit.Insert(position, string.Concat(items.Select(item => separator + item)));
        }
    }

    /// <summary>The white space that the line of a position begins with.</summary>
    public string Indentation(int position)
    {
        string line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>Whether nothing but white space stands before a position on its line.</summary>
    public bool BeginsLine(int position) => text.Lines.GetLineFromPosition(position) is var line && Indentation(position).Length == position - line.Start;

    public static bool EndsLine(SyntaxTriviaList trailing) => trailing.Count > 0 && trailing.Last().IsKind(SyntaxKind.EndOfLineTrivia);
}
