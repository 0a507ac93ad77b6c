using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>
/// Finds what a function sets for whoever called it: an asynchronous one gives its caller the execution context back as it was, and a
/// culture or a tenant that was set in it is gone. What it calls in the solution is looked at, too; other libraries are known by name.
/// </summary>
/// <param name="solution">The solution.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class CallersContext(Solution solution, CancellationToken cancellation)
{
    /// <summary>How many members are looked at; beyond, anything is possible.</summary>
    private const int Most = 300;

    private readonly HashSet<SyntaxNode> _seen = [];
    private readonly Queue<(SyntaxNode Code, SemanticModel Model)> _rest = new();

    /// <summary>Whether a function, or what it calls, sets something that belongs to its caller, or asks who that is.</summary>
    /// <param name="function">The function.</param>
    /// <param name="model">The meaning of its document.</param>
    public async Task<bool> IsTouchedAsync(SyntaxNode function, SemanticModel model)
    {
        _rest.Enqueue((function, model));
        while (_rest.Count > 0)
        {
            (SyntaxNode code, SemanticModel meaning) = _rest.Dequeue();
            foreach (ExpressionSyntax expression in code.DescendantNodes(node => node == code || !AsynchronousFunction.IsAsync(node)).OfType<ExpressionSyntax>().Where(static node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax))
            {
                if (meaning.GetSymbolInfo(expression, cancellation).Symbol is not { Kind: SymbolKind.Method or SymbolKind.Property } member)
                {
                    continue;
                }

                if (Touches(member, expression) || _seen.Count > Most)
                {
                    return true;
                }

                await FollowAsync(member, meaning.Compilation).ConfigureAwait(false);
            }
        }

        return false;
    }

    private static bool Touches(ISymbol member, ExpressionSyntax use) => (member.ContainingType?.Name, member.Name) switch
    {
        ("AsyncLocal", "Value")
            or ("CultureInfo" or "Thread", "CurrentCulture" or "CurrentUICulture")
            or ("Thread", "CurrentPrincipal")
            or ("Activity" or "Transaction", "Current")
            or ("HttpContextAccessor" or "IHttpContextAccessor", "HttpContext") => IsWritten(use),
        ("ActivitySource", "StartActivity") or ("Activity", "Start") or ("ILogger" or "LoggerExtensions", "BeginScope") => !IsUsing(use),
        ("Activity", "Stop") or ("ExecutionContext", "Restore") => true,
        ("MethodBase", "GetCurrentMethod") or ("Assembly", "GetCallingAssembly") or ("StackTrace" or "StackFrame", ".ctor") => true,
        _ => false,
    };

    /// <summary>Looks at a member of the solution later; at all of its name, where others may stand in for it.</summary>
    private async Task FollowAsync(ISymbol member, Compilation compilation)
    {
        IEnumerable<ISymbol> all = member.IsAbstract || member.IsVirtual || member.IsOverride
            ? compilation.GetSymbolsWithName(member.Name, SymbolFilter.Member, cancellation).Append(member)
            : [member];
        foreach (SyntaxReference declaration in all.SelectMany(static one => one.DeclaringSyntaxReferences))
        {
            if (await declaration.GetSyntaxAsync(cancellation).ConfigureAwait(false) is var code && !AsynchronousFunction.IsAsync(code) && _seen.Add(code))
            {
                if (compilation.ContainsSyntaxTree(declaration.SyntaxTree))
                {
                    _rest.Enqueue((code, compilation.GetSemanticModel(declaration.SyntaxTree)));
                }
                else if (solution.GetDocument(declaration.SyntaxTree) is { } document && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model)
                {
                    _rest.Enqueue((code, model));
                }
            }
        }
    }

    private static bool IsWritten(SyntaxNode use)
    {
        SyntaxNode place = use;
        while (place.Parent is ParenthesizedExpressionSyntax or MemberBindingExpressionSyntax or TupleExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax }
            || (place.Parent is MemberAccessExpressionSyntax access && access.Name == place))
        {
            place = place.Parent;
        }

        return (place.Parent is AssignmentExpressionSyntax assignment && assignment.Left == place)
            || place.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression }
            || place.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression };
    }

    /// <summary>Whether what a call begins is ended in the function, by <c>using</c>.</summary>
    private static bool IsUsing(SyntaxNode use) =>
        use.FirstAncestorOrSelf<StatementSyntax>() switch
        {
            LocalDeclarationStatementSyntax declaration => declaration.UsingKeyword.IsKind(SyntaxKind.UsingKeyword),
            UsingStatementSyntax block => !block.Statement.Span.Contains(use.Span),
            _ => false,
        };
}
