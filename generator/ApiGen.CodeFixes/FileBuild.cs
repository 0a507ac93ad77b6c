using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>A file as one of its projects, or target frameworks, builds it in one configuration, and what the rules say of it there.</summary>
/// <param name="edit">The document, unchanged.</param>
/// <param name="rules">The rules.</param>
internal sealed class FileBuild(DocumentEdit edit, ImmutableArray<DiagnosticAnalyzer> rules)
{
    private readonly Dictionary<DocumentId, ImmutableArray<Diagnostic>> _reports = [];

    public DocumentEdit Edit { get; } = edit;

    /// <summary>All builds of a document, its own first; none when they do not have the same text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static async Task<IReadOnlyList<FileBuild>> AllAsync(Document document, ImmutableArray<DiagnosticAnalyzer> rules, CancellationToken cancellation)
    {
        List<FileBuild> builds = [];
        foreach (DocumentId id in document.GetLinkedDocumentIds().Insert(0, document.Id))
        {
            if (document.Project.Solution.GetDocument(id) is not { } linked
                || await DocumentEdit.BeginAsync(linked, cancellation).ConfigureAwait(false) is not { } edit
                || (builds.Count > 0 && !edit.Text.ContentEquals(builds[0].Edit.Text)))
            {
                return [];
            }

            builds.Add(new FileBuild(edit, rules));
            foreach (Document other in Configurations.Others(linked, edit.Root))
            {
                if (await DocumentEdit.BeginAsync(other, cancellation).ConfigureAwait(false) is { } otherwise)
                {
                    builds.Add(new FileBuild(otherwise, rules));
                }
            }
        }

        return builds;
    }

    /// <summary>
    /// What the rules say in this build of places that they reported in others; null when they let one of them pass that is compiled here,
    /// for then it is as it should be: a lock is held there, say.
    /// </summary>
    /// <param name="reported">What was reported.</param>
    /// <param name="solution">The solution that it was reported in.</param>
    /// <param name="place">Where a change for a report is made.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public async Task<IReadOnlyList<Diagnostic>?> SameAsync(IEnumerable<Diagnostic> reported, Solution solution, Func<Diagnostic, Location> place, CancellationToken cancellation)
    {
        HashSet<Diagnostic> same = [];
        foreach (Diagnostic diagnostic in reported.Where(diagnostic => !IsSwitchedOff(place(diagnostic).SourceSpan)))
        {
            if (Here(solution.GetDocument(diagnostic.Location.SourceTree)) is not { } document
                || (await ReportsAsync(document, cancellation).ConfigureAwait(false)).FirstOrDefault(other =>
                    other.Id == diagnostic.Id && other.Location.SourceSpan == diagnostic.Location.SourceSpan && place(other).SourceSpan == place(diagnostic).SourceSpan) is not { } own)
            {
                return null;
            }

            same.Add(own);
        }

        return [.. same];
    }

    /// <summary>What the rules say of a document of this build.</summary>
    public async Task<ImmutableArray<Diagnostic>> ReportsAsync(Document document, CancellationToken cancellation)
    {
        if (!_reports.TryGetValue(document.Id, out ImmutableArray<Diagnostic> known))
        {
            _reports[document.Id] = known = await AskAsync(document, cancellation).ConfigureAwait(false);
        }

        return known;
    }

    /// <summary>What the rules say of a document after a change.</summary>
    public async Task<ImmutableArray<Diagnostic>> AskAsync(Document document, CancellationToken cancellation) =>
        await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? await model.Compilation.WithAnalyzers(rules, document.Project.AnalyzerOptions).GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, cancellation).ConfigureAwait(false)
            : ImmutableArray<Diagnostic>.Empty;

    /// <summary>Whether a piece of the document is switched off by <c>#if</c>: what becomes of it is of no account here.</summary>
    public bool IsSwitchedOff(TextSpan span) =>
        Edit.Root.FindTrivia(span.Start) is { RawKind: (int)SyntaxKind.DisabledTextTrivia } trivia && trivia.Span.Contains(span);

    /// <summary>The document of this build that is the same file as one of another.</summary>
    private Document? Here(Document? other)
    {
        ProjectId project = Edit.Document.Project.Id;
        return other is null ? null
            : other.Project.Id == project ? Edit.Document.Project.GetDocument(other.Id)
            : other.GetLinkedDocumentIds().FirstOrDefault(id => id.ProjectId == project) is { } linked ? Edit.Document.Project.GetDocument(linked)
            : null;
    }
}
