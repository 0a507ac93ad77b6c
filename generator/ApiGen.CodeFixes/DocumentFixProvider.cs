using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>
/// A fix that changes one place for each diagnostic, alone or with all its like in a document, a project or a solution. The
/// place may be in another document than the diagnostic. What a change comes to is looked at before it is offered
/// (<see cref="SafeChange"/>).
/// </summary>
public abstract class DocumentFixProvider : CodeFixProvider
{
    /// <summary>What the fix is called.</summary>
    protected abstract string Title { get; }

    /// <summary>The rules that must have nothing to say about what the fix makes.</summary>
    protected abstract ImmutableArray<DiagnosticAnalyzer> Rules { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new AllOfThem(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            Solution changed = await FixAsync(solution, ImmutableArray.Create(diagnostic), context.CancellationToken).ConfigureAwait(false);
            if (changed != solution)
            {
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>Where the change for a diagnostic is made.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    protected virtual Location Place(Diagnostic diagnostic) => diagnostic.Location;

    /// <summary>Puts the change for diagnostics of one place into the edit.</summary>
    /// <returns>Whether there is one; nothing was changed if not.</returns>
    private protected abstract Task<bool> TryFixAsync(DocumentEdit edit, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation);

    private async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        Solution result = solution;
        Dictionary<DocumentId, Dictionary<string, int>> reports = [];
        foreach (IGrouping<string, Diagnostic> inFile in diagnostics.GroupBy(diagnostic => Place(diagnostic).SourceTree?.FilePath ?? ""))
        {
            if (solution.GetDocument(Place(inFile.First()).SourceTree) is { } document)
            {
                ImmutableArray<Diagnostic>[] places = [.. inFile
                    .GroupBy(diagnostic => Place(diagnostic).SourceSpan)
                    .OrderBy(static place => place.Key.Start)
                    .Select(static place => place.ToImmutableArray())];
                (_, IReadOnlyList<TextChange> changes) = await KeepAsync(document, reports, [], places, cancellation).ConfigureAwait(false);
                if (changes.Count > 0)
                {
                    SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
                    foreach (DocumentId id in document.GetLinkedDocumentIds().Add(document.Id))
                    {
                        result = result.WithDocumentText(id, text.WithChanges(changes));
                    }
                }
            }
        }

        return result;
    }

    /// <summary>As many places as can be changed together, beside those that were kept before: all of them, or those of each half.</summary>
    private async Task<(ImmutableArray<Diagnostic>[] Kept, IReadOnlyList<TextChange> Changes)> KeepAsync(
        Document document,
        Dictionary<DocumentId, Dictionary<string, int>> reports,
        ImmutableArray<Diagnostic>[] kept,
        ImmutableArray<Diagnostic>[] added,
        CancellationToken cancellation)
    {
        if (await TryChangeAsync(document, reports, [.. kept, .. added], cancellation).ConfigureAwait(false) is { } changes)
        {
            return ([.. kept, .. added], changes);
        }

        if (added.Length <= 1)
        {
            return (kept, kept.Length == 0 ? [] : (await TryChangeAsync(document, reports, kept, cancellation).ConfigureAwait(false))!);
        }

        int half = added.Length / 2;
        (kept, _) = await KeepAsync(document, reports, kept, [.. added.Take(half)], cancellation).ConfigureAwait(false);
        return await KeepAsync(document, reports, kept, [.. added.Skip(half)], cancellation).ConfigureAwait(false);
    }

    /// <summary>The changes for some places; null when there are none, or they do harm.</summary>
    private async Task<IReadOnlyList<TextChange>?> TryChangeAsync(
        Document document,
        Dictionary<DocumentId, Dictionary<string, int>> reports,
        ImmutableArray<Diagnostic>[] places,
        CancellationToken cancellation)
    {
        if (await DocumentEdit.BeginAsync(document, cancellation).ConfigureAwait(false) is not { } edit)
        {
            return null;
        }

        List<Diagnostic> done = [];
        foreach (ImmutableArray<Diagnostic> place in places)
        {
            if (await TryFixAsync(edit, place, cancellation).ConfigureAwait(false))
            {
                done.AddRange(place);
            }
        }

        return edit.Changes() is { Count: > 0 } changes && await HoldsEverywhereAsync(edit, changes, done, reports, cancellation).ConfigureAwait(false) ? changes : null;
    }

    /// <summary>Whether changes do no harm in any of the projects, or target frameworks, that share the file, however they are built.</summary>
    private async Task<bool> HoldsEverywhereAsync(
        DocumentEdit edit,
        IReadOnlyList<TextChange> changes,
        List<Diagnostic> done,
        Dictionary<DocumentId, Dictionary<string, int>> reports,
        CancellationToken cancellation)
    {
        Solution solution = edit.Document.Project.Solution;
        foreach (DocumentId id in edit.Document.GetLinkedDocumentIds().Insert(0, edit.Document.Id))
        {
            List<Diagnostic> mine = done.FindAll(diagnostic => solution.GetDocument(diagnostic.Location.SourceTree)?.Project.Id == id.ProjectId);
            if ((id == edit.Document.Id ? edit : await DocumentEdit.BeginAsync(solution.GetDocument(id)!, cancellation).ConfigureAwait(false)) is not { } same
                || !same.Text.ContentEquals(edit.Text)
                || !await HoldsAsync(same, changes, mine, reports, cancellation).ConfigureAwait(false))
            {
                return false;
            }

            foreach (Document document in Configurations.Others(same.Document, same.Root))
            {
                if (await DocumentEdit.BeginAsync(document, cancellation).ConfigureAwait(false) is { } other
                    && !await HoldsAsync(other, changes, [], [], cancellation).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private Task<bool> HoldsAsync(DocumentEdit edit, IReadOnlyList<TextChange> changes, List<Diagnostic> done, Dictionary<DocumentId, Dictionary<string, int>> reports, CancellationToken cancellation) =>
        new SafeChange(edit, [.. changes.Where(change => !IsSwitchedOff(edit.Root, change.Span))], reports).HoldsAsync(done, Rules, cancellation);

    /// <summary>Whether a piece of a document is switched off by <c>#if</c>: what becomes of it is of no account there.</summary>
    private static bool IsSwitchedOff(SyntaxNode root, TextSpan span) =>
        root.FindTrivia(span.Start) is { RawKind: (int)SyntaxKind.DisabledTextTrivia } trivia && trivia.Span.Contains(span);

    /// <summary>All fixes of one kind together.</summary>
    private sealed class AllOfThem(DocumentFixProvider fix) : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            ImmutableArray<Diagnostic> diagnostics = await FindAsync(fixAllContext).ConfigureAwait(false);
            return CodeAction.Create(fix.Title, cancellation => fix.FixAsync(fixAllContext.Solution, diagnostics, cancellation), fixAllContext.CodeActionEquivalenceKey);
        }

        private static async Task<ImmutableArray<Diagnostic>> FindAsync(FixAllContext context)
        {
            if (context is { Scope: FixAllScope.Document, Document: { } document })
            {
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            }

            List<Diagnostic> found = [];
            foreach (Project project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
            {
                found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
            }

            return found.ToImmutableArray();
        }
    }
}
