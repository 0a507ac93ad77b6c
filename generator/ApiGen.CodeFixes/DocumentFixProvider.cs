using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
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

    /// <summary>Whether the compiler must write what the fix makes before it is offered.</summary>
    private protected virtual bool IsWritten => false;

    private async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        Solution result = solution;
        foreach (IGrouping<string, Diagnostic> inFile in diagnostics.GroupBy(diagnostic => Place(diagnostic).SourceTree?.FilePath ?? ""))
        {
            if (solution.GetDocument(Place(inFile.First()).SourceTree) is { } document
                && await FileBuild.AllAsync(document, Rules, cancellation).ConfigureAwait(false) is { Count: > 0 } builds)
            {
                ImmutableArray<Diagnostic>[] places = [.. inFile
                    .GroupBy(diagnostic => Place(diagnostic).SourceSpan)
                    .OrderBy(static place => place.Key.Start)
                    .Select(static place => place.ToImmutableArray())];
                (_, IReadOnlyList<TextChange> changes) = await KeepAsync(builds, [], places, cancellation).ConfigureAwait(false);
                if (changes.Count > 0)
                {
                    SourceText text = builds[0].Edit.Text.WithChanges(changes);
                    foreach (DocumentId id in document.GetLinkedDocumentIds().Add(document.Id))
                    {
                        result = result.WithDocumentText(id, text);
                    }
                }
            }
        }

        return result;
    }

    /// <summary>As many places as can be changed together, beside those that were kept before: all of them, or those of each half.</summary>
    private async Task<(ImmutableArray<Diagnostic>[] Kept, IReadOnlyList<TextChange> Changes)> KeepAsync(
        IReadOnlyList<FileBuild> builds,
        ImmutableArray<Diagnostic>[] kept,
        ImmutableArray<Diagnostic>[] added,
        CancellationToken cancellation)
    {
        if (await TryChangeAsync(builds, [.. kept, .. added], cancellation).ConfigureAwait(false) is { } changes)
        {
            return ([.. kept, .. added], changes);
        }

        if (added.Length <= 1)
        {
            return (kept, kept.Length == 0 ? [] : (await TryChangeAsync(builds, kept, cancellation).ConfigureAwait(false))!);
        }

        int half = added.Length / 2;
        (kept, _) = await KeepAsync(builds, kept, [.. added.Take(half)], cancellation).ConfigureAwait(false);
        return await KeepAsync(builds, kept, [.. added.Skip(half)], cancellation).ConfigureAwait(false);
    }

    /// <summary>The changes for some places; null when there are none, or they do harm.</summary>
    private async Task<IReadOnlyList<TextChange>?> TryChangeAsync(
        IReadOnlyList<FileBuild> builds,
        ImmutableArray<Diagnostic>[] places,
        CancellationToken cancellation)
    {
        // What one project, or target framework, has reported is looked at as it compiles it: the others may have it switched off.
        Solution solution = builds[0].Edit.Document.Project.Solution;
        Dictionary<DocumentId, DocumentEdit> edits = [];
        List<Diagnostic> done = [];
        foreach (ImmutableArray<Diagnostic> place in places)
        {
            if (solution.GetDocument(Place(place[0]).SourceTree)?.Id is not { } id || builds.FirstOrDefault(build => build.Edit.Document.Id == id) is not { } build)
            {
                continue;
            }

            if (!edits.TryGetValue(id, out DocumentEdit edit))
            {
                edits[id] = edit = build.Edit.Anew();
            }

            if (await TryFixAsync(edit, place, cancellation).ConfigureAwait(false))
            {
                done.AddRange(place);
            }
        }

        if (DocumentEdit.Changes(edits.Values) is not { Count: > 0 } changes)
        {
            return null;
        }

        // The rules must want the change in every project that shares the file, however it is built, and it must do no harm in any.
        foreach (FileBuild build in builds)
        {
            TextChange[] here = [.. changes.Where(change => !build.IsSwitchedOff(change.Span))];
            if (await build.SameAsync(done, solution, Place, cancellation).ConfigureAwait(false) is not { } same
                || (builds.Count > 1 && !await ComesToAsync(build, same, here, cancellation).ConfigureAwait(false))
                || !await new SafeChange(build, here).HoldsAsync(same, IsWritten, cancellation).ConfigureAwait(false))
            {
                return null;
            }
        }

        return changes;
    }

    /// <summary>Whether one build comes to the changes by itself: what they were made of, a constant or a helper say, may be another there.</summary>
    private async Task<bool> ComesToAsync(FileBuild build, IReadOnlyList<Diagnostic> reports, TextChange[] changes, CancellationToken cancellation)
    {
        DocumentEdit edit = build.Edit.Anew();
        foreach (IGrouping<TextSpan, Diagnostic> place in reports.GroupBy(report => Place(report).SourceSpan))
        {
            _ = await TryFixAsync(edit, place.ToImmutableArray(), cancellation).ConfigureAwait(false);
        }

        return DocumentEdit.Changes([edit]) is { } own && own.SequenceEqual(changes);
    }

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
