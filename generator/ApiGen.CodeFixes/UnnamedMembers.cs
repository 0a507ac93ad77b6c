using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.CodeFixes;

/// <summary>
/// Knows the members that code uses without their names: operators and conversions, what a loop, an <c>await</c> or a deconstruction calls,
/// and what fills a collection. Those of other libraries are left out: what stands in for them is anything of the solution.
/// </summary>
internal static class UnnamedMembers
{
    /// <summary>The members of the solution that a node uses by itself.</summary>
    /// <param name="node">The node.</param>
    /// <param name="model">The meaning of its document.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static IEnumerable<ISymbol> Of(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        All(node, model, cancellation).OfType<ISymbol>().Where(static member => !member.DeclaringSyntaxReferences.IsEmpty);

    private static IEnumerable<ISymbol?> All(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node is ExpressionSyntax value)
        {
            yield return model.GetConversion(value, cancellation).MethodSymbol;
            if (value.Parent is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.CollectionInitializerExpression })
            {
                yield return model.GetCollectionInitializerSymbolInfo(value, cancellation).Symbol;
            }
        }

        switch (node)
        {
            case BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax or ImplicitElementAccessSyntax or ElementBindingExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax:
                yield return model.GetSymbolInfo(node, cancellation).Symbol;
                break;
            case AssignmentExpressionSyntax assignment:
                yield return model.GetSymbolInfo(assignment, cancellation).Symbol;
                foreach (IMethodSymbol? part in Parts(model.GetDeconstructionInfo(assignment)))
                {
                    yield return part;
                }

                break;
            case AwaitExpressionSyntax awaited:
                AwaitExpressionInfo wait = model.GetAwaitExpressionInfo(awaited);
                yield return wait.GetAwaiterMethod;
                yield return wait.IsCompletedProperty;
                yield return wait.GetResultMethod;
                break;
            case CommonForEachStatementSyntax loop:
                ForEachStatementInfo each = model.GetForEachStatementInfo(loop);
                yield return each.GetEnumeratorMethod;
                yield return each.MoveNextMethod;
                yield return each.CurrentProperty;
                yield return each.DisposeMethod ?? each.GetEnumeratorMethod?.ReturnType.GetMembers("Dispose").FirstOrDefault();
                yield return each.ElementConversion.MethodSymbol;
                foreach (IMethodSymbol? part in loop is ForEachVariableStatementSyntax parts ? Parts(model.GetDeconstructionInfo(parts)) : [])
                {
                    yield return part;
                }

                break;
            case RecursivePatternSyntax pattern:
                yield return (model.GetOperation(pattern, cancellation) as IRecursivePatternOperation)?.DeconstructSymbol;
                break;
        }
    }

    private static IEnumerable<IMethodSymbol?> Parts(DeconstructionInfo whole)
    {
        Stack<DeconstructionInfo> rest = new([whole]);
        while (rest.Count > 0)
        {
            DeconstructionInfo part = rest.Pop();
            yield return part.Method;
            yield return part.Conversion?.MethodSymbol;
            foreach (DeconstructionInfo inner in part.Nested.IsDefault ? ImmutableArray<DeconstructionInfo>.Empty : part.Nested)
            {
                rest.Push(inner);
            }
        }
    }
}
