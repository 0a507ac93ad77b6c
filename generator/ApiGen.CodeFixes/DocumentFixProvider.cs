using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace ApiGen.CodeFixes;

/// <summary>
/// A fix that changes one place for each diagnostic, alone or with all its like in a document, a project or a solution. The
/// place may be in another document than the diagnostic.
/// </summary>
public abstract class DocumentFixProvider : CodeFixProvider
{
    /// <summary>What the fix is called.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new AllOfThem(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (solution.GetDocument(Place(diagnostic).SourceTree) is not { } document)
            {
                continue;
            }

            DocumentEditor editor = await DocumentEditor.CreateAsync(document, context.CancellationToken).ConfigureAwait(false);
            if (TryFix(editor, diagnostic, new HashSet<SyntaxNode>(), context.CancellationToken))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, cancellation => FixAsync(solution, [diagnostic], cancellation), GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>Where the change for a diagnostic is made.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    protected virtual Location Place(Diagnostic diagnostic) => diagnostic.Location;

    /// <summary>Puts the change for a diagnostic into the editor.</summary>
    /// <param name="editor">The document of the diagnostic's <see cref="Place"/>.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="changed">What was changed for an earlier diagnostic and must not be changed twice.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>False when the place cannot be fixed; the editor is unchanged then.</returns>
    protected abstract bool TryFix(DocumentEditor editor, Diagnostic diagnostic, ISet<SyntaxNode> changed, CancellationToken cancellation);

    private async Task<Solution> FixAsync(Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        Solution fixedSolution = solution;
        foreach (IGrouping<SyntaxTree?, Diagnostic> inTree in diagnostics.GroupBy(diagnostic => Place(diagnostic).SourceTree))
        {
            if (solution.GetDocument(inTree.Key) is not { } document)
            {
                continue;
            }

            DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
            HashSet<SyntaxNode> changed = [];
            foreach (Diagnostic diagnostic in inTree.OrderBy(diagnostic => Place(diagnostic).SourceSpan.Start))
            {
                TryFix(editor, diagnostic, changed, cancellation);
            }

            fixedSolution = fixedSolution.WithDocumentSyntaxRoot(document.Id, editor.GetChangedRoot());
        }

        return fixedSolution;
    }

    /// <summary>All fixes of one kind together; those that meet in one document change it once.</summary>
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
