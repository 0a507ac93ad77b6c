using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>
/// Looks at what changes make of a document. They do no harm when it compiles as it did, has all its notes, what was not changed
/// means what it meant, and the rules have less to say.
/// </summary>
/// <param name="build">The document before.</param>
/// <param name="changes">What is changed, in order.</param>
internal sealed class SafeChange(FileBuild build, IReadOnlyList<TextChange> changes)
{
    private readonly DocumentEdit _edit = build.Edit;

    /// <param name="diagnostics">What the rules must no longer report.</param>
    /// <param name="isWritten">Whether the compiler must write the program, too: what an <c>await</c> cannot carry over it finds only then.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public async Task<bool> HoldsAsync(IReadOnlyList<Diagnostic> diagnostics, bool isWritten, CancellationToken cancellation)
    {
        Document changed = _edit.Document.WithText(_edit.Text.WithChanges(changes));
        return await changed.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            && Notes.Of(_edit.Root).SequenceEqual(Notes.Of(root), StringComparer.Ordinal)
            && await changed.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            && Compiles(model, cancellation)
            && MeansTheSame(root, model, cancellation)
            && await AreGoneAsync(diagnostics, changed.Project, cancellation).ConfigureAwait(false)
            && (!isWritten || CanBeWritten(model.Compilation, cancellation));
    }

    /// <summary>No new error and no new warning, and the program begins where it began.</summary>
    private bool Compiles(SemanticModel model, CancellationToken cancellation)
    {
        if (_edit.Model.Compilation.GetEntryPoint(cancellation)?.ToDisplayString() != model.Compilation.GetEntryPoint(cancellation)?.ToDisplayString())
        {
            return false;
        }

        return !HasMore(Count(model.GetDiagnostics(cancellationToken: cancellation)), Count(_edit.Model.GetDiagnostics(cancellationToken: cancellation)));
    }

    /// <summary>No new error when the program is written. That it was written without any is the rule, and then nobody need know how it was before.</summary>
    private bool CanBeWritten(Compilation after, CancellationToken cancellation)
    {
        Dictionary<string, int> errors = Errors(after);
        return errors.Count == 0 || !HasMore(errors, Errors(_edit.Model.Compilation));

        Dictionary<string, int> Errors(Compilation project) =>
            Count(project.Emit(Stream.Null, cancellationToken: cancellation).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private static bool HasMore(Dictionary<string, int> after, Dictionary<string, int> before) =>
        after.Any(now => !before.TryGetValue(now.Key, out int count) || now.Value > count);

    private static Dictionary<string, int> Count(IEnumerable<Diagnostic> diagnostics) =>
        Number(diagnostics.Where(static diagnostic => diagnostic is { IsSuppressed: false, Severity: >= DiagnosticSeverity.Warning }));

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
                    || Meaning(_edit.Model, name, cancellation) != Meaning(model, now, cancellation))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private SyntaxNode Member(TextSpan span) =>
        _edit.Root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not GlobalStatementSyntax ? member : _edit.Root;

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
    private async Task<bool> AreGoneAsync(IReadOnlyList<Diagnostic> diagnostics, Project changed, CancellationToken cancellation)
    {
        ILookup<DocumentId, Diagnostic> gone = diagnostics.ToLookup(diagnostic => _edit.Document.Project.Solution.GetDocument(diagnostic.Location.SourceTree)!.Id);
        foreach (DocumentId id in gone.Select(static document => document.Key).Append(_edit.Document.Id).Distinct())
        {
            Dictionary<string, int> before = Number(await build.ReportsAsync(_edit.Document.Project.GetDocument(id)!, cancellation).ConfigureAwait(false));
            foreach (Diagnostic diagnostic in gone[id])
            {
                before[diagnostic.Id]--;
            }

            if (HasMore(Number(await build.AskAsync(changed.GetDocument(id)!, cancellation).ConfigureAwait(false)), before))
            {
                return false;
            }
        }

        return true;
    }

    private static Dictionary<string, int> Number(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.GroupBy(static diagnostic => diagnostic.Id).ToDictionary(static group => group.Key, static group => group.Count());
}
