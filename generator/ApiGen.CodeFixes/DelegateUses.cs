using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>
/// Knows who calls a lambda or a local function. One that blocks is done when it comes back; once it awaits, whoever does not await it in
/// turn goes on at once: calls that went one after the other would all be under way together.
/// </summary>
/// <param name="model">The meaning of the document.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class DelegateUses(SemanticModel model, CancellationToken cancellation)
{
    private readonly HashSet<SyntaxNode> _seen = [];

    /// <summary>Whether everybody who calls a function, so far as can be seen, awaits it before going on. Those who call a method are not known.</summary>
    public bool AreAwaited(SyntaxNode function) => !_seen.Add(function) || function switch
    {
        AnonymousFunctionExpressionSyntax lambda => IsAwaited(lambda),
        LocalFunctionStatementSyntax local => AreAwaited(model.GetDeclaredSymbol(local, cancellation), local.Parent),
        _ => true,
    };

    /// <summary>Whether a function runs to its end before it comes back: it awaits nothing yet.</summary>
    public static bool RunsThrough(SyntaxNode function) =>
        !function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(static node => node is AwaitExpressionSyntax
                || (node is CommonForEachStatementSyntax loop && loop.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword))
                || (node is UsingStatementSyntax block && block.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword))
                || (node is LocalDeclarationStatementSyntax declaration && declaration.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword)));

    private bool AreAwaited(ISymbol? holder, SyntaxNode? scope) =>
        holder is not null && scope is not null && !scope.IsNamedElsewhere(holder.Name) && scope.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == holder.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition, holder.OriginalDefinition))
            .All(IsAwaited);

    /// <summary>Whether the function that an expression stands for is awaited by whoever gets it.</summary>
    private bool IsAwaited(ExpressionSyntax function)
    {
        ExpressionSyntax value = function;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression })
        {
            value = (ExpressionSyntax)value.Parent;
        }

        switch (value.Parent)
        {
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }:
                return model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && !GoesOver(method, call);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } when model.GetDeclaredSymbol(variable, cancellation) is ILocalSymbol local:
                return AreAwaited(local, variable.FirstAncestorOrSelf<StatementSyntax>()?.Parent);
            case AssignmentExpressionSyntax assignment when assignment.Left == value:
                return true;
            case AssignmentExpressionSyntax assignment when model.GetSymbolInfo(assignment.Left, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declared] } local:
                return !_seen.Add(assignment) || AreAwaited(local, declared.GetSyntax(cancellation).FirstAncestorOrSelf<StatementSyntax>()?.Parent);
            case InvocationExpressionSyntax call:
                return IsResultAwaited(call);
            case MemberAccessExpressionSyntax { Name.Identifier.Text: "Invoke", Parent: InvocationExpressionSyntax call }:
                return IsResultAwaited(call);
            case InitializerExpressionSyntax { Parent: not BaseObjectCreationExpressionSyntax } or CollectionElementSyntax:
                return false;
            default:
                return true;
        }
    }

    /// <summary>Whether the task that a call gives back is awaited, waited for or given back in turn.</summary>
    private bool IsResultAwaited(ExpressionSyntax call)
    {
        ExpressionSyntax task = call;
        while (task.Parent is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait" or "AsTask" } || (task.Parent is InvocationExpressionSyntax outer && outer.Expression == task))
        {
            task = (ExpressionSyntax)task.Parent;
        }

        return task.Parent is AwaitExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.Text: "Result" or "Wait" or "GetAwaiter" }
            && (task.FirstAncestorOrSelf<SyntaxNode>(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) is not { } around || AreAwaited(around));
    }

    /// <summary>Whether a method may call what it is given once for each element of a sequence, without awaiting one after the other.</summary>
    private bool GoesOver(IMethodSymbol method, InvocationExpressionSyntax call) =>
        method is not { Name: "ForEachAsync", ContainingType.Name: "Parallel" }
        && (IsSequence(method.ReturnType)
            || method.Parameters.Any(static parameter => IsSequence(parameter.Type))
            || (method.ReducedFrom is { } whole && IsSequence(whole.Parameters[0].Type))
            || (call.Expression is MemberAccessExpressionSyntax access && IsSequence(model.GetTypeInfo(access.Expression, cancellation).Type)));

    private static bool IsSequence(ITypeSymbol? type) =>
        type is { SpecialType: not SpecialType.System_String }
        && (IsEnumerable(type) || type.AllInterfaces.Any(IsEnumerable));

    private static bool IsEnumerable(ITypeSymbol type) => type.SpecialType == SpecialType.System_Collections_IEnumerable || type.Name is "IEnumerable" or "IAsyncEnumerable" or "Span" or "ReadOnlySpan";
}
