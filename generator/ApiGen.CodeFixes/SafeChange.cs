using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>
/// Looks at what changes make of a document. They do no harm when it compiles as it did, has all its notes, what was not changed
/// means what it meant, and the rules have less to say.
/// </summary>
/// <param name="edit">The document before.</param>
/// <param name="changes">What is changed, in order.</param>
/// <param name="reportsBefore">What the rules had to say about documents before, so far as it is known.</param>
internal sealed class SafeChange(DocumentEdit edit, IReadOnlyList<TextChange> changes, Dictionary<DocumentId, Dictionary<string, int>> reportsBefore)
{
    public async Task<bool> HoldsAsync(IReadOnlyList<Diagnostic> diagnostics, ImmutableArray<DiagnosticAnalyzer> rules, CancellationToken cancellation)
    {
        Document changed = edit.Document.WithText(edit.Text.WithChanges(changes));
        return await changed.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            && Notes.Of(edit.Root).SequenceEqual(Notes.Of(root), StringComparer.Ordinal)
            && await changed.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            && Compiles(model, cancellation)
            && MeansTheSame(root, model, cancellation)
            && await AreGoneAsync(diagnostics, changed.Project.Solution, rules, cancellation).ConfigureAwait(false);
    }

    /// <summary>No new error and no new warning, and the program begins where it began.</summary>
    private bool Compiles(SemanticModel model, CancellationToken cancellation)
    {
        if (edit.Model.Compilation.GetEntryPoint(cancellation)?.ToDisplayString() != model.Compilation.GetEntryPoint(cancellation)?.ToDisplayString())
        {
            return false;
        }

        Dictionary<string, int> before = Count(edit.Model.GetDiagnostics(cancellationToken: cancellation));
        return Count(model.GetDiagnostics(cancellationToken: cancellation)).All(after => before.TryGetValue(after.Key, out int count) && after.Value <= count);
    }

    private static Dictionary<string, int> Count(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Where(static diagnostic => diagnostic is { IsSuppressed: false, Severity: >= DiagnosticSeverity.Warning })
        .GroupBy(static diagnostic => diagnostic.Id)
        .ToDictionary(static group => group.Key, static group => group.Count());

    /// <summary>Every name that stands outside of the changes, in the members that have some, stands for what it stood for.</summary>
    private bool MeansTheSame(SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        foreach (SyntaxNode member in changes.Select(change => Member(change.Span)).Distinct())
        {
            foreach (SimpleNameSyntax name in member.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (NewPosition(name.Identifier.Span) is not { } position)
                {
                    continue;
                }

                if (root.FindToken(position) is not { Parent: SimpleNameSyntax now } token
                    || token.Text != name.Identifier.Text
                    || Meaning(edit.Model, name, cancellation) != Meaning(model, now, cancellation))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private SyntaxNode Member(TextSpan span) =>
        edit.Root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not GlobalStatementSyntax ? member : edit.Root;

    /// <summary>Where an unchanged piece of the text has got to; null for a changed one.</summary>
    private int? NewPosition(TextSpan span)
    {
        int offset = 0;
        foreach (TextChange change in changes)
        {
            if (change.Span.Start >= span.End)
            {
                break;
            }

            if (change.Span.End > span.Start)
            {
                return null;
            }

            offset += change.NewText!.Length - change.Span.Length;
        }

        return span.Start + offset;
    }

    private static string Meaning(SemanticModel model, SimpleNameSyntax name, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(name, cancellation);
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        string type = symbol is ILocalSymbol local ? " " + local.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) : "";
        string text = symbol?.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) ?? "";
        if (symbol is IMethodSymbol { ReducedFrom: not null, ReceiverType: { } declared }
            && name.Parent is MemberAccessExpressionSyntax access
            && model.GetTypeInfo(access.Expression, cancellation).Type is { } receiver)
        {
            // A short form of a call that is no member of the client means what the member means.
            text = receiver.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) + text.Substring(declared.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Length);
        }

        return symbol is null ? "" : symbol.Kind + " " + text + type;
    }

    /// <summary>The rules report each diagnostic no more, and nothing in its stead.</summary>
    private async Task<bool> AreGoneAsync(IReadOnlyList<Diagnostic> diagnostics, Solution changed, ImmutableArray<DiagnosticAnalyzer> rules, CancellationToken cancellation)
    {
        HashSet<DocumentId> documents = [edit.Document.Id];
        documents.UnionWith(diagnostics.Select(diagnostic => edit.Document.Project.Solution.GetDocument(diagnostic.Location.SourceTree)?.Id).OfType<DocumentId>());
        foreach (DocumentId id in documents)
        {
            if (!reportsBefore.TryGetValue(id, out Dictionary<string, int> known))
            {
                reportsBefore[id] = known = await ReportsAsync(edit.Document.Project.Solution.GetDocument(id)!, rules, cancellation).ConfigureAwait(false);
            }

            Dictionary<string, int> before = new(known);
            foreach (Diagnostic diagnostic in diagnostics.Where(diagnostic => edit.Document.Project.Solution.GetDocument(diagnostic.Location.SourceTree)?.Id == id))
            {
                before[diagnostic.Id] = (before.TryGetValue(diagnostic.Id, out int count) ? count : 0) - 1;
            }

            Dictionary<string, int> after = await ReportsAsync(changed.GetDocument(id)!, rules, cancellation).ConfigureAwait(false);
            if (before.Any(reports => (after.TryGetValue(reports.Key, out int now) ? now : 0) > reports.Value) || after.Keys.Any(report => !before.ContainsKey(report)))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<Dictionary<string, int>> ReportsAsync(Document document, ImmutableArray<DiagnosticAnalyzer> rules, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        ImmutableArray<Diagnostic> reports = await model.Compilation
            .WithAnalyzers(rules, document.Project.AnalyzerOptions)
            .GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, cancellation)
            .ConfigureAwait(false);
        return reports.GroupBy(static report => report.Id).ToDictionary(static group => group.Key, static group => group.Count());
    }
}
