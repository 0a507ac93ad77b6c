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

    /// <inheritdoc/>
    protected override bool TryFix(DocumentEditor editor, Diagnostic diagnostic, ISet<SyntaxNode> changed, CancellationToken cancellation)
    {
        if (diagnostic.AdditionalLocations is not [{ } place, ..]
            || place.SourceTree != editor.OriginalRoot.SyntaxTree
            || editor.OriginalRoot.FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation
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
            .Where(property => names.Contains(property.Name))
            .Select(property => (property.Name, placeholders.For(property)))];
        InitializerLayout layout = new([.. order.Select(static property => property.Name)], creation.SyntaxTree.GetText(cancellation));
        editor.ReplaceNode(creation, (current, _) => layout.Add((BaseObjectCreationExpressionSyntax)current, members, creation.SpanStart));
        return true;
    }
}
