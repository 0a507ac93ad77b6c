using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>
/// Knows the constants that have one value however the project is built: those that are written out, and those of the project's own members that no <c>#if</c> chooses.
/// A library's may be another for each target framework or with its next version, and a local one is there for the comparisons of it: it goes with all of them, or with none.
/// </summary>
internal static class CertainText
{
    /// <param name="text">An expression that is constant.</param>
    /// <param name="model">The meaning of its document.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static bool Is(SyntaxNode text, SemanticModel model, CancellationToken cancellation)
    {
        HashSet<SyntaxNode> seen = [];
        Queue<(SyntaxNode Text, SemanticModel Model)> rest = new([(text, model)]);
        while (rest.Count > 0)
        {
            (SyntaxNode part, SemanticModel meaning) = rest.Dequeue();

            // What is in a call is in nameof, and of no account but for its name.
            foreach (SimpleNameSyntax name in part.DescendantNodesAndSelf(static node => node is not InvocationExpressionSyntax).OfType<SimpleNameSyntax>())
            {
                switch (meaning.GetSymbolInfo(name, cancellation).Symbol)
                {
                    case ILocalSymbol:
                        return false;
                    case IFieldSymbol field:
                        if (Declaration(field, model.Compilation, cancellation) is not { Initializer.Value: var value } declaration || declaration.Parent!.Parent!.IsBranched())
                        {
                            return false;
                        }

                        if (seen.Add(value))
                        {
                            rest.Enqueue((value, model.Compilation.GetSemanticModel(value.SyntaxTree)));
                        }

                        break;
                }
            }
        }

        return true;
    }

    /// <summary>Where the project declares a constant; null for one of an enum, or of a library.</summary>
    private static VariableDeclaratorSyntax? Declaration(IFieldSymbol field, Compilation project, CancellationToken cancellation) =>
        field.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && project.ContainsSyntaxTree(declaration.SyntaxTree) ? declaration.GetSyntax(cancellation) as VariableDeclaratorSyntax : null;
}
