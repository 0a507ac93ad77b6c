using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>
/// Knows from where a program comes to a function, so far as can be seen: the member around a lambda or a local function, and those that
/// name a private method, one through the other. Who else calls a method is not known.
/// </summary>
internal static class Callers
{
    /// <summary>A function, and the members that come to it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="model">The meaning of its document.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static IReadOnlyList<UsingCode> With(SyntaxNode function, SemanticModel model, CancellationToken cancellation)
    {
        List<UsingCode> all = [new(function, model)];
        for (int next = 0; next < all.Count; next++)
        {
            UsingCode code = all[next];
            Add(code.Syntax, code.Model);
            if (code.Syntax is MethodDeclarationSyntax && code.Model.GetDeclaredSymbol(code.Syntax, cancellation) is IMethodSymbol { DeclaredAccessibility: Accessibility.Private, ContainingType.DeclaringSyntaxReferences: var parts } method)
            {
                foreach (SyntaxReference part in parts)
                {
                    SemanticModel meaning = part.SyntaxTree == code.Syntax.SyntaxTree ? code.Model : code.Model.Compilation.GetSemanticModel(part.SyntaxTree);
                    foreach (SimpleNameSyntax name in part.GetSyntax(cancellation).DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == method.Name))
                    {
                        if (SymbolEqualityComparer.Default.Equals(meaning.GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition, method))
                        {
                            Add(name, meaning);
                        }
                    }
                }
            }
        }

        return all;

        void Add(SyntaxNode inner, SemanticModel meaning)
        {
            SyntaxNode? member = inner.FirstAncestorOrSelf<MemberDeclarationSyntax>() is GlobalStatementSyntax statement ? statement.Parent : inner.FirstAncestorOrSelf<MemberDeclarationSyntax>();
            if (member is not null && !all.Exists(known => known.Syntax == member))
            {
                all.Add(new UsingCode(member, meaning));
            }
        }
    }
}
