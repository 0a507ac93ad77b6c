using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
            string indentation = IndentationOf(last);
            edit.Insert(last.FullSpan.End, string.Join("," + NewLine, items.Select(item => indentation + item)) + NewLine);
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

    /// <summary>What a line for an item beside another begins with: what the other's does, or one step more where the list begins within that line.</summary>
    public string IndentationOf(SyntaxNode item)
    {
        string indentation = Indentation(item.SpanStart);
        return item.Parent is { } list && text.Lines.GetLineFromPosition(item.SpanStart).Start + indentation.Length <= list.SpanStart ? Deeper(list, indentation) : indentation;
    }

    /// <summary>The white space that the line of a position begins with.</summary>
    public string Indentation(int position)
    {
        string line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>Whether nothing but white space stands before a position on its line.</summary>
    public bool BeginsLine(int position) => text.Lines.GetLineFromPosition(position) is var line && Indentation(position).Length == position - line.Start;

    /// <summary>One step deeper than a line, as deep as the steps of the code around are.</summary>
    public string Deeper(SyntaxNode node, string indentation)
    {
        string inner = Indentation(node.SpanStart);
        foreach (SyntaxNode around in node.Ancestors().Where(static ancestor => ancestor is BlockSyntax or BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))
        {
            string outer = Indentation(around is BlockSyntax block ? block.CloseBraceToken.SpanStart : around.SpanStart);
            if (inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal) && around.ChildNodes().Any(child => BeginsLine(child.SpanStart) && Indentation(child.SpanStart) == inner))
            {
                return indentation + inner.Substring(outer.Length);
            }

            inner = outer;
        }

        return indentation + (indentation.StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ");
    }

    public static bool EndsLine(SyntaxTriviaList trailing) => trailing.Count > 0 && trailing.Last().IsKind(SyntaxKind.EndOfLineTrivia);
}
