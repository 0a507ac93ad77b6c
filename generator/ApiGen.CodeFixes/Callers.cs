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

    /// <summary>Whether a piece of code may run a function: it is in it, or a delegate, a local function or a method that comes to the function is named in it.</summary>
    /// <param name="place">The piece of code.</param>
    /// <param name="model">The meaning of its document.</param>
    /// <param name="callers">The function, and the members that come to it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static bool MayRun(SyntaxNode place, SemanticModel model, IReadOnlyList<UsingCode> callers, CancellationToken cancellation) =>
        place.DescendantNodesAndSelf().Any(node => node == callers[0].Syntax || (node is SimpleNameSyntax && model.GetSymbolInfo(node, cancellation).Symbol switch
        {
            ILocalSymbol { Type.TypeKind: TypeKind.Delegate } or IParameterSymbol { Type.TypeKind: TypeKind.Delegate } or IFieldSymbol { Type.TypeKind: TypeKind.Delegate } or IPropertySymbol { Type.TypeKind: TypeKind.Delegate } => true,
            IMethodSymbol { MethodKind: MethodKind.LocalFunction } => true,
            IMethodSymbol method => method.OriginalDefinition.DeclaringSyntaxReferences.Any(declaration => callers.Any(caller => caller.Syntax == declaration.GetSyntax(cancellation))),
            _ => false,
        }));

    /// <summary>What is called with a function, or on one, so far as it is of the solution.</summary>
    /// <param name="callers">The function, and the members that come to it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static IEnumerable<ISymbol> Takers(IReadOnlyList<UsingCode> callers, CancellationToken cancellation) => callers.SelectMany(caller => caller.Syntax
        .DescendantNodes(node => node != callers[0].Syntax)
        .Select(static node => node switch
        {
            ArgumentSyntax { Expression: var given, Parent.Parent: ExpressionSyntax taker } => (Given: given, Taker: taker),
            MemberAccessExpressionSyntax { Expression: var receiver, Parent: InvocationExpressionSyntax extension } => (receiver, extension),
            _ => default,
        })
        .Where(pair => pair.Taker is not null
            && caller.Model.GetTypeInfo(pair.Given, cancellation).ConvertedType?.TypeKind == TypeKind.Delegate
            && MayRun(pair.Given, caller.Model, callers, cancellation))
        .Select(pair => caller.Model.GetSymbolInfo(pair.Taker, cancellation).Symbol)
        .OfType<ISymbol>()
        .Where(static taker => taker is not IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke }));
}
