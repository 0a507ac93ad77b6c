using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace ApiGen.CodeFixes;

/// <summary>A fix that changes one document at a time, alone or with all its like in a document, a project or a solution.</summary>
public abstract class DocumentFixProvider : CodeFixProvider
{
    /// <summary>What the fix is called.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            DocumentEditor editor = await DocumentEditor.CreateAsync(context.Document, context.CancellationToken).ConfigureAwait(false);
            if (TryFix(editor, diagnostic, new HashSet<SyntaxNode>(), context.CancellationToken))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, cancellation => FixAsync(context.Document, [diagnostic], cancellation), GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>Puts the change for a diagnostic into the editor.</summary>
    /// <param name="editor">The document.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="changed">What was changed for an earlier diagnostic and must not be changed twice.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>False when the place cannot be fixed; the editor is unchanged then.</returns>
    protected abstract bool TryFix(DocumentEditor editor, Diagnostic diagnostic, ISet<SyntaxNode> changed, CancellationToken cancellation);

    private async Task<Document> FixAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        HashSet<SyntaxNode> changed = [];
        foreach (Diagnostic diagnostic in diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            TryFix(editor, diagnostic, changed, cancellation);
        }

        return editor.GetChangedDocument();
    }
}
