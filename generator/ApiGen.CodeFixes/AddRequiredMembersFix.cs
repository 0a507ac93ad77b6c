using System.Collections.Immutable;
using ApiGen.Analyzers.RequiredMembers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ApiGen.CodeFixes;

/// <summary>Adds the missing members to the initialiser, in the spec's order.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddRequiredMembersFix))]
public sealed class AddRequiredMembersFix : DocumentFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("APIGEN1001");

    /// <inheritdoc/>
    protected override string Title => "Add the missing required members";

    /// <summary>The creation, which may be in a factory of another file.</summary>
    protected override Location Place(Diagnostic diagnostic) => diagnostic.AdditionalLocations is [{ } creation, ..] ? creation : diagnostic.Location;

    /// <inheritdoc/>
    protected override bool TryFix(DocumentEditor editor, Diagnostic diagnostic, ISet<SyntaxNode> changed, CancellationToken cancellation)
    {
        if (editor.OriginalRoot.FindNode(Place(diagnostic).SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation
            || editor.SemanticModel.GetTypeInfo(creation, cancellation).Type is not INamedTypeSymbol type
            || !diagnostic.Properties.TryGetValue(RequiredMembersAnalyzer.MissingMembersKey, out string? missing)
            || missing is null)
        {
            return false;
        }

        Placeholders placeholders = new(((CSharpParseOptions)creation.SyntaxTree.Options).LanguageVersion);
        List<IPropertySymbol> order = [.. type.GetMembers().OfType<IPropertySymbol>()];
        HashSet<string> names = [.. missing.Split(',')];
        List<(string Name, string Value)> members = [.. order
            .Where(property => names.Contains(property.Name) && InitializerLayout.TakesValue(creation, property.Name))
            .Select(property => (property.Name, placeholders.For(property)))];
        if (members.Count == 0)
        {
            return false;
        }

        InitializerLayout layout = new([.. order.Select(static property => property.Name)], creation.SyntaxTree.GetText(cancellation));
        editor.ReplaceNode(creation, (current, _) => layout.Add((BaseObjectCreationExpressionSyntax)current, members, creation.SpanStart));
        return true;
    }
}
