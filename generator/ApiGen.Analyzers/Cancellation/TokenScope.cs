using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>Finds the token that a call could be given.</summary>
internal static class TokenScope
{
    /// <summary>The token in scope at a call; null when there is none, or it is not meant for what is done there.</summary>
    public static ISymbol? TokenAt(IInvocationOperation call, ISymbol owner, TokenUses uses, ApiSymbols symbols)
    {
        bool startsHost = owner is IMethodSymbol { Name: "StartAsync" or "StartingAsync" or "StartedAsync" } start && start.Parameters.Length == 1;
        for (IOperation? function = call.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            IMethodSymbol symbol = function is IAnonymousFunctionOperation lambda ? lambda.Symbol : ((ILocalFunctionOperation)function).Symbol;
            if (TokenOf(symbol, call, uses, symbols) is { } token)
            {
                return token;
            }

            // The token of a host's start is of no more use once it has started, and whoever calls the parameter `_` wants none.
            if (symbol.Parameters.Any(parameter => symbols.IsToken(parameter.Type)) || symbol.IsStatic || startsHost)
            {
                return null;
            }
        }

        return owner is IMethodSymbol method ? TokenOf(method, call, uses, symbols) : null;
    }

    /// <summary>The node in which what a node declares is known.</summary>
    public static SyntaxNode BlockAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(static ancestor => ancestor is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax or ForStatementSyntax or UsingStatementSyntax) ?? node;

    /// <summary>The node in which a variable surely has what it is given somewhere: the block, or the one statement of a branch.</summary>
    public static SyntaxNode ReachOf(SyntaxNode assignment) =>
        assignment.FirstAncestorOrSelf<StatementSyntax>() is { } statement
            ? statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax ? BlockAround(statement.Parent) : statement
            : BlockAround(assignment);

    /// <summary>Whether a name means a variable where a call stands: another one may hide it.</summary>
    public static bool IsKnownAt(IOperation call, ISymbol variable) =>
        call.SemanticModel?.LookupSymbols(call.Syntax.SpanStart, name: variable.Name).Any(symbol => SymbolEqualityComparer.Default.Equals(symbol, variable)) != false;

    /// <summary>The local that held a token last, or else the parameter.</summary>
    private static ISymbol? TokenOf(IMethodSymbol method, IOperation call, TokenUses uses, ApiSymbols symbols)
    {
        if (uses.TokenAt(call.Syntax, method) is { } local)
        {
            return local;
        }

        return method.Parameters.FirstOrDefault(parameter => symbols.IsToken(parameter.Type) && parameter.RefKind == RefKind.None && parameter.Name.Trim('_').Length > 0 && !uses.IsDropped(parameter, 0, call.Syntax));
    }
}
