using System.Collections.Immutable;
using ApiGen.Analyzers.Constraints;
using ApiGen.Analyzers.RequiredMembers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.CodeFixes;

/// <summary>Adds the missing members to the initialiser, in the spec's order.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddRequiredMembersFix))]
public sealed class AddRequiredMembersFix : DocumentFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("APIGEN1001");

    /// <inheritdoc/>
    protected override string Title => "Add the missing required members";

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticAnalyzer> Rules { get; } = ImmutableArray.Create<DiagnosticAnalyzer>(new RequiredMembersAnalyzer(), new ConstraintAnalyzer());

    /// <summary>The creation, which may be in a factory of another file.</summary>
    protected override Location Place(Diagnostic diagnostic) => diagnostic.AdditionalLocations is [{ } creation, ..] ? creation : diagnostic.Location;

    /// <inheritdoc/>
    private protected override async Task<bool> TryFixAsync(DocumentEdit edit, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        HashSet<string> missing = [.. diagnostics.SelectMany(static diagnostic => diagnostic.Properties.TryGetValue(RequiredMembersAnalyzer.MissingMembersKey, out string? names) ? names!.Split(',') : [])];
        if (edit.Root.FindNode(Place(diagnostics[0]).SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation
            || edit.Model.GetTypeInfo(creation, cancellation).Type is not INamedTypeSymbol type
            || missing.Count == 0
            || !missing.All(name => InitializerLayout.TakesValue(creation, name)))
        {
            return false;
        }

        // The text is the same for all who share the file: the oldest language of theirs has to do.
        LanguageVersion version = edit.Document.GetLinkedDocumentIds().Add(edit.Document.Id)
            .Select(id => edit.Document.Project.Solution.GetProject(id.ProjectId)?.ParseOptions).OfType<CSharpParseOptions>()
            .Min(static options => options.LanguageVersion);
        Placeholders placeholders = new(edit.Model, creation.SpanStart, version);
        List<IPropertySymbol> order = [.. type.GetMembers().OfType<IPropertySymbol>()];
        IPropertySymbol[] added = [.. order.Where(property => missing.Contains(property.Name))];
        List<(string Name, string? Value)> members = [.. added.Select(property => (property.Name, placeholders.For(property)))];
        if (members.Count != missing.Count
            || members.Exists(static member => member.Value is null)
            || await new MemberReaders(edit, cancellation).AnyAsync(creation, added).ConfigureAwait(false))
        {
            return false;
        }

        new InitializerLayout([.. order.Select(static property => property.Name)], edit).Add(creation, [.. members.Select(static member => (member.Name, member.Value!))]);
        return true;
    }
}
